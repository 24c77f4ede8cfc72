"""Purge, export, erasure and proof from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

Desk = Callable[..., dict[str, Any]]


@pytest.fixture
def anne(hub: Desk) -> dict[str, Any]:
    """A parcel of somebody's, ready."""
    words = ["--shop", "La Belle Plume", "--order", "1", "--name", "Anne Petit", "--email", "anne@exemple.fr"]
    hub("announce", *words)
    parcel = hub("receive", "1")["parcels"][0]
    assert isinstance(parcel, dict)
    return parcel


def test_nobody_is_due_yet(hub: Desk, anne: dict[str, Any]) -> None:
    assert anne["customer"] == "Anne Petit"
    assert hub("purge", "--dry-run") == {"people": 0}
    done = hub("purge")
    assert (done["verdict"], done["people"], done["parcels"], done["cancelled"]) == ("purged", 0, 0, 0)


def test_one_person_from_export_to_erasure(hub: Desk, anne: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "anne.json"
    assert hub("person", "export", "anne@exemple.fr", "--out", file)["verdict"] == "exported"
    about = json.loads(file.read_text(encoding="utf-8"))
    (person,) = about["person"]
    assert (person["name"], about["shop_order"][0]["reference"]) == ("Anne Petit", "1")
    assert hub("person", "erase", person["id"], want=1)["verdict"] == "person_expected"
    hub("collect", anne["pickup_code"])
    assert hub("person", "erase", person["id"])["verdict"] == "erased"
    assert hub("person", "export", "anne@exemple.fr", want=1)["verdict"] == "unknown_person"
    assert "Anne" not in json.dumps(hub("parcels"))


def test_several_of_one_name_are_listed_with_their_ids(hub: Desk, anne: dict[str, Any]) -> None:
    hub("announce", "--shop", "La Belle Plume", "--order", "2", "--name", anne["customer"], "--email", "b@exemple.fr")
    answer = hub("person", "export", "Anne Petit", want=1)
    assert answer["verdict"] == "several_people"
    ids = {contact: one["id"] for one in answer["people"] for contact in one["contacts"]}
    assert sorted(ids) == ["anne@exemple.fr", "b@exemple.fr"]
    assert hub("person", "export", ids["b@exemple.fr"])["person"]["shop_order"][0]["reference"] == "2"


def test_an_export_that_cannot_be_written_says_so(hub: Desk, anne: dict[str, Any], tmp_path: Path) -> None:
    assert anne
    answer = hub("person", "export", "anne@exemple.fr", "--out", tmp_path / "nowhere" / "x.json", want=3)
    assert "nowhere" in answer["message"]


def test_the_proof_is_a_page_with_the_digest(hub: Desk, anne: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "proof.pdf"
    hub("collect", anne["pickup_code"])
    answer = hub("proof", anne["id"], "--pdf", file)
    with PdfDocument(file) as document:
        said = document[0].get_textpage().get_text_range()
    assert answer["digest"] in said
    assert "Anne Petit" in said
    assert hub("proof", "XXXX", "--pdf", file, want=1)["verdict"] == "unknown_parcel"
