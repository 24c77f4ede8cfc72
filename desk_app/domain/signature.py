"""A signature: strokes of a pen as an SVG path of M and L, nothing else, and no more points than the eye sees."""

import re
from collections.abc import Iterator, Sequence
from math import hypot

Point = tuple[float, float]
Stroke = Sequence[Point]

MOST_BYTES = 20_000
_MOST_COORDINATE = 10_000
_TOLERANCE = 0.5  # in the pad's own dots
_NUMBER = r"-?\d{1,5}(?:\.\d{1,6})?"
_STROKES = re.compile(rf"(?:\s*[ML]\s*{_NUMBER}[\s,]+{_NUMBER})+\s*", re.ASCII)
_STEP = re.compile(rf"([ML])\s*({_NUMBER})[\s,]+({_NUMBER})", re.ASCII)


def cleaned(path: str) -> str:
    """The path as it is kept: simplified, one decimal. Raises ValueError for what is no signature."""
    return written([simplified(stroke) for stroke in strokes(path)])


def strokes(path: str) -> list[list[Point]]:
    """The strokes of a path that a pad sends, or that was kept. Raises ValueError for anything else, or for dots."""
    if len(path.encode(errors="replace")) > MOST_BYTES or not _STROKES.fullmatch(path):
        raise ValueError("no signature")
    found: list[list[Point]] = []
    for step, x, y in _STEP.findall(path):
        point = float(x), float(y)
        if max(map(abs, point)) > _MOST_COORDINATE or (step == "L" and not found):
            raise ValueError("no signature")
        if step == "M":
            found.append([point])
        else:
            found[-1].append(point)
    if not any(len(set(stroke)) > 1 for stroke in found):
        raise ValueError("dots are no signature")
    return found


def simplified(stroke: Stroke, tolerance: float = _TOLERANCE) -> list[Point]:
    """The points of a stroke without those that lie on a line, within ``tolerance`` (Douglas and Peucker)."""
    keep = {0, len(stroke) - 1}
    parts = [(0, len(stroke) - 1)]
    while parts:
        first, last = parts.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda i: _distance(stroke[i], stroke[first], stroke[last]), default=None)
        if far is not None and _distance(stroke[far], stroke[first], stroke[last]) > tolerance:
            keep.add(far)
            parts += [(first, far), (far, last)]
    return [stroke[i] for i in sorted(keep)]


def written(every: Sequence[Stroke]) -> str:
    """Strokes as an SVG path."""
    return " ".join(word for stroke in every for word in _words(stroke))


def _words(stroke: Stroke) -> Iterator[str]:
    for number, (x, y) in enumerate(stroke):
        yield f"{'L' if number else 'M'}{x:.1f} {y:.1f}".replace(".0", "")


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
