"""The one door to paper: a raw printer, a printer of the system, or a PDF while there is neither.

Everything here may wait for a printer: call it from a worker, never from the screen's thread.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from desk_app.devices.label import DPI, Drawable, LabelSize, draw
from desk_app.devices.pages import write_pdf
from desk_app.devices.printers import PrinterError, print_labels
from desk_app.domain.prints import TO_FILE, TO_PRINTER
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

PART = 20
"""So many labels are one job of the print system: between two of them a long print can be stopped."""

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
    def chosen(cls, get: Callable[[str], Any], destination: str, file: Path) -> "Output":
        """The output that ``destination`` means: empty for what the counter's settings say, asked by ``get``."""
        if destination == TO_FILE:
            return cls(file)
        if destination.startswith(TO_PRINTER):
            return cls(file, destination.removeprefix(TO_PRINTER))
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


def encoded(language: str, labels: Iterable[Drawable], size: LabelSize, dpi: int = DPI) -> Iterator[bytes]:
    """Each label as a raw printer takes it. Raises EnvironmentTrouble, and ValueError as :func:`send`."""
    from desk_app.devices.languages import Language, encode, paper  # noqa: PLC0415 - only raw printers need it

    if not language:
        raise PrinterError(Reason("devices.language_missing"))
    spoken = Language(language)
    sheet = paper(spoken, dpi)
    for label in labels:
        yield encode(draw(label, size, sheet.dpi, sheet.margins), spoken)


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
