"""The system's printers. Everything here may wait for a print server: call it from a worker, never from the
screen's thread.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk_app.devices.label import DPI, Drawable, LabelSize, PageSize, draw
from desk_app.devices.layout import MM_PER_INCH, Margins
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

_CLOSE_MM = 1.0  # two sizes this near are the same: Qt rounds to points
_HAIR = 0.01  # dots: a picture that ends within its last dot is not stretched by one when print filters round
_MM = QPageLayout.Unit.Millimeter


class PrinterError(EnvironmentTrouble):
    """The print system or the printer refused; nothing was printed unless the reason says otherwise."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of the system; ``name`` is what the settings keep."""

    name: str
    description: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """What to draw a label with for one printer: its dots per inch and what it cannot print at the edges."""

    dpi: int
    margins: Margins


def available() -> tuple[Printer, ...]:
    """The system's printers, the default one first."""
    found = (Printer(p.printerName(), p.description(), p.isDefault()) for p in QPrinterInfo.availablePrinters())
    return tuple(sorted(found, key=lambda printer: (not printer.is_default, printer.name)))


def offered(printer_name: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The sizes (``62x29``) and resolutions that a printer tells; empty where it tells none."""
    info = QPrinterInfo.printerInfo(printer_name)
    return _size_names(info), tuple(info.supportedResolutions())


def paper(printer_name: str, size: PageSize, dpi: int = DPI) -> Paper:
    """The printer's own dots and margins for ``size``; ``dpi`` is for printers that do not tell theirs.

    Raises PrinterError when the printer is not there, stopped, refuses jobs or has no such size.
    """
    info = _printer_info(printer_name)
    own = info.supportedResolutions()
    margins = _open(info, size, dpi).pageLayout().minimumMargins()
    edges = (margins.left(), margins.top(), margins.right(), margins.bottom())
    return Paper(min(own, key=lambda r: abs(r - dpi)) if own else dpi, Margins(*(round(mm, 2) for mm in edges)))


def probe(printer_name: str) -> None:
    """Looks whether the printer is there and takes jobs. Raises PrinterError."""
    _printer_info(printer_name)


def print_labels(
    printer_name: str,
    labels: Iterable[Drawable],
    size: LabelSize,
    dpi: int = DPI,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Draws ``labels`` in the printer's own dots within its margins, prints them, and returns how many.

    Raises as :func:`print_pictures`.
    """
    sheet = paper(printer_name, size, dpi)
    pictures = (draw(label, size, sheet.dpi, sheet.margins) for label in labels)
    return print_pictures(printer_name, pictures, size, on_progress)


def print_pictures(
    printer_name: str,
    pictures: Iterable[QImage],
    size: PageSize,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Prints a page of ``size`` for each picture and returns how many.

    The pictures are drawn with what :func:`paper` says, so that their dots are the printer's. All are drawn before
    the first is sent: ``on_progress`` is told how many are, and what it raises means that none is printed. Raises
    PrinterError.
    """
    drawn: list[QImage] = []
    for picture in pictures:
        drawn.append(picture)
        if on_progress:
            on_progress(len(drawn))
    if drawn:
        _send(_open(_printer_info(printer_name), size, _dpi(drawn[0])), drawn, size)
    return len(drawn)


def _dpi(picture: QImage) -> int:
    return round(picture.dotsPerMeterX() * MM_PER_INCH / 1000)


def _printer_info(name: str) -> QPrinterInfo:
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        known = ", ".join(QPrinterInfo.availablePrinterNames())
        raise PrinterError(Reason("devices.printer_unknown" if known else "devices.printer_none", _named(name, known)))
    if info.state() == QPrinter.PrinterState.Error:
        raise PrinterError(Reason("devices.printer_stopped", _named(name)))
    if _is_rejecting(name):
        raise PrinterError(Reason("devices.printer_refuses", _named(name)))
    return info


def _named(name: str, known: str = "") -> dict[str, object]:
    return {"printer": name, "known": known}


def _is_rejecting(name: str) -> bool:
    """Whether CUPS refuses jobs for the queue: Qt would lose them without a word."""
    lpstat, english = shutil.which("lpstat"), {**os.environ, "LC_ALL": "C"}
    if not lpstat:
        return False
    try:
        told = subprocess.run([lpstat, "-a", name], env=english, capture_output=True, text=True, timeout=5, check=False)
    except subprocess.TimeoutExpired:
        return True
    return told.stdout.startswith(f"{name} not accepting")


def _open(info: QPrinterInfo, size: PageSize, dpi: int) -> QPrinter:
    """The printer with the label as its page, whole, dot for dot where it lets us choose."""
    if not _has_size(info, size):
        known = ", ".join(_size_names(info))
        raise PrinterError(Reason("devices.printer_no_size", _named(info.printerName(), known) | {"size": str(size)}))
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Comptoir")
    printer.setResolution(dpi)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QSizeF(size.width_mm, size.height_mm), QPageSize.Unit.Millimeter))
    printer.setPageMargins(QMarginsF(), _MM)
    return printer


def _sizes(info: QPrinterInfo) -> list[QSizeF]:
    return [page.size(QPageSize.Unit.Millimeter) for page in info.supportedPageSizes()]


def _size_names(info: QPrinterInfo) -> tuple[str, ...]:
    return tuple(sorted({f"{s.width():.0f}x{s.height():.0f}" for s in _sizes(info)}))


def _has_size(info: QPrinterInfo, size: PageSize) -> bool:
    sizes = _sizes(info)
    return (
        info.supportsCustomPageSizes()
        or not sizes
        or any(abs(s.width() - size.width_mm) + abs(s.height() - size.height_mm) < _CLOSE_MM for s in sizes)
    )


def _send(printer: QPrinter, pictures: list[QImage], size: PageSize) -> None:
    failed = PrinterError(Reason("devices.printer_failed", _named(printer.printerName())))
    painter = QPainter()
    if not painter.begin(printer):
        raise failed
    try:
        corner = _corner(printer, size)
        for i, picture in enumerate(pictures):
            if i and not printer.newPage():
                raise failed
            page = QRectF(corner, QSizeF(picture.size()))
            painter.drawImage(page.adjusted(_HAIR, _HAIR, -_HAIR, -_HAIR), picture)
    finally:
        painter.end()
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise failed


def _corner(printer: QPrinter, size: PageSize) -> QPointF:
    """Where the label's corner is on Qt's page, in dots.

    For CUPS Qt makes a PDF whose page is rounded to points, and CUPS lays its middle on the label's middle: dots
    that begin at the page's corner would fall between those of the printer, and a renderer would smear them.
    """
    if printer.paintEngine().type() != QPaintEngine.Type.Pdf:
        return QPointF()
    page, dots_per_point = printer.pageLayout().fullRectPoints(), printer.resolution() / 72
    width, height = (mm / MM_PER_INCH * 72 for mm in (size.width_mm, size.height_mm))
    return QPointF(page.width() - width, page.height() - height) * dots_per_point / 2
