"""The cold clock, a sweep and the list on paper from the command line."""

import csv
from pathlib import Path

import pypdfium2
import zxingcpp

from tests.cli.conftest import Desk


def cheese(hub: Desk, order: str = "2301") -> str:
    """A chilled parcel that came in; its id."""
    hub("announce", "--shop", "Fromagerie du Marché", "--order", order, "--name", "Éloïse Lefèvre",
        "--email", "e@exemple.fr", "--zone", "chilled")  # fmt: skip
    parcel_id: str = hub("receive", order)["parcels"][0]["id"]
    return parcel_id


def test_what_is_out_of_the_cold_is_listed_until_its_shelf_is_scanned(hub: Desk) -> None:
    parcel = cheese(hub)
    out = hub("cold")["parcels"]
    assert [(p["id"], p["minutes"], p["warmth"]) for p in out] == [(parcel, 0, "cold")]
    assert hub("cold", "out", parcel)["verdict"] == "taken_out"
    assert hub("cold", "out", "nothing", want=1)["verdict"] == "unknown_parcel"


def test_the_log_is_written_for_an_inspector(hub: Desk, tmp_path: Path) -> None:
    parcel = cheese(hub)
    sheet, page = tmp_path / "cold.csv", tmp_path / "cold.pdf"
    answer = hub("cold", "log", "--csv", sheet, "--pdf", page, "--lang", "fr")
    assert [(s["parcel"], s["why"], s["to"]) for s in answer["spells"]] == [(parcel, "intake", None)]
    with sheet.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[0][0] == "Sorti"
    assert rows[1][4:6] == ["Fromagerie du Marché", "2301"]
    with pypdfium2.PdfDocument(page) as document:
        assert len(document) == 1
    assert hub("cold", "log", "--from", "2020-01-01", "--to", "2020-12-31")["spells"] == []


def test_the_list_on_paper_has_a_code_for_each_parcel_that_is_ready(hub: Desk, tmp_path: Path) -> None:
    parcel, file = cheese(hub), tmp_path / "paper.pdf"
    assert hub("paper", "--pdf", file)["files"] == [str(file)]
    with pypdfium2.PdfDocument(file) as document:
        picture = document[0].render(scale=203 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [parcel]
    assert hub("paper", "--pdf", tmp_path / "nowhere" / "paper.pdf", want=3)["message"]
