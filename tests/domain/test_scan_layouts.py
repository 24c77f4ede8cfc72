"""The funnel on a foreign keyboard: codes are mended, order numbers get alternatives, typed words are left alone."""

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.names import Names
from desk_app.domain import codes, keyboards
from desk_app.domain.scan import MOST_ALTERNATIVES, OUR_CODES, Kind, Scan, decode
from tests.domain.wrong_keyboard import MODES, arrives

PICKUP = "BKDFTRHL" + codes.check_letter("BKDFTRHL")
PARCEL = "XKDPTRBLJHV" + codes.check_letter("XKDPTRBLJHV")
ORDERS = ("4127", "CMD-1042", "#A12/7", "2026_118", "WZM-903", "1234567890")
WORDS = ("DUPONT", "FROMAGE 12", "4127", "CMD-1042", "fromagers", "BOULANGER", "chocolatiers", "Lefèvre", "TRANSPORT")


@pytest.mark.parametrize("layout", ["us(dvorak)", "fr(bepo)", "de(neo)", "tr(f)"])
@pytest.mark.parametrize("code", [PICKUP, PARCEL])
def test_a_code_is_mended_with_and_without_the_layout(code: str, layout: str) -> None:
    raw = arrives(code, layout)
    assert decode(raw).kind is Kind.TEXT
    for known in (layout, "", "unheard-of"):
        scan = decode(raw, layout=known, fast=True)
        assert (scan.kind in OUR_CODES, scan.value, scan.raw) == (True, code, raw)


def test_the_physical_keys_say_it_before_any_guess() -> None:
    raw = arrives(PICKUP, "us(dvorak)")
    assert decode(raw, physical=PICKUP.lower(), fast=True) == Scan(Kind.PICKUP, PICKUP, raw)
    assert decode(raw, physical="4127", layout="us(dvorak)", fast=True).kind is Kind.TEXT


def test_what_arrives_right_is_not_mended() -> None:
    for layout in keyboards.EUROPE:
        assert decode(PICKUP, layout=layout, physical=PICKUP, fast=True) == Scan(Kind.PICKUP, PICKUP, PICKUP)


def test_two_codes_that_may_be_meant_are_a_misread() -> None:
    other = "CDFGHJKL" + codes.check_letter("CDFGHJKL")
    assert decode(PICKUP, physical=other, fast=True) == Scan(Kind.MISREAD, PICKUP, PICKUP)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("symbology", ["]C0", "]C1", "]Q1"])
def test_the_name_of_the_symbology_is_mended_with_the_code(symbology: str, mode: str) -> None:
    raw = arrives(symbology + PARCEL, "fr", mode)
    for layout in ("fr", ""):
        assert decode(raw + "\r\n", layout=layout, fast=True).value == PARCEL


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", keyboards.EUROPE)
def test_an_order_number_is_among_what_may_have_been_sent(order: str, layout: str) -> None:
    for mode, windows in [(mode, windows) for mode in MODES for windows in (False, True)]:
        raw = arrives(order, layout, mode, windows=windows)
        said = decode(raw, layout=layout, fast=True)
        assert bare(order) in map(bare, (said.value, *said.alternatives[:2])), (mode, said)
        guessed = decode(raw, fast=True)
        assert bare(order) in map(bare, (guessed.value, *guessed.alternatives)), (mode, guessed)


def bare(order: str) -> str:
    """An order number as the store looks it up."""
    return "".join(c for c in order.lower() if c.isalnum())


def test_the_physical_keys_come_first_among_the_alternatives() -> None:
    assert decode("&é\"'", physical="1234", layout="be").alternatives == ("1234",)
    assert decode("àç'", physical="ABC-7", layout="fr").alternatives == ("ABC-7", "094")
    assert decode("4127", physical="4127").alternatives == ()


@pytest.mark.parametrize(
    ("typed", "layout", "meant"),
    [
        ("&à'é", "fr", ("1042",)),
        ("CMD-&à'é", "fr", ("CMD-1042", "CMD61042")),
        ("CMD--_", "fr", ()),
        ("CMD-&-_", "fr", ("CMD-1-_", "CMD-168", "CMD61-8", "CMD616_", "CMD6168")),
        ("cmd!&", "be", ("cmd81",)),
        ("A+ěš", "cz", ("A123",)),
        ("CMD-1042", "fr", ()),
        ("CMD-1042", "", ()),
        ("4127", "", ()),
    ],
)
def test_digits_typed_without_shift(typed: str, layout: str, meant: tuple[str, ...]) -> None:
    assert decode(typed, layout=layout).alternatives == meant


@pytest.mark.parametrize("layout", keyboards.EUROPE)
def test_no_name_or_word_becomes_a_code_under_a_known_layout(layout: str) -> None:
    for text in texts_of_people():
        assert decode(text, layout=layout, fast=True).kind not in OUR_CODES


def test_no_name_or_word_that_a_hand_typed_becomes_a_code_under_any_layout() -> None:
    for text in texts_of_people():
        for layout in ("", "us(dvorak)", "fr(bepo)", "de(neo)", "tr(f)"):
            assert decode(text, physical=PICKUP, layout=layout).kind not in OUR_CODES


@cache
def texts_of_people() -> frozenset[str]:
    """Names and words as they are typed into a search."""
    names = Names(Random(4))
    every = [*WORDS, *(name for _ in range(50) for name in (names.new().full, names.new().family))]
    return frozenset(every) | {text.upper() for text in every} | {text.replace(" ", "").lower() for text in every}


@given(
    st.text(max_size=45) | st.text(alphabet=codes.ALPHABET, max_size=12),
    st.text(max_size=12) | st.text(alphabet=codes.ALPHABET, min_size=9, max_size=9),
    st.sampled_from(["", "?", *keyboards.layouts()]),
    st.booleans(),
)
def test_rubbish_never_raises_nor_passes_for_a_code(raw: str, physical: str, layout: str, fast: bool) -> None:
    scan = decode(raw, physical=physical, layout=layout, fast=fast)
    assert scan.raw == raw
    assert scan.kind not in OUR_CODES or codes.is_valid(scan.value)
    assert len(scan.alternatives) <= (MOST_ALTERNATIVES if scan.kind is Kind.TEXT else 0)
    assert bare(scan.value) not in map(bare, scan.alternatives)
    if not fast:
        assert (scan.kind, scan.value) == (decode(raw).kind, decode(raw).value)


@given(
    st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", max_size=16).filter(lambda t: any(map(str.isdigit, t)))
)
def test_a_number_typed_at_any_speed_under_a_known_layout_stays_one(order: str) -> None:
    for layout in ("us", *keyboards.NEAREST):
        assert decode(order, layout=layout, fast=True).kind not in OUR_CODES
