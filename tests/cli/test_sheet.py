"""The command barcodes from the command line: on one page, or each on a label, and refusals that say why."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from desk_app.domain.commands import COMMAND_CODES
from tests.cli.conftest import Desk


def codes(file: Path) -> list[set[str]]:
    """What a scanner reads on each page."""
    with pypdfium2.PdfDocument(file) as document:
        pictures = [page.render(scale=203 / 72).to_pil() for page in document]
    return [{code.text for code in zxingcpp.read_barcodes(picture)} for picture in pictures]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_commands_on_a_page(desk: Desk, tmp_path: Path, language: str) -> None:
    file = tmp_path / "commands.pdf"
    answer = desk("sheet", "--pdf", file, "--lang", language)
    assert (answer["verdict"], answer["files"]) == ("printed", [str(file)])
    assert codes(file) == [set(COMMAND_CODES.values())]


def test_each_on_a_label_of_the_counter(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "commands.pdf"
    desk("sheet", "--labels", "--pdf", file)
    assert codes(file) == [{code} for code in COMMAND_CODES.values()]


def test_a_folder_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "commands.pdf"
    assert str(file.parent) in desk("sheet", "--pdf", file, want=3)["message"]


def test_a_printer_that_is_not_there_is_said(desk: Desk) -> None:
    assert desk("sheet", "--printer", "Nulle part", want=3)["message"]
