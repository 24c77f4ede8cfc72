"""The test label: printed once, it shows a wrong size, a shift or a cut margin at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from desk_app.devices import ink
from desk_app.devices.label import LabelSize
from desk_app.devices.layout import MM_PER_INCH, Canvas, Layout, Rect, bars_in, frame, qr_in
from desk_app.devices.symbols import code128, qr
from desk_app.i18n import Texts

_CORNER_MM = 3.0
_TICKS_MM = {10: 2.4, 5: 1.7, 1: 1.0}  # how long the tick is at every so many millimetres
_TO_NUMBER_MM = 2.7
_NUMBER_MM = (3.2, 2.0)  # width and height
_GAP_MM = 0.8


@dataclass(frozen=True, slots=True)
class Proof:
    """The test label of a size: a frame where the printer's reach ends, millimetres from the label's own edges."""

    size: LabelSize
    name: str
    resolution: str
    hint: str

    @classmethod
    def of(cls, size: LabelSize, dpi: int, texts: Texts) -> "Proof":
        """The test label for ``size`` at ``dpi``."""
        name = texts("devices.proof_size", width=f"{size.width_mm:g}", height=f"{size.height_mm:g}")
        return cls(size, name, texts("devices.proof_dpi", dpi=str(dpi)), texts("devices.proof_hint"))

    @property
    def code(self) -> str:
        """What its symbols say, in whole millimetres: ``62X29``."""
        return f"{self.size.width_mm:.0f}X{self.size.height_mm:.0f}"

    def layout(self, canvas: Canvas, /) -> Layout:
        """``frame_0…3 corner_0…3 size dpi hint qr bars``, ticks ``x_1 y_1 …`` and numbers ``x_mm_10 y_mm_10 …``.

        Raises ValueError when the symbols do not fit.
        """
        reach = _reach(canvas)
        return {**_frame(canvas, reach), **_rulers(canvas, reach), **_body(canvas, reach, code128(self.code).width)}

    def items(self) -> dict[str, ink.Item]:
        """What to draw."""
        found: dict[str, ink.Item] = {
            "size": ink.Text(self.name, size=1.1, least=0.1, bold=True, align=0.5),
            "dpi": ink.Text(self.resolution, least=0.4, align=0.5),
            "hint": ink.Text(self.hint, least=0.4, align=0.5),
            "qr": qr(self.code),
            "bars": code128(self.code),
        }
        found |= {f"{kind}_{i}": ink.Fill() for kind in ("frame", "corner") for i in range(4)}
        for axis, length in (("x", self.size.width_mm), ("y", self.size.height_mm)):
            for mm in range(1, int(length) + 1):
                found[f"{axis}_{mm}"] = ink.Fill()
                found[f"{axis}_mm_{mm}"] = ink.Text(str(mm), size=1, least=0, align=0.5 if axis == "x" else 0)
        return found


def _reach(canvas: Canvas) -> Rect:
    """What the printer can print on, whatever the labels' own margins are."""
    left, top, right, bottom = (ceil(mm * canvas.dpi / MM_PER_INCH) for mm in canvas.margins)
    return Rect(left, top, canvas.width - left - right, canvas.height - top - bottom)


def _thick(canvas: Canvas) -> int:
    return max(2, canvas.dots(0.3))


def _frame(canvas: Canvas, reach: Rect) -> Layout:
    """Four sides and, within them, four solid corners: a cut one is seen from afar."""
    thick, corner = _thick(canvas), canvas.dots(_CORNER_MM)
    inside = reach.grown(-thick)
    places = [(x, y) for y in (inside.y, inside.bottom - corner) for x in (inside.x, inside.right - corner)]
    found = {f"frame_{i}": side for i, side in enumerate(frame(reach, thick))}
    return found | {f"corner_{i}": Rect(x, y, corner, corner) for i, (x, y) in enumerate(places)}


def _rulers(canvas: Canvas, reach: Rect) -> Layout:
    """Millimetres from the label's left and upper edge, between the corners."""
    inside, thin = reach.grown(-_thick(canvas)), max(1, canvas.dots(0.12))
    far, (wide, high) = canvas.dots(_TO_NUMBER_MM), map(canvas.dots, _NUMBER_MM)
    found: dict[str, Rect] = {}
    for mm, x in _ticks(canvas, inside.x, inside.right):
        found[f"x_{mm}"] = Rect(x, inside.y, thin, _long(canvas, mm))
        if mm % 10 == 0:
            found[f"x_mm_{mm}"] = Rect(x - wide // 2, inside.y + far, wide, high)
    for mm, y in _ticks(canvas, inside.y, inside.bottom):
        found[f"y_{mm}"] = Rect(inside.x, y, _long(canvas, mm), thin)
        if mm % 10 == 0:
            found[f"y_mm_{mm}"] = Rect(inside.x + far, y - high // 2, wide, high)
    return found


def _ticks(canvas: Canvas, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Whole millimetres between two corners, and where they are."""
    apart = canvas.dots(_CORNER_MM + _NUMBER_MM[1])
    for mm in range(1, canvas.height + canvas.width):
        at = canvas.dots(mm)
        if at > last - apart:
            return
        if at > first + apart:
            yield mm, at


def _long(canvas: Canvas, mm: int) -> int:
    return canvas.dots(next(length for every, length in _TICKS_MM.items() if mm % every == 0))


def _body(canvas: Canvas, reach: Rect, modules: int) -> Layout:
    """Words and symbols: beside each other on wide labels, below each other on others."""
    inside, gap = reach.grown(-_thick(canvas)), canvas.dots(_GAP_MM)
    left, top = (canvas.dots(_TO_NUMBER_MM + number + _GAP_MM) for number in _NUMBER_MM)
    right = canvas.dots(_CORNER_MM) + gap
    body = Rect(inside.x + left, inside.y + top, inside.width - left - right, inside.height - top - gap)
    if canvas.is_wide:
        box = min(body.height, body.width * 3 // 10)
        words, beside = body.split((body.width - box) / body.width)
        size, dpi, hint, _, bars = words.rows(0.34, 0.15, 0.13, 0.06, 0.32)
        square = beside
    else:
        size, dpi, hint, square, bars = body.rows(0.16, 0.07, 0.06, 0.5, 0.2)
    return {"size": size, "dpi": dpi, "hint": hint, "qr": qr_in(square, canvas), "bars": bars_in(bars, modules, canvas)}
