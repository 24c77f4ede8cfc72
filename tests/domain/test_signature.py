"""A signature is a few strokes, and nothing that draws more than those."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.signature import MOST_BYTES, cleaned, simplified, strokes, written

numbers = st.integers(-9_999, 9_999).map(lambda tenths: tenths / 10)
points = st.tuples(numbers, numbers)


def test_it_is_kept_with_the_points_the_eye_sees() -> None:
    assert cleaned("M0 0 L 1,0.1 L2 0 L3.04,0 L3 5 M 7 7 L8 8") == "M0 0 L3 0 L3 5 M7 7 L8 8"


@pytest.mark.parametrize(
    "path",
    [
        "",
        " ",
        "M",
        "M1",
        "M1 1",  # a dot
        "M1 1 L1 1",
        "L1 1 L2 2",
        "M1 1 C1 1 2 2 3 3",
        "M1 1 L2 2 Z",
        "m1 1 l2 2",
        "M1 1 L2 1e9",
        "M1 1 L99999 2",
        "M1 1 Lnan inf",
        'M1 1 L2 2"/><script>',
        "M1 1 L2 2\x00",
        "M1 1 L٢ ٢",
        "M1 1" + " L2 2" * (MOST_BYTES // 5),
    ],
)
def test_what_is_no_signature(path: str) -> None:
    with pytest.raises(ValueError, match="signature"):
        cleaned(path)


@given(st.lists(st.lists(points, min_size=2, max_size=40), min_size=1, max_size=5))
def test_what_is_kept_can_be_read_again_and_is_no_longer(every: list[list[tuple[float, float]]]) -> None:
    path = written(every)
    try:
        kept = cleaned(path)
    except ValueError:
        assert all(len(set(stroke)) == 1 for stroke in every)
        return
    assert len(kept) <= len(path)
    again = strokes(kept)
    assert [stroke[0] for stroke in again] == [stroke[0] for stroke in every]
    assert [stroke[-1] for stroke in again] == [stroke[-1] for stroke in every]


def test_a_long_stroke_is_no_trouble() -> None:
    curve = [(float(n), float(n * n)) for n in range(3_000)]
    assert simplified(curve, 0) == curve
    assert simplified([(float(n), 0.0) for n in range(3_000)]) == [(0.0, 0.0), (2_999.0, 0.0)]
