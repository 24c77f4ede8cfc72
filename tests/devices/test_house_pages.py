"""Sheets the hub keeps: every row of the emergency list scans, and the cold's log says each time."""

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from desk_app.devices import formats
from desk_app.devices.formats import FORMATS
from desk_app.devices.house_pages import ColdLog, PaperList, write_pages
from desk_app.devices.slips import Place, Slip
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.cold import ColdSpell, OutOfCold
from tests.devices.samples import NAMES, NOW, TEXTS, parcel
from tests.devices.test_formats import check, texts

PLACE = Place("Maison du commerce", "Poste 1", "Camille", NOW)
DAYS = (NOW.date(), NOW.date())


def said(slip: Slip) -> list[str]:
    """Every text of a sheet, and that it fits."""
    paper = FORMATS["A4"]
    pages = formats.place([slip.head.block(paper), *slip.blocks(paper)], slip.head.running, paper)
    check(pages, paper, 203)
    return [text for page in pages for text in texts(page)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_row_of_the_list_scans_as_its_parcel(tmp_path: Path, language: str) -> None:
    every = [parcel(id=new_parcel_id(), customer=NAMES[i % 3], order=str(i)) for i in range(40)]
    file = tmp_path / "paper.pdf"
    write_pages(file, PaperList.of(every, PLACE, TEXTS[language]))
    with pypdfium2.PdfDocument(file) as document:
        pictures = [page.render(scale=203 / 72).to_pil() for page in document]
    read = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    assert sorted(read) == sorted(p.id for p in every)


def test_the_list_is_by_customer_and_says_what_to_check(tmp_path: Path) -> None:
    late = parcel(id=new_parcel_id(), customer="Zoé Adam", age_check=False, amount_due_cents=1250)
    early = parcel(id=new_parcel_id(), customer="Éloïse Lefèvre", amount_due_cents=None, shelf="F-02")
    words = said(PaperList.of([early, late], PLACE, TEXTS["fr"]))
    assert words.index("ADAM Z.") < words.index("LEFÈVRE É.")
    assert "12,50\u00a0€" in words
    assert any(word.startswith("18 ans · ") for word in words)
    assert "F-02" in words


def test_the_log_says_when_how_long_and_why() -> None:
    spells = [
        ColdSpell(
            "X", "Fromagerie du Marché", "2301", NOW, NOW + timedelta(minutes=9), OutOfCold.INTAKE, "Poste 1", ""
        ),
        ColdSpell("Y", "Glaces", "G-1", NOW - timedelta(minutes=30), None, OutOfCold.TAKEN_OUT, "Poste 2", "Sacha"),
    ]
    words = said(ColdLog.of(spells, DAYS, PLACE, TEXTS["fr"]))
    assert {"9", "30", "réception", "sorti", "Poste 2 · Sacha", "2301"} <= set(words)


def test_empty_sheets_are_sheets(tmp_path: Path) -> None:
    for name, slip in (("a", PaperList.of([], PLACE, TEXTS["fr"])), ("b", ColdLog.of([], DAYS, PLACE, TEXTS["fr"]))):
        write_pages(tmp_path / name, slip)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
