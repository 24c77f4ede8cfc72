"""Slips on their way to paper: rolls over a wire, sheets as PDF, and what is in the way is said."""

from pathlib import Path

import pypdfium2
import pytest

from desk_app.devices import slips
from desk_app.devices.formats import FORMATS
from desk_app.devices.outputs import Output, send_slips
from desk_app.devices.printers import PrinterError
from desk_app.devices.slips import Slip
from tests.devices.receipt_printer import receipt_printer
from tests.devices.samples import PICKUP_CODE, read, seen
from tests.devices.test_slips import drop_off, handover


@pytest.mark.parametrize(("name", "dots"), [("80", 576), ("58", 384)])
def test_a_receipt_comes_out_dot_for_dot_and_is_cut_off(tmp_path: Path, name: str, dots: int) -> None:
    every: list[Slip] = [handover(), drop_off(120)]
    with receipt_printer() as printer:
        assert send_slips(Output(tmp_path / "x.pdf", "", printer.address, "escpos"), every, FORMATS[name]) == 2
    papers = printer.papers()
    assert [paper.width for paper in papers] == [dots, dots]
    for slip, paper in zip(every, papers, strict=True):
        (picture,) = slips.draw(slip, FORMATS[name])
        assert paper.crop((0, 0, *seen(picture).size)).tobytes() == seen(picture).tobytes()
    assert read(papers[0]) == {"QR Code": PICKUP_CODE}
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(("name", "pages"), [("80", 1), ("58", 1), ("A4", 4), ("A5", 5)])
def test_without_a_printer_it_is_a_pdf_of_its_format(tmp_path: Path, name: str, pages: int) -> None:
    file = tmp_path / "labels" / "slip.pdf"
    send_slips(Output(file), [drop_off(120)], FORMATS[name])
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == pages
        width = document[0].get_width() / 72 * 25.4
    assert width == pytest.approx(FORMATS[name].width_mm, abs=0.2)


def test_a_sheet_is_no_roll(tmp_path: Path) -> None:
    with receipt_printer() as printer, pytest.raises(PrinterError) as refused:
        send_slips(Output(tmp_path / "x.pdf", "", printer.address, "escpos"), [drop_off()], FORMATS["A4"])
    assert refused.value.reason.key == "devices.raw_too_wide"
    assert printer.jobs == []


@pytest.mark.parametrize(("output", "key"), [("printer", "printer_"), ("wire", "wire_address")])
def test_what_is_in_the_way_is_said(tmp_path: Path, output: str, key: str) -> None:
    with pytest.raises(PrinterError) as refused:
        send_slips(Output(tmp_path / "x.pdf", **{output: "nulle part"}), [drop_off()], FORMATS["80"])
    assert refused.value.reason.key.startswith(f"devices.{key}")
