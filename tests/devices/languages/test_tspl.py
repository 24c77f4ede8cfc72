"""TSPL, read back."""

import pytest

from desk_app.devices.label import LabelSize
from desk_app.devices.languages import Language, encode
from tests.devices.languages.cases import CASES, IDS, assert_printed, drawn
from tests.devices.languages.readers import tspl


@pytest.mark.parametrize(("size", "dpi", "name"), CASES, ids=IDS)
def test_it_prints_dot_for_dot_on_its_size(size: LabelSize, dpi: int, name: str) -> None:
    picture = drawn(Language.TSPL, size, dpi, name)
    ((told, label),) = tspl(encode(picture, Language.TSPL))
    assert_printed(label, picture)
    width, height = (float(side.removesuffix(" mm")) for side in told.split(","))
    assert (width, height) == pytest.approx((size.width_mm, size.height_mm), abs=0.15)


def test_jobs_follow_each_other() -> None:
    pictures = [drawn(Language.TSPL, *case) for case in CASES[:2]]
    labels = tspl(b"".join(encode(picture, Language.TSPL) for picture in pictures))
    for (_, label), picture in zip(labels, pictures, strict=True):
        assert_printed(label, picture)
