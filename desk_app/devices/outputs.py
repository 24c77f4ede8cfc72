"""The one door to paper: a raw printer, a printer of the system, or a PDF while there is neither.

Everything here may wait for a printer: call it from a worker, never from the screen's thread.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.devices import printers, slips
from desk_app.devices.formats import FORMATS, Format
from desk_app.devices.label import DPI, Drawable, LabelSize, PageSize, draw
from desk_app.devices.layout import MM_PER_INCH
from desk_app.devices.pages import write_pdf
from desk_app.devices.printers import PrinterError, paper, print_labels, print_pictures
from desk_app.domain.prints import TO_FILE, TO_PRINTER
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

if TYPE_CHECKING:
    from desk_app.devices.languages import Language

PART = 20
"""So many labels are one job of the print system: between two of them a long print can be stopped."""

_SHEET_DPI = 300  # of printers for sheets that do not tell theirs

_HEALING = frozenset(
    f"devices.{name}"
    for name in (
        *("printer_none", "printer_unknown", "printer_stopped", "printer_refuses"),
        *("wire_no_host", "wire_no_answer", "wire_refused", "wire_no_device", "wire_busy", "wire_failed"),
    )
)


@dataclass(frozen=True, slots=True)
class Output:
    """Where labels go: the ``wire`` to a raw printer that speaks ``language``, else ``printer``, else the PDF ``file``.

    ``wire`` is an address as :mod:`desk_app.devices.wires` takes it.
    """

    file: Path
    printer: str = ""
    wire: str = ""
    language: str = ""

    @classmethod
    def chosen(cls, get: Callable[[str], Any], destination: str, file: Path, *, receipts: bool = False) -> "Output":
        """The output that ``destination`` means: empty for what the counter's settings say, asked by ``get``.

        They name a printer for labels and one for ``receipts``.
        """
        if destination == TO_FILE:
            return cls(file)
        if destination.startswith(TO_PRINTER):
            return cls(file, destination.removeprefix(TO_PRINTER))
        if receipts:
            return cls(file, get("receipt.printer"), get("receipt.wire"), "escpos")
        return cls(file, get("label.printer"), get("label.wire"), get("label.language"))

    @property
    def is_file(self) -> bool:
        """Whether it is a PDF, which is there as a whole or not at all."""
        return not self.wire and not self.printer

    def __str__(self) -> str:
        return self.wire or self.printer


def send(
    output: Output,
    labels: Iterable[Drawable],
    size: LabelSize,
    dpi: int = DPI,
    on_progress: Callable[[int], None] = lambda _count: None,
) -> int:
    """Draws ``labels`` in the output's own dots, sends them, and returns how many.

    ``on_progress`` is told how many are out, after each of a raw printer and after each :data:`PART` of a system's;
    what it raises ends the work there. Of a PDF it is told how many are drawn, and what it raises leaves no file.
    Raises EnvironmentTrouble with what is in the way, and ValueError when the labels do not fit ``size`` at ``dpi``.
    """
    if output.wire:
        return _send_raw(output, labels, size, dpi, on_progress)
    if output.printer:
        return _send_in_parts(output.printer, labels, size, dpi, on_progress)
    _make_folder(output.file.parent)
    return write_pdf(output.file, (draw(label, size, dpi) for label in labels), on_progress)


def resolution(output: Output, size: LabelSize, dpi: int = DPI) -> int:
    """The dots per inch that :func:`send` draws in. Raises EnvironmentTrouble."""
    if output.wire:
        from desk_app.devices.languages import paper as raw_paper  # noqa: PLC0415 - only raw printers need it

        return raw_paper(_language(output.language), dpi).dpi
    return paper(output.printer, size, dpi).dpi if output.printer else dpi


def send_slips(output: Output, wanted: Iterable[slips.Slip], form: Format) -> int:
    """Draws slips for ``form``, sends them, and returns how many. Raises EnvironmentTrouble.

    A printer of the system that has no such roll is given sheets.
    """
    every = list(wanted)
    if output.wire:
        _send_receipts(output, every, form)
    elif output.printer:
        for slip in every:
            _print_slip(output.printer, slip, form)
    else:
        _make_folder(output.file.parent)
        dpi = DPI if form.is_roll else _SHEET_DPI
        write_pdf(output.file, (page for slip in every for page in slips.draw(slip, form, dpi)))
    return len(every)


def _send_receipts(output: Output, every: Iterable[slips.Slip], form: Format) -> None:
    from desk_app.devices import wires  # noqa: PLC0415 - only raw printers need it
    from desk_app.devices.languages import Language, encode  # noqa: PLC0415

    address = _address(output.wire)
    for slip in every:
        pages = [encode(page, Language(output.language)) for page in slips.draw(slip, form)]
        wires.send(address, b"".join(pages))


def _print_slip(printer: str, slip: slips.Slip, form: Format) -> None:
    size = form.size
    if size is None:
        (roll,) = slips.draw(slip, form)
        size = PageSize(form.width_mm, round(roll.height() * MM_PER_INCH / DPI, 1))
    try:
        sheet = paper(printer, size, DPI if form.is_roll else _SHEET_DPI)
    except PrinterError as error:
        if form.is_roll and error.reason.key == "devices.printer_no_size":
            _print_slip(printer, slip, FORMATS["A4"])
            return
        raise
    print_pictures(printer, slips.draw(slip, form, sheet.dpi, sheet.margins), size)


def encoded(language: str, labels: Iterable[Drawable], size: LabelSize, dpi: int = DPI) -> Iterator[bytes]:
    """Each label as a raw printer takes it. Raises EnvironmentTrouble, and ValueError as :func:`send`."""
    from desk_app.devices.languages import encode, paper  # noqa: PLC0415 - only raw printers need it

    spoken = _language(language)
    sheet = paper(spoken, dpi)
    for label in labels:
        yield encode(draw(label, size, sheet.dpi, sheet.margins), spoken)


def _language(name: str) -> "Language":
    from desk_app.devices.languages import Language  # noqa: PLC0415 - only raw printers need it

    if not name:
        raise PrinterError(Reason("devices.language_missing"))
    return Language(name)


def probe(output: Output) -> None:
    """Looks whether the printer is there and takes jobs, and prints nothing. Raises EnvironmentTrouble."""
    if output.wire:
        from desk_app.devices import wires  # noqa: PLC0415 - only raw printers need it

        _language(output.language)
        wires.probe(_address(output.wire))
    elif output.printer:
        printers.probe(output.printer)


def heals(trouble: EnvironmentTrouble) -> bool:
    """Whether nothing was printed and it may be well by itself, as when a printer is switched on.

    Else the clerk has to do something, if only to look what came out.
    """
    return trouble.reason.key in _HEALING


def _send_raw(
    output: Output, labels: Iterable[Drawable], size: LabelSize, dpi: int, on_progress: Callable[[int], None]
) -> int:
    from desk_app.devices import wires  # noqa: PLC0415 - only raw printers need it

    count, address = 0, _address(output.wire)
    for data in encoded(output.language, labels, size, dpi):
        wires.send(address, data)
        count += 1
        on_progress(count)
    return count


def _address(wire: str) -> str:
    from desk_app.devices.wires import parse  # noqa: PLC0415 - only raw printers need it

    try:
        return str(parse(wire))
    except ValueError as error:
        raise PrinterError(Reason("devices.wire_address", {"address": wire})) from error


def _send_in_parts(
    printer: str, labels: Iterable[Drawable], size: LabelSize, dpi: int, on_progress: Callable[[int], None]
) -> int:
    count, left = 0, iter(labels)
    while part := list(islice(left, PART)):
        count += print_labels(printer, part, size, dpi)
        on_progress(count)
    return count


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(Reason("errors.folder_unusable", {"folder": str(folder)})) from error
