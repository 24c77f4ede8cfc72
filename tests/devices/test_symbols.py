"""The symbols alone, read by a program that others wrote."""

import pytest
from barcode.errors import IllegalCharacterError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from desk_app.devices.symbols import CODE128_MODULES, QR_MODULES, Symbol, code128, qr
from desk_app.domain.codes import ALPHABET
from tests.devices.samples import PARCEL_ID, read


def picture(symbol: Symbol, width: int, height: int) -> Image.Image:
    """The symbol black on white with much white around it; ``width`` and ``height`` are a module's, in dots."""
    bits = Image.frombytes("1", (symbol.width, symbol.height), symbol.rows)
    large = bits.convert("L").resize((symbol.width * width, symbol.height * height), Image.Resampling.NEAREST)
    return ImageOps.expand(ImageOps.invert(large), border=40, fill=255)


codes = st.integers(7, 12).flatmap(lambda n: st.text(ALPHABET, min_size=n, max_size=n))


@given(codes)
def test_any_code_reads_back_from_its_qr_code(code: str) -> None:
    assert read(picture(qr(code), 4, 4)) == {"QR Code": code}


@given(codes)
def test_any_code_reads_back_from_its_code_128(code: str) -> None:
    assert read(picture(code128(code), 2, 40)) == {"Code 128": code}


def test_a_parcel_id_has_the_size_that_labels_are_laid_out_for() -> None:
    assert (qr(PARCEL_ID).width, qr(PARCEL_ID).height) == (QR_MODULES, QR_MODULES)
    assert (code128(PARCEL_ID).width, code128(PARCEL_ID).height) == (CODE128_MODULES, 1)


def test_a_symbol_is_made_once() -> None:
    assert qr(PARCEL_ID) is qr(PARCEL_ID)
    assert code128(PARCEL_ID) is code128(PARCEL_ID)


@pytest.mark.parametrize("text", ["", "B" * 21, "bkdf", "é"])
def test_what_a_qr_code_of_this_size_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"QR code|mode"):
        qr(text)


def test_what_code_128_cannot_hold_is_refused() -> None:
    with pytest.raises(IllegalCharacterError):
        code128("é")
