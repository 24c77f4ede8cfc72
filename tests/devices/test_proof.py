"""The test label: true millimetres from the label's own edges, a frame where the printer's reach ends."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from desk_app.devices.label import A4, A5, LabelSize, draw
from desk_app.devices.layout import Canvas, Margins, Rect
from desk_app.devices.proof import Proof
from desk_app.devices.symbols import CODE128_QUIET, QR_MODULES, QR_QUIET, code128
from tests.devices.samples import SIZES, TEXTS, layout_of, read, seen, stray_ink
from tests.devices.test_layout import BROTHER, canvases, check_quiet, overlap

FRENCH = TEXTS["fr"]


def proof(size: LabelSize, dpi: int = 203, language: str = "fr") -> Proof:
    """The test label of a size."""
    return Proof.of(size, dpi, TEXTS[language])


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("size", [*SIZES, A5, A4, LabelSize(57, 32), LabelSize(57.5, 50)], ids=str)
@pytest.mark.parametrize("dpi", [203, 300])
def test_both_symbols_read_and_ink_stays_in_place(dpi: int, size: LabelSize, language: str) -> None:
    code = f"{size.width_mm:.0f}X{size.height_mm:.0f}"
    assert read(seen(draw(proof(size, dpi, language), size, dpi))) == {"QR Code": code, "Code 128": code}
    assert stray_ink(proof(size, dpi, language), size, dpi) is None


@given(canvases())
@settings(max_examples=30, deadline=None)
def test_nothing_overlaps_on_any_label(canvas: Canvas) -> None:
    size = LabelSize(round(canvas.width * 25.4 / canvas.dpi), round(canvas.height * 25.4 / canvas.dpi))
    label = proof(size, canvas.dpi)
    found, paper = label.layout(canvas), Rect(0, 0, canvas.width, canvas.height)
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not overlap(a, b), (one, other)
    module, rest = divmod(found["qr"].width, QR_MODULES)
    assert (rest, module >= 3) == (0, True)
    check_quiet(found, "qr", found["qr"].grown(QR_QUIET * module), paper)
    bars = found["bars"]
    narrow, rest = divmod(bars.width, code128(label.code).width)
    assert (rest, narrow >= 2) == (0, True)
    quiet = Rect(bars.x - CODE128_QUIET * narrow, bars.y, bars.width + 2 * CODE128_QUIET * narrow, bars.height)
    check_quiet(found, "bars", quiet, paper)


@pytest.mark.parametrize("margins", [Margins(), BROTHER])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("dpi", [203, 300])
def test_the_rulers_count_from_the_edges_of_the_label_whatever_is_left_out(
    dpi: int, size: LabelSize, margins: Margins
) -> None:
    found = layout_of(proof(size, dpi), size, dpi, margins)
    for mm in range(10, int(size.width_mm) - 6, 5):
        assert found[f"x_{mm}"].x == round(mm * dpi / 25.4)
    for mm in range(10, int(size.height_mm) - 8, 5):
        assert found[f"y_{mm}"].y == round(mm * dpi / 25.4)
    longest = {found[f"x_{mm}"].height for mm in range(10, 50, 10)}
    assert len(longest) == 1
    assert longest.pop() > found["x_15"].height > found["x_16"].height
    assert "x_mm_20" in found


def test_the_frame_is_where_the_printers_reach_ends() -> None:
    size = SIZES[0]
    for margins, edge in ((Margins(), (0, 0, 732, 343)), (BROTHER, (18, 36, 714, 307))):
        box = seen(draw(proof(size, 300), size, 300, margins)).point(lambda grey: 255 - grey).getbbox()
        assert box == edge


def test_it_says_its_size_and_resolution() -> None:
    label = proof(LabelSize(57.5, 32), 300)
    assert (label.name, label.resolution) == ("57.5 × 32 mm", "300 points par pouce")


def test_too_few_dots_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        proof(SIZES[0], 72).layout(Canvas(*SIZES[0].dots(72), 72))
