"""Paper for slips: rolls, cut where a slip ends, and sheets, on which it goes on from page to page.

A slip is blocks of rows that flow down a column; a block is never broken. Everything is placed in printer dots before
anything is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from PySide6.QtGui import QImage

from desk_app.devices import ink
from desk_app.devices.label import A4, A5, DPI, PageSize
from desk_app.devices.layout import MM_PER_INCH, NO_MARGINS, Margins, Rect
from desk_app.devices.symbols import QR_QUIET, Symbol

TEXT_SIZE = 0.72
"""Of a text in a row as high as a line: the ``size`` of :class:`desk_app.devices.ink.Text`."""


@dataclass(frozen=True, slots=True)
class Format:
    """What can be printed on, in millimetres; a roll has no height. ``line_mm`` is the height of a row of text."""

    width_mm: float
    height_mm: float | None
    margin_mm: float
    line_mm: float

    @property
    def is_roll(self) -> bool:
        """Whether it is as long as what it says."""
        return self.height_mm is None

    @property
    def is_narrow(self) -> bool:
        """Whether a row holds two columns of text, and not three."""
        return self.width_mm < 60

    @property
    def size(self) -> PageSize | None:
        """The page to ask a printer for; None for a roll."""
        return None if self.height_mm is None else PageSize(self.width_mm, self.height_mm)


FORMATS: Mapping[str, Format] = {
    "80": Format(72, None, 1, 4.3),
    "58": Format(48, None, 0.5, 4.0),
    "A4": Format(A4.width_mm, A4.height_mm, 17, 5.8),
    "A5": Format(A5.width_mm, A5.height_mm, 12, 5.2),
}
"""By the name that the settings keep. A roll of 80 mm has 72 to print on (576 dots of 203 to the inch), of 58 mm 48."""


class Part(NamedTuple):
    """Something in a row: where it begins and ends, as shares of the row's width. A symbol stands in the middle."""

    item: ink.Item
    left: float = 0.0
    right: float = 1.0


class Row(NamedTuple):
    """Parts beside each other; ``lines`` is the height, in rows of text."""

    parts: Sequence[Part] = ()
    lines: float = 1.0


class Paragraph(NamedTuple):
    """A text of several rows, ``most`` of them at most; ``left`` is where it begins, ``size`` of a row's height."""

    text: str
    most: int
    left: float = 0.0
    size: float = TEXT_SIZE


Block = Sequence[Row | Paragraph]
"""What stays together on one page."""


class Placed(NamedTuple):
    """An item and its rectangle of dots."""

    item: ink.Item
    rect: Rect


def rule(lines: float = 0.7) -> Row:
    """A line across, with room above and below."""
    return Row((Part(ink.Fill()),), lines)


def draw(
    blocks: Sequence[Block], running: str, paper: Format, dpi: int = DPI, margins: Margins = NO_MARGINS
) -> list[QImage]:
    """The pictures of a slip: one for a roll, one for each page of a sheet, under ``running`` from the second on.

    ``margins`` is what the printer leaves out at each edge. Raises ValueError when a block fits on no page.
    """
    pages = place(blocks, running, paper, dpi, margins)
    width = paper_width(paper, dpi)
    if paper.height_mm is None:
        heights = [max(placed.rect.bottom for placed in page) + _dots(paper.margin_mm, dpi) for page in pages]
    else:
        heights = [_dots(paper.height_mm, dpi)] * len(pages)
    return [ink.picture(width, height, dpi, page) for page, height in zip(pages, heights, strict=True)]


def place(
    blocks: Sequence[Block], running: str, paper: Format, dpi: int = DPI, margins: Margins = NO_MARGINS
) -> list[list[Placed]]:
    """Where everything stands, page by page. Raises ValueError when a block fits on no page."""
    flow = _Flow(paper, dpi, margins, running)
    for block in blocks:
        flow.add(block)
    return flow.numbered()


def paper_width(paper: Format, dpi: int) -> int:
    """In dots; of a roll in whole bytes, as receipt printers take it."""
    dots = _dots(paper.width_mm, dpi)
    return ceil(dots / 8) * 8 if paper.is_roll else dots


def _dots(mm: float, dpi: int) -> int:
    return round(mm * dpi / MM_PER_INCH)


class _Flow:
    """Blocks on their way down the pages."""

    def __init__(self, paper: Format, dpi: int, margins: Margins, running: str) -> None:
        self._paper, self._dpi, self._running = paper, dpi, running
        self._line = _dots(paper.line_mm, dpi)
        left, top, right, bottom = (_dots(max(paper.margin_mm, mm), dpi) for mm in margins)
        width = paper_width(paper, dpi) - left - right
        end = None if paper.height_mm is None else _dots(paper.height_mm, dpi) - bottom
        self._column = Rect(left, top, width, 0 if end is None else end - top)
        self._end = None if end is None else end - 2 * self._line  # the number of the page stands below
        self._pages: list[list[Placed]] = [[]]
        self._y = top

    def add(self, block: Block) -> None:
        """Place a block here or on a new page."""
        rows = [row for part in block for row in self._rows(part)]
        height = sum(self._height(row) for row in rows)
        if self._end is not None and self._y + height > self._end:
            self._begin_page()
            if self._y + height > self._end:
                raise ValueError(f"{height} dots of rows fit on no page of {self._paper}")
        for row in rows:
            self._put(row)

    def numbered(self) -> list[list[Placed]]:
        """The pages; several say which of how many they are."""
        if len(self._pages) > 1:
            foot = Rect(self._column.x, self._column.bottom - self._line, self._column.width, self._line)
            for number, page in enumerate(self._pages, start=1):
                page.append(Placed(ink.Text(f"{number} / {len(self._pages)}", size=TEXT_SIZE, align=1), foot))
        return self._pages

    def _begin_page(self) -> None:
        self._pages.append([])
        self._y = self._column.y
        for row in (Row((Part(ink.Text(self._running, size=TEXT_SIZE)),)), rule(1)):
            self._put(row)

    def _rows(self, part: Row | Paragraph) -> list[Row]:
        if isinstance(part, Row):
            return [part]
        width = self._column.width - round(self._column.width * part.left)
        texts = ink.wrapped(part.text, int(part.size * self._line), width, part.most)
        return [Row((Part(ink.Text(text, size=part.size), part.left),)) for text in texts]

    def _height(self, row: Row) -> int:
        return round(row.lines * self._line)

    def _put(self, row: Row) -> None:
        column, height = self._column, self._height(row)
        for item, left, right in row.parts:
            x = round(column.width * left)
            rect = Rect(column.x + x, self._y, round(column.width * right) - x, height)
            self._pages[-1].append(Placed(item, self._fitting(item, rect)))
        self._y += height

    def _fitting(self, item: ink.Item, rect: Rect) -> Rect:
        """Symbols in whole dots with their quiet zone, rules thin, in the middle of their room."""
        if isinstance(item, ink.Fill):
            thick = max(1, _dots(0.25, self._dpi))
            return Rect(rect.x, rect.y + (rect.height - thick) // 2, rect.width, thick)
        if not isinstance(item, Symbol):
            return rect
        side = item.width * (min(rect.width, rect.height) // (item.width + 2 * QR_QUIET))
        return Rect(rect.x + (rect.width - side) // 2, rect.y + (rect.height - side) // 2, side, side)
