"""Dots as printers take them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QImage

from desk_app.devices.languages.raster import black_ones, black_zeros, row_bytes
from tests.devices.samples import seen

sizes = st.integers(1, 70)


def mono(width: int, height: int, bits: bytes = b"\0") -> QImage:
    """A picture whose bytes, those that fill its rows included, are as ``bits`` repeated."""
    stride = 4 * -(-width // 32)
    picture = QImage((bits * stride * height)[: stride * height], width, height, stride, QImage.Format.Format_Mono)
    picture.setColorTable([0xFF000000, 0xFFFFFFFF])
    return picture.copy()


@given(width=sizes, height=sizes, bits=st.binary(min_size=1, max_size=50))
def test_every_width_keeps_its_dots_and_is_filled_with_white(width: int, height: int, bits: bytes) -> None:
    picture = mono(width, height, bits)
    padded = (8 * row_bytes(picture), height)
    wanted = Image.new("L", padded, 255)
    wanted.paste(seen(picture))
    assert Image.frombytes("1", padded, black_zeros(picture), "raw", "1").convert("L").tobytes() == wanted.tobytes()
    assert Image.frombytes("1", padded, black_ones(picture), "raw", "1;I").convert("L").tobytes() == wanted.tobytes()


def test_what_is_not_black_on_white_dots_is_refused() -> None:
    inverted = mono(8, 8)
    inverted.setColorTable([0xFFFFFFFF, 0xFF000000])
    for picture in (inverted, QImage(8, 8, QImage.Format.Format_RGB32)):
        with pytest.raises(ValueError, match="black"):
            black_zeros(picture)
