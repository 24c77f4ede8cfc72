"""A day through the command line, on both databases: what the window can do, it can do."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.cli.conftest import Desk

PARCEL_FIELDS = {
    "id", "shop", "order", "piece", "pieces", "customer", "email", "phone", "zone", "state", "shelf", "pickup_code",
    "amount_due_cents", "keep_until", "announced_at", "received_at", "ready_at", "collected_at",
}  # fmt: skip


def announced(hub: Desk, order: str = "4127", *more: object) -> dict[str, Any]:
    """One order of the bookshop's, for Éloïse."""
    words = ("--shop", "la belle plume", "--order", order, "--name", "Éloïse Lefèvre", "--email", "Eloise@Exemple.fr")
    return hub("announce", *words, *more)


def ready(hub: Desk, *more: object) -> list[dict[str, Any]]:
    """The parcels that are ready."""
    found: list[dict[str, Any]] = hub("parcels", "--state", "ready", *more)["parcels"]
    return found


def test_shops_and_shelves_are_added_once(hub: Desk) -> None:
    assert hub("shops", "add", "la belle plume", want=1)["verdict"] == "already_exists"
    assert hub("shelves", "add", "a 12", "--zone", "frozen", want=1)["verdict"] == "already_exists"
    assert [s["name"] for s in hub("shops")["shops"]] == ["Fromagerie du Marché", "La Belle Plume"]
    assert [(s["code"], s["zone"], s["capacity"]) for s in hub("shelves")["shelves"]] == [
        ("A-12", "ambient", None),
        ("F-02", "chilled", 2),
    ]


def test_a_parcel_has_all_its_fields(hub: Desk) -> None:
    parcel = announced(hub)["parcels"][0]
    assert set(parcel) >= PARCEL_FIELDS
    assert (parcel["state"], parcel["amount_due_cents"], parcel["email"]) == ("announced", 0, "eloise@exemple.fr")


@pytest.mark.parametrize(("due", "cents"), [("12,50", 1250), ("12.50", 1250), ("unknown", None)])
def test_what_is_due_may_be_unknown(hub: Desk, due: str, cents: int | None) -> None:
    assert announced(hub, "4127", "--due", due)["parcels"][0]["amount_due_cents"] == cents


def test_an_order_of_an_unknown_shop_is_refused(hub: Desk) -> None:
    words = ("announce", "--shop", "Chez Personne", "--order", "1", "--name", "X")
    assert hub(*words, want=1)["verdict"] == "unknown_shop"


def test_pieces_are_received_one_by_one(hub: Desk) -> None:
    announced(hub, "4127", "--pieces", 2)
    assert hub("receive", "4127")["parcels"][0]["piece"] == 1
    assert hub("receive", "4127")["parcels"][0]["piece"] == 2
    assert hub("receive", "4127", want=1)["verdict"] == "already_received"


def test_all_pieces_are_received_at_once_when_their_number_is_said(hub: Desk) -> None:
    announced(hub)
    answer = hub("receive", "4127", "--pieces", 3, "--shelf", "A-12")
    assert [(p["piece"], p["pieces"], p["shelf"]) for p in answer["parcels"]] == [(n, 3, "A-12") for n in (1, 2, 3)]


def test_a_number_of_two_shops_is_a_question(hub: Desk) -> None:
    announced(hub)
    hub("announce", "--shop", "Fromagerie du Marché", "--order", "4127", "--name", "Paul Garnier")
    assert hub("receive", "4127", want=1)["verdict"] == "several_orders"
    assert hub("receive", "4127", "--shop", "Fromagerie du Marché")["parcels"][0]["customer"] == "Paul Garnier"


def test_a_day_from_announcement_to_undo(hub: Desk) -> None:
    announced(hub)
    who = ("--name", "Éloïse Lefèvre", "--email", "eloise@exemple.fr")
    hub("announce", "--shop", "Fromagerie du Marché", "--order", "2301", "--zone", "chilled", *who)
    hub("receive", "2301")
    hub("receive", "4127")
    first, last = sorted(ready(hub), key=lambda p: str(p["zone"]))
    code = first["pickup_code"]
    assert code == last["pickup_code"]
    opened = hub("pickup", code)
    assert (opened["verdict"], [p["zone"] for p in opened["parcels"]]) == ("ready", ["ambient", "chilled"])
    assert hub("collect", code, "--parcel", last["id"])["verdict"] == "collected"
    assert hub("collect", code)["verdict"] == "collected_all"
    assert hub("collect", code, want=1)["verdict"] == "already_collected"
    assert hub("undo", first["id"], "--reason", "mauvais client")["verdict"] == "undone"
    assert [p["id"] for p in ready(hub)] == [first["id"]]
    entries = hub("journal", "--limit", 3)["entries"]
    assert [(e["action"], e["verdict"], e["parcel"]) for e in entries] == [
        ("undo", "undone", first["id"]),
        ("hand_over", "already_collected", entries[1]["parcel"]),
        ("hand_over", "collected", first["id"]),
    ]
    assert set(entries[0]) >= {"at", "counter", "clerk", "action", "verdict", "parcel"}


def test_parcels_are_found_by_name_shop_and_state(hub: Desk) -> None:
    for order in ("1", "2", "3"):
        announced(hub, order)
    assert hub("parcels", "--search", "lefevre")["total"] == 3
    assert hub("parcels", "--shop", "Fromagerie du Marché")["parcels"] == []
    assert len(hub("parcels", "--state", "announced", "--limit", 2)["parcels"]) == 2
    assert hub("parcels", "--search", "personne")["parcels"] == []


def test_labels_go_to_a_pdf_and_read_back(hub: Desk, tmp_path: Path) -> None:
    announced(hub, "4127", "--pieces", 2)
    ids = [p["id"] for p in hub("receive", "4127", "--pieces", 2)["parcels"]]
    file = tmp_path / "labels.pdf"
    assert hub("label", *ids, "--pdf", file)["verdict"] == "printed"
    with pypdfium2.PdfDocument(file) as document:
        for page, parcel_id in zip(document, ids, strict=True):
            picture = page.render(scale=203 / 72).to_pil()
            assert [code.text for code in zxingcpp.read_barcodes(picture)] == [parcel_id] * 2


def test_labels_go_to_pictures_of_the_size_and_resolution_asked_for(hub: Desk, tmp_path: Path) -> None:
    ids = [announced(hub, order)["parcels"][0]["id"] for order in ("1", "2")]
    answer = hub("label", *ids, "--png", tmp_path / "label.png", "--size", "100x50", "--dpi", 300)
    assert answer["files"] == [str(tmp_path / f"label-{parcel_id}.png") for parcel_id in ids]
    with Image.open(answer["files"][0]) as picture:
        assert picture.size == (1181, 591)
        assert {code.text for code in zxingcpp.read_barcodes(picture)} == {ids[0]}


def test_a_label_of_no_parcel_is_refused(hub: Desk, tmp_path: Path) -> None:
    assert hub("label", "BBBBBBBBBBBB", "--pdf", tmp_path / "x.pdf", want=1)["verdict"] == "unknown_parcel"
    assert not (tmp_path / "x.pdf").exists()


def test_a_printer_that_is_not_there_is_an_environment_trouble(hub: Desk) -> None:
    parcel_id = announced(hub)["parcels"][0]["id"]
    answer = hub("label", parcel_id, "--printer", "Nulle Part", want=3)
    assert (answer["verdict"], "imprimante" in answer["message"]) == ("environment", True)


@pytest.mark.parametrize("words", [("--size", "big"), ("--size", "10x10"), ("--dpi", 96)])
def test_a_label_that_does_not_fit_is_wrong_usage(hub: Desk, tmp_path: Path, words: tuple[object, ...]) -> None:
    parcel_id = announced(hub)["parcels"][0]["id"]
    assert "62x29" in hub("label", parcel_id, "--png", tmp_path / "x.png", *words, want=2)["message"]
    assert not (tmp_path / "x.png").exists()


def test_a_parcel_is_kept_longer(hub: Desk) -> None:
    parcel_id = announced(hub)["parcels"][0]["id"]
    assert hub("keep", parcel_id, "--days", 3, want=1)["verdict"] == "cannot_extend"
    before = hub("receive", "4127")["parcels"][0]["keep_until"]
    answer = hub("keep", parcel_id, "--days", 3)
    assert answer["verdict"] == "extended"
    assert answer["parcels"][0]["keep_until"] > before


def test_the_hubs_hours_are_set_as_people_write_them(hub: Desk) -> None:
    assert hub("settings", "hub.hours", "lun-ven 10h-19h")["value"] == "mon-fri 10:00-19:00"
    assert hub("settings", "hub.hours")["value"] == "mon-fri 10:00-19:00"
    assert "lun-ven" in hub("settings", "hub.hours", "un peu le matin", want=1)["message"]
    assert "24/12/2026" in hub("settings", "hub.closures", "Noël", want=1)["message"]
    assert "FR-57" in hub("settings", "hub.holidays", "Atlantis", want=1)["message"]
