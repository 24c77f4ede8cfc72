"""What goes back, is missing or damaged, through the command line."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.cli.conftest import Desk


def ready(hub: Desk, order: str = "4127") -> str:
    """The id of a parcel on its shelf."""
    hub("announce", "--shop", "la belle plume", "--order", order, "--name", "Éloïse Lefèvre", "--phone", "0612345678")
    return str(hub("receive", order)["parcels"][0]["id"])


def test_a_parcel_is_fetched_and_given_back_with_its_slip(hub: Desk, tmp_path: Path) -> None:
    parcel, file = ready(hub), tmp_path / "slip.pdf"
    assert hub("return", parcel, want=1)["verdict"] == "not_due_back"
    assert hub("return", parcel, "--reason", "cancelled")["verdict"] == "fetched"
    work = hub("overdue")
    assert [(p["id"], p["return_reason"]) for p in work["to_give_back"]] == [(parcel, "cancelled")]
    answer = hub("return", "--shop", "la belle plume", "--taken-by", "Inès Delmas", "--pdf", file)
    assert (answer["verdict"], answer["files"]) == ("given_back", [str(file)])
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == 1
    assert hub("overdue")["to_give_back"] == []
    assert hub("prints")["prints"] == []


@pytest.mark.parametrize("words", [(), ("--shop", "La Belle Plume"), ("BBBBBBBBBBBB", "--shop", "La Belle Plume")])
def test_a_return_names_a_parcel_or_a_shop_and_who_took_it(hub: Desk, words: tuple[str, ...]) -> None:
    assert "--taken-by" in hub("return", *words, want=2)["message"]


def test_nothing_is_given_back_to_nobody(hub: Desk) -> None:
    words = ("return", "--taken-by", "Inès", "--shop")
    assert hub(*words, "Chez Personne", want=1)["verdict"] == "unknown_shop"
    assert hub(*words, "La Belle Plume", want=1)["verdict"] == "nothing_to_give_back"


def test_missing_and_found_again(hub: Desk) -> None:
    parcel = ready(hub)
    assert hub("missing", parcel)["verdict"] == "noted_missing"
    (missed,) = hub("overdue")["missing"]
    assert (missed["id"], missed["shelf"], bool(missed["last_seen"])) == (parcel, "A-12", True)
    hub("shelves", "add", "B-01", "--zone", "ambient")
    assert hub("found", parcel, "--shelf", "b 1")["parcels"][0]["shelf"] == "B-01"
    assert hub("found", parcel, want=1)["verdict"] == "already_received"


def test_damaged_with_a_picture_then_thrown_away(hub: Desk, tmp_path: Path) -> None:
    parcel, photo = ready(hub), tmp_path / "photo.png"
    Image.new("RGB", (60, 40), "red").save(photo)
    assert hub("dispose", parcel, "--reason", "cassé", want=1)["verdict"] == "not_to_dispose"
    assert hub("damaged", parcel, "--note", "coin écrasé", "--picture", photo)["verdict"] == "damaged"
    assert hub("dispose", parcel, "--reason", "cassé")["verdict"] == "disposed"


def test_what_is_no_picture_is_said_and_nothing_is_noted(hub: Desk, tmp_path: Path) -> None:
    parcel, rubbish = ready(hub), tmp_path / "rubbish.jpg"
    rubbish.write_bytes(b"not a picture")
    for file in (rubbish, tmp_path / "none.jpg"):
        answer = hub("damaged", parcel, "--note", "x", "--picture", file, want=3)
        assert file.name in answer["message"]
    assert hub("journal", "--limit", 1)["entries"][0]["action"] == "receive"


def test_refused_goes_back_to_a_shelf_for_returns(hub: Desk) -> None:
    parcel = ready(hub)
    assert hub("shelves", "add", "R-1", "--zone", "ambient", "--returns")["verdict"] == "saved"
    assert hub("refuse", parcel, "--note", "trop grand")["verdict"] == "refused"
    assert [p["return_reason"] for p in hub("overdue")["to_give_back"]] == ["refused"]
