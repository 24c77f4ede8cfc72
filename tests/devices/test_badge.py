"""A badge reads at every size, and says its code to scanners only."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from desk_app.devices.badge import Badge
from desk_app.devices.label import LabelSize, draw
from desk_app.devices.layout import Canvas
from desk_app.domain.codes import new_badge_code
from desk_app.domain.scan import Kind, decode
from tests.devices.samples import SIZES, read, seen, stray_ink
from tests.devices.test_layout import canvases, overlap

NAMES = ("Zoé", "Anne-Charlotte de La Rochefoucauld", "Éloïse")
CODE = new_badge_code()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_badge_reads_and_fits(dpi: int, size: LabelSize, name: str) -> None:
    badge = Badge(name, CODE, "Maison du commerce des Trois-Rivières")
    found = read(seen(draw(badge, size, dpi)))
    assert found == {"QR Code": CODE}
    assert decode(found["QR Code"]).kind is Kind.BADGE
    assert stray_ink(badge, size, dpi) is None


@given(canvases())
@settings(deadline=None)
def test_its_parts_keep_apart(canvas: Canvas) -> None:
    found = Badge("Éloïse", CODE, "Maison").layout(canvas)
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not overlap(a, b), (one, other)


def test_no_word_on_it_says_its_code() -> None:
    items = Badge("Éloïse", CODE, "Maison").items()
    assert [name for name, item in items.items() if CODE in repr(item)] == []
