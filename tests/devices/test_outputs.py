"""The one door to paper: which way labels go, how far they are, and what is in the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.devices import outputs
from desk_app.devices.label import SMALL, LabelSize, ParcelLabel, draw
from desk_app.devices.languages import Language, encode, paper
from desk_app.devices.outputs import PART, Output, encoded, heals, send
from desk_app.devices.printers import PrinterError
from desk_app.domain.prints import TO_FILE, TO_PRINTER
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.i18n import LANGUAGES, Texts
from desk_app.wording import reason
from tests.devices.printer import RawPrinter
from tests.devices.samples import TEXTS, parcel

LABEL = ParcelLabel.of(parcel(), TEXTS["fr"])
SETTINGS = {"label.printer": "Zebra", "label.wire": "queue:Brother", "label.language": "ql"}


class Enough(Exception):
    """Raised to stop."""


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The name of a PDF in a folder that is not there yet."""
    return tmp_path / "labels" / "one.pdf"


def test_a_destination_is_the_counters_own_a_file_or_a_printer(file: Path) -> None:
    get = SETTINGS.__getitem__
    own = Output.chosen(get, "", file)
    assert (own.wire, own.language, own.is_file, str(own)) == ("queue:Brother", "ql", False, "queue:Brother")
    assert Output.chosen(get, TO_FILE, file) == Output(file)
    assert Output.chosen(get, f"{TO_PRINTER}HP: LaserJet", file) == Output(file, "HP: LaserJet")
    assert Output(file).is_file


@pytest.mark.parametrize("language", list(Language))
def test_a_raw_printer_gets_each_label_by_itself(printer: RawPrinter, file: Path, language: Language) -> None:
    told: list[int] = []
    assert send(Output(file, wire=printer.address, language=language), [LABEL] * 3, SMALL, 203, told.append) == 3
    sheet = paper(language, 203)
    assert printer.jobs == [encode(draw(LABEL, SMALL, sheet.dpi, sheet.margins), language)] * 3
    assert told == [1, 2, 3]
    assert list(encoded(language, [LABEL] * 3, SMALL, 203)) == printer.jobs


def test_a_raw_printer_is_stopped_between_two_labels(printer: RawPrinter, file: Path) -> None:
    def stop(count: int) -> None:
        if count == 2:
            raise Enough

    with pytest.raises(Enough):
        send(Output(file, wire=printer.address, language="zpl"), [LABEL] * 500, SMALL, 203, stop)
    assert len(printer.jobs) == 2


def test_a_raw_printer_that_is_off_is_waited_for(printer: RawPrinter, file: Path) -> None:
    output = Output(file, wire=printer.address, language="zpl")
    printer.switch_off()
    with pytest.raises(PrinterError) as refused:
        send(output, [LABEL], SMALL)
    assert refused.value.reason.key == "devices.wire_refused"
    assert heals(refused.value)
    printer.switch_on()
    assert send(output, [LABEL], SMALL) == 1


@pytest.mark.parametrize(("wire", "language"), [("socket://127.0.0.1:1", ""), ("9100", "zpl"), ("ftp://host", "zpl")])
def test_an_unfinished_setting_says_what_to_write_and_is_not_tried_again(file: Path, wire: str, language: str) -> None:
    with pytest.raises(PrinterError) as wrong:
        send(Output(file, wire=wire, language=language), [LABEL], SMALL)
    assert not heals(wrong.value)
    assert all(len(reason(Texts(lang), wrong.value.reason)) > 30 for lang in LANGUAGES)


def test_without_a_printer_a_pdf_is_written_as_a_whole(file: Path) -> None:
    told: list[int] = []
    assert send(Output(file), [LABEL] * 3, SMALL, 203, told.append) == 3
    assert (file.read_bytes()[:5], told) == (b"%PDF-", [1, 2, 3])

    def stop(_count: int) -> None:
        raise Enough

    file.unlink()
    with pytest.raises(Enough):
        send(Output(file), [LABEL] * 3, SMALL, 203, stop)
    assert list(file.parent.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "labels").write_text("a file where the folder should be")
    with pytest.raises(EnvironmentTrouble) as wrong:
        send(Output(tmp_path / "labels" / "one.pdf"), [LABEL], SMALL)
    assert wrong.value.reason.key == "errors.folder_unusable"
    assert not heals(wrong.value)


def test_a_printer_of_the_system_gets_parts_between_which_it_is_stopped(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real printers are tried in tests/end_to_end; here one takes all."""
    parts: list[int] = []

    def take(_name: str, labels: list[ParcelLabel], *_rest: object) -> int:
        parts.append(len(labels))
        return len(labels)

    monkeypatch.setattr(outputs, "print_labels", take)
    told: list[int] = []
    assert send(Output(file, "Zebra"), iter([LABEL] * (2 * PART + 1)), SMALL, 203, told.append) == 2 * PART + 1
    assert (parts, told) == ([PART, PART, 1], [PART, 2 * PART, 2 * PART + 1])


def test_labels_that_do_not_fit_are_no_trouble_of_the_environment(file: Path) -> None:
    for output in (Output(file), Output(file, wire="queue:Zebra", language="zpl")):
        with pytest.raises(ValueError, match="dpi are too few"):
            send(output, [LABEL], LabelSize(57, 25), 60)


def test_what_may_be_on_paper_does_not_heal() -> None:
    for key in ("printer_failed", "wire_cut", "wire_stuck", "file_disk_full"):
        assert not heals(PrinterError(Reason(f"devices.{key}")))
