"""Sheets for people: whole or not at all, and never a formula."""

import csv
from pathlib import Path

import pytest

from desk_app.devices.files import FileError, csv_text, harmless, write_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "|", "%"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    cell = f"{start}cmd|' /C calc'!A0"
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["I-12", "", "12,50", "-12,50", "-3", "+4.5", "Éloïse"])
def test_words_and_numbers_stay_what_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_sheet_has_the_separator_and_the_mark_of_its_language(tmp_path: Path) -> None:
    rows = [("Boutique", "Montant"), ("L’Épicerie; fine", "12,50"), ('dit "la Belle"', "=1+1")]
    file = tmp_path / "sheet.csv"
    write_csv(file, rows, "fr")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as text:
        assert list(csv.reader(text, delimiter=";")) == [list(rows[0]), list(rows[1]), [rows[2][0], "'=1+1"]]
    assert csv_text([("a", "b")], "en") == "a,b\r\n"


@pytest.mark.parametrize("name", ["a" * 251 + ".csv", "é" * 125 + ".csv", "..csv", "CON .csv"])
def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path / name, [("a",)], "fr")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_sheet_that_cannot_be_written_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileError) as raised:
        write_csv(tmp_path / "nowhere" / "sheet.csv", [("a",)], "fr")
    assert raised.value.reason.key == "devices.file_no_folder"
    assert list(tmp_path.iterdir()) == []
