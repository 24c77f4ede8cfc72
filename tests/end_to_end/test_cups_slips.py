"""Slips through a real print system: sheets as they are, rolls on sheets where the printer has no rolls."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.devices.samples import PICKUP_CODE, read
from tests.end_to_end.print_system import PrintSystem, _answers, _free_port, _running, print_system, wait


@pytest.fixture(scope="module")
def system(qapp: QApplication) -> Iterator[PrintSystem]:
    """One with an office printer besides the label printer: A4, letter and envelopes, no rolls."""
    with print_system() as running:
        port = str(_free_port())
        office = ("ippeveprinter", "-r", "off", "-n", "localhost", "-p", port, "-f", "application/pdf", "-k")
        keep = ("-d", f"{running.folder}/printed", "-c", shutil.which("true") or "true", "Office")
        with _running(running.folder, running.environment, *office, *keep):
            wait(lambda: _answers(int(port)), "the office printer")
            address = f"ipp://localhost:{port}/ipp/print"
            running.run("lpadmin", "-p", "office", "-E", "-v", address, "-m", "everywhere")
            yield running


def print_slip(system: PrintSystem, queue: str, form: str) -> str:
    """Prints a slip in a process of its own; what it says."""
    return system.run(sys.executable, "-m", "tests.end_to_end.print_slips", queue, form).strip()


@pytest.mark.parametrize("form", ["A4", "80", "58"])
def test_a_slip_comes_out_on_a_sheet_and_its_code_reads(system: PrintSystem, tmp_path: Path, form: str) -> None:
    before = system.printed()
    assert print_slip(system, "office", form) == "1"
    (job,) = set(system.printed()) - set(before)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", str(job), str(tmp_path / "page")], check=True)
    found: dict[str, str] = {}
    for page in tmp_path.glob("page*.pgm"):
        with Image.open(page) as picture:
            assert picture.size == pytest.approx((2480, 3508), abs=2)
            found |= read(picture)
    assert found == {"QR Code": PICKUP_CODE}


@pytest.mark.parametrize("form", ["A4", "80"])
def test_a_label_printer_says_what_it_has_instead(system: PrintSystem, form: str) -> None:
    assert print_slip(system, "labels", form) == "devices.printer_no_size 100x150, 100x50, 62x29"
