"""The command barcodes on paper: all of them on one sheet to stick beside the till, or each on a label of its own."""

from dataclasses import dataclass

from desk_app.devices import ink
from desk_app.devices.layout import Canvas, Layout, Rect, bars_in, frame, qr_in
from desk_app.devices.symbols import CODE128_QUIET, code128, qr
from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.i18n import Texts

_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class CommandLabel:
    """One command: its name, what it does, and its code as a QR code and as bars, for scanners of every kind."""

    name: str
    text: str
    code: str

    @classmethod
    def of(cls, command: Command, texts: Texts) -> "CommandLabel":
        """The label of ``command``."""
        return cls(texts.name_of(command), texts(f"commands.{command.value}"), COMMAND_CODES[command])

    def layout(self, canvas: Canvas, /) -> Layout:
        """``name text qr bars``. Raises ValueError when the symbols do not fit."""
        return _cell(canvas.inner, canvas, code128(self.code).width)

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        return {
            "name": ink.Text(self.name, size=0.5, least=0.3, bold=True, align=0.5),
            "text": ink.Text(self.text, size=0.46, least=0.3, align=0.5),
            "qr": qr(self.code),
            "bars": code128(self.code),
        }


@dataclass(frozen=True, slots=True)
class CommandSheet:
    """All commands on one page, in frames to cut along."""

    title: str
    hint: str
    labels: tuple[CommandLabel, ...]

    @classmethod
    def of(cls, texts: Texts) -> "CommandSheet":
        """The sheet in the language of ``texts``."""
        labels = tuple(CommandLabel.of(command, texts) for command in Command)
        return cls(texts("commands.title"), texts("commands.hint"), labels)

    def layout(self, canvas: Canvas, /) -> Layout:
        """``title hint``, and for each label ``0_name 0_text 0_qr 0_bars`` and the frame ``0_side_0…3``.

        Raises ValueError when the symbols do not fit: the sheet is for A4 and A5.
        """
        title, hint, _, grid = canvas.inner.rows(0.045, 0.03, 0.015, 0.91)
        lines = -(-len(self.labels) // _COLUMNS)
        gap = canvas.dots(3)
        cells = [cell for row in grid.rows(*[1] * lines, gap=gap) for cell in row.split(1 / _COLUMNS, gap)]
        found = {"title": title, "hint": hint}
        for i, (cell, label) in enumerate(zip(cells, self.labels, strict=False)):
            inside = cell.grown(-canvas.dots(3))
            parts = _cell(inside, canvas, code128(label.code).width)
            found |= {f"{i}_{name}": rect for name, rect in parts.items()}
            found |= {f"{i}_side_{j}": side for j, side in enumerate(frame(cell, max(1, canvas.dots(0.2))))}
        return found

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        found: dict[str, ink.Item] = {
            "title": ink.Text(self.title, bold=True),
            "hint": ink.Text(self.hint, least=0.4),
        }
        for i, label in enumerate(self.labels):
            found |= {f"{i}_{name}": item for name, item in label.items().items()}
            found |= {f"{i}_side_{side}": ink.Fill() for side in range(4)}
        return found


def _cell(room: Rect, canvas: Canvas, modules: int) -> Layout:
    """The QR code beside the words and bars in wide rooms, between them in others."""
    if room.width >= 1.25 * room.height:
        gap = canvas.dots(1)
        most = room.width - gap - 2 * (modules + 2 * CODE128_QUIET)  # beside the bars of a longer code
        box, words = room.split(min(0.34, most / (room.width - gap)), gap)
        name, text, _, bars = words.rows(0.24, 0.18, 0.06, 0.52)
    else:
        name, text, box, bars = room.rows(0.14, 0.1, 0.5, 0.26)
    return {"name": name, "text": text, "qr": qr_in(box, canvas), "bars": bars_in(bars, modules, canvas)}
