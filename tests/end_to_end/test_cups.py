"""From the program through a real print system to the dots that a label printer would burn."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from desk_app.devices.label import LabelSize, draw
from desk_app.devices.layout import Margins
from desk_app.devices.printers import Paper
from tests.devices.samples import SIZES, read, seen
from tests.end_to_end.print_labels import LABELS
from tests.end_to_end.print_system import PrintSystem, print_system

MARGINS = Margins(1.5, 3.0, 1.5, 3.0)  # as label_printer.txt has them


@pytest.fixture(scope="module")
def system(qapp: QApplication) -> Iterator[PrintSystem]:
    with print_system() as running:
        yield running


def print_two(system: PrintSystem, queue: str = "labels", size: str = "62x29") -> str:
    """Prints two labels in a process of its own; what it says."""
    return system.run(sys.executable, "-m", "tests.end_to_end.print_labels", queue, size).strip()


def dots(job: Path, folder: Path) -> list[Image.Image]:
    """The pages of a job at the printer's 203 dots per inch."""
    subprocess.run(["pdftoppm", "-r", "203", "-gray", str(job), str(folder / "page")], check=True)
    return [loaded(page) for page in sorted(folder.glob("page*.pgm"))]


def loaded(path: Path) -> Image.Image:
    """A picture whose file is closed."""
    with Image.open(path) as picture:
        return picture.copy()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_two_labels_reach_the_printer_dot_for_dot(system: PrintSystem, tmp_path: Path, size: LabelSize) -> None:
    before = system.printed()
    assert print_two(system, size=str(size)) == "2"
    (job,) = set(system.printed()) - set(before)
    pages = dots(job, tmp_path)
    assert len(pages) == 2
    for page, label in zip(pages, LABELS, strict=True):
        assert read(page) == {"QR Code": label.code, "Code 128": label.code}
        picture = seen(draw(label, size, 203, MARGINS))
        both = (0, 0, min(page.width, picture.width), min(page.height, picture.height))
        assert ImageChops.difference(page.crop(both), picture.crop(both)).getbbox() is None


def test_the_printer_says_what_it_cannot_print(system: PrintSystem) -> None:
    program = "from tests.end_to_end.print_labels import told_paper; print(told_paper('labels'))"
    assert system.run(sys.executable, "-c", program).strip() == str(Paper(203, MARGINS))


def test_an_unknown_printer_is_told_with_those_there(system: PrintSystem) -> None:
    assert print_two(system, queue="Zebra") == "devices.printer_unknown labels"


def test_a_size_the_printer_does_not_have_is_told_with_its_own(system: PrintSystem) -> None:
    assert print_two(system, size="70x40") == "devices.printer_no_size 100x150, 100x50, 62x29"


@pytest.mark.parametrize(
    ("close", "reopen", "told"),
    [("cupsreject", "cupsaccept", "devices.printer_refuses"), ("cupsdisable", "cupsenable", "devices.printer_stopped")],
)
def test_a_closed_queue_is_told_and_nothing_waits_in_it(
    system: PrintSystem, close: str, reopen: str, told: str
) -> None:
    system.run(close, system.queue)
    try:
        assert print_two(system) == told
        assert system.run("lpstat", "-o") == ""
    finally:
        system.run(reopen, system.queue)
