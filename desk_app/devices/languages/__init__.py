"""The one label picture in the languages of raw printers: always its dots, never the printer's own letters.

Everything here is pure and may run on any thread.
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtGui import QImage

from desk_app.devices.label import DPI
from desk_app.devices.languages import epl, escpos, ql, tspl, zpl
from desk_app.devices.layout import NO_MARGINS
from desk_app.devices.printers import Paper


class Language(StrEnum):
    """What a raw printer understands."""

    ZPL = "zpl"
    TSPL = "tspl"
    EPL = "epl"
    QL = "ql"
    ESCPOS = "escpos"


_ENCODERS: dict[Language, Callable[[QImage], bytes]] = {
    Language.ZPL: zpl.encode,
    Language.TSPL: tspl.encode,
    Language.EPL: epl.encode,
    Language.QL: ql.encode,
    Language.ESCPOS: escpos.encode,
}


def paper(language: Language, dpi: int = DPI) -> Paper:
    """What to draw with for a printer of ``language``; ``dpi`` is for languages that are spoken at several."""
    return Paper(ql.DPI, ql.MARGINS) if language is Language.QL else Paper(dpi, NO_MARGINS)


def encode(picture: QImage, language: Language) -> bytes:
    """The whole job that prints ``picture`` once, as drawn with what :func:`paper` says; jobs may follow each other.

    Raises PrinterError when printers of this language have no such size, and ValueError for a picture drawn otherwise.
    """
    return _ENCODERS[language](picture)
