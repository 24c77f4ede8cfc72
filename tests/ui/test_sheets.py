"""What a shop, a customer or a colleague wrote is a text in every sheet that the program writes."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk_app.devices.files import write_csv
from desk_app.devices.house_pages import cold_cells
from desk_app.domain.checks import Method
from desk_app.domain.cold import ColdSpell, OutOfCold
from desk_app.domain.till import Till, TillLine
from desk_app.domain.values import Reason, RefusedRow
from desk_app.i18n import LANGUAGES, Texts
from desk_app.ui.pages.arrivages_reading import save_refused
from desk_app.ui.pages.journee_till import save

NOON = datetime(2026, 11, 28, 11, tzinfo=UTC)
Write = Callable[[str, Texts, Path], object]


def refused(text: str, texts: Texts, file: Path) -> None:
    """The rows of a shop's file that announce nothing."""
    save_refused([RefusedRow(2, Reason("intake.no_customer", {"reference": text}))], texts, file)


def till(text: str, texts: Texts, file: Path) -> None:
    """A day's money."""
    save(Till(date(2026, 11, 28), None, (TillLine("shop", text, Method.CASH, 1, 1250),)), texts, file)


def cold(text: str, texts: Texts, file: Path) -> None:
    """Each time out of the cold."""
    spell = ColdSpell("BCDFGHJKLNPR", text, text, NOON, None, OutOfCold.INTAKE, text, text)
    write_csv(file, [cold_cells(spell, NOON, texts)], texts.language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "|", "%"])
@pytest.mark.parametrize("write", [refused, till, cold])
def test_no_cell_of_a_sheet_is_taken_for_a_formula(write: Write, start: str, language: str, tmp_path: Path) -> None:
    file, text = tmp_path / "sheet.csv", f"{start}cmd|' /C calc'!A0"
    write(text, Texts(language), file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines, delimiter=";" if language == "fr" else ",") for cell in row]
    assert any(text in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(start)] == []
