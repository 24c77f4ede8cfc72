"""Rectangles on paper of any sane size: apart from each other, inside, and quiet where scanners need it."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.devices import layout
from desk_app.devices.label import LARGE, MEDIUM, SMALL, LabelSize
from desk_app.devices.layout import Canvas, Layout, Margins, Rect
from desk_app.devices.symbols import CODE128_MODULES, CODE128_QUIET, QR_MODULES, QR_QUIET

BROTHER = Margins(1.5, 3.0, 1.5, 3.0)  # what a Brother QL leaves out of a 62 × 29 mm label


@st.composite
def canvases(draw: st.DrawFn) -> Canvas:
    """Any size that LabelSize takes, at a printer's resolution, with or without margins."""
    width, height = draw(st.integers(57, 210)), draw(st.integers(25, 297))
    try:
        size = LabelSize(width, height)
    except ValueError:
        assume(False)
    dpi = draw(st.sampled_from([203, 300, 360, 600]))
    return Canvas(
        *size.dots(dpi), dpi, draw(st.sampled_from([Margins(), Margins(1, 1, 1, 1), Margins(0, 1.5, 0, 1.5)]))
    )


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share a dot."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def check(canvas: Canvas, found: Layout) -> None:
    """What holds for every label."""
    paper, inner = Rect(0, 0, canvas.width, canvas.height), canvas.inner
    for name, rect in found.items():
        assert rect.width > 0, name
        assert rect.height > 0, name
        assert inner.x <= rect.x, name
        assert inner.y <= rect.y, name
        assert rect.right <= inner.right, name
        assert rect.bottom <= inner.bottom, name
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not overlap(a, b), (one, other)
    module, rest = divmod(found["qr"].width, QR_MODULES)
    assert (rest, found["qr"].height) == (0, found["qr"].width)
    assert module >= 3
    check_quiet(found, "qr", found["qr"].grown(QR_QUIET * module), paper)
    if "bars" in found:
        bars = found["bars"]
        narrow, rest = divmod(bars.width, CODE128_MODULES)
        assert rest == 0
        assert narrow >= 2
        quiet = Rect(bars.x - CODE128_QUIET * narrow, bars.y, bars.width + 2 * CODE128_QUIET * narrow, bars.height)
        check_quiet(found, "bars", quiet, paper)


def check_quiet(found: Layout, name: str, zone: Rect, paper: Rect) -> None:
    """The quiet zone is on the paper, and nothing else is in it."""
    assert paper.x <= zone.x
    assert paper.y <= zone.y
    assert zone.right <= paper.right
    assert zone.bottom <= paper.bottom
    assert [other for other, rect in found.items() if other != name and overlap(zone, rect)] == []


@given(canvases())
def test_a_parcel_label_keeps_its_parts_apart(canvas: Canvas) -> None:
    check(canvas, layout.parcel(canvas))


@given(canvases())
def test_a_shelf_label_keeps_its_parts_apart(canvas: Canvas) -> None:
    check(canvas, layout.shelf(canvas))


@given(canvases(), st.integers(0, layout.SLIP_LINES))
def test_a_slip_keeps_its_parts_apart(canvas: Canvas, lines: int) -> None:
    check(canvas, layout.slip(canvas, lines))


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_label_fits_within_the_margins_of_a_brother_printer(dpi: int) -> None:
    canvas = Canvas(*SMALL.dots(dpi), dpi, BROTHER)
    check(canvas, layout.parcel(canvas))


@pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=str)
def test_the_shelf_is_read_from_two_metres(size: LabelSize) -> None:
    """Capitals of 8 mm: four times what good eyes need."""
    canvas = Canvas(*size.dots(203), 203)
    assert layout.parcel(canvas)["shelf"].height >= canvas.dots(8)


@pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=str)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_bars_are_tall_enough_to_hit_by_hand(size: LabelSize, dpi: int) -> None:
    canvas = Canvas(*size.dots(dpi), dpi)
    assert layout.parcel(canvas)["bars"].height >= canvas.dots(5)


@pytest.mark.parametrize("height_mm", [29, 150])
def test_too_few_dots_are_refused(height_mm: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        layout.parcel(Canvas(*LabelSize(62, height_mm).dots(100), 100))
