"""A badge is a secret: told whatever the keyboard made of it, and never left in what is shown or kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import codes, keyboards
from desk_app.domain.scan import Kind, Scan, decode
from desk_app.ui.scan_keys import DOT, Collector, Key
from tests.domain.wrong_keyboard import MODES, arrives

BADGE = "TRBLJHVXKDPCFN" + codes.check_letter("TRBLJHVXKDPCFN")
SPOILT = Scan(Kind.MISREAD, "", "")


@pytest.mark.parametrize("raw", [BADGE, BADGE.lower(), f"]Q1{BADGE}\r\n", "-".join(BADGE)])
def test_a_badge_is_told_and_not_shown(raw: str) -> None:
    scan = decode(raw)
    assert scan == Scan(Kind.BADGE, BADGE, "")
    assert scan.shown == ""


@given(st.data())
def test_what_is_nearly_a_badge_is_a_misread_that_says_nothing(data: st.DataObject) -> None:
    place, letter = data.draw(st.integers(0, 14)), data.draw(st.sampled_from(codes.ALPHABET))
    wrong = BADGE[:place] + letter + BADGE[place + 1 :]
    lost = BADGE[: data.draw(st.integers(13, 14))]
    assert decode(lost) == SPOILT
    assert wrong == BADGE or decode(wrong) == SPOILT


@pytest.mark.parametrize("layout", keyboards.EUROPE)
@pytest.mark.parametrize("mode", MODES)
def test_a_badge_is_mended_under_every_layout_and_leaves_nothing_behind(layout: str, mode: str) -> None:
    raw = arrives(BADGE, layout, mode)
    for known in (layout, ""):
        assert decode(raw, layout=known, fast=True) == Scan(Kind.BADGE, BADGE, "")
        assert decode(raw, layout=known) in (Scan(Kind.BADGE, BADGE, ""), SPOILT)


@pytest.mark.parametrize("layout", ["us(dvorak)", "fr(bepo)", "de(neo)", "tr(f)"])
def test_a_badge_is_mended_under_far_layouts(layout: str) -> None:
    raw = arrives(BADGE, layout)
    assert {decode(raw, layout=known, fast=True).value for known in (layout, "")} == {BADGE}


def test_two_badges_that_may_be_meant_leave_nothing() -> None:
    other = codes.new_badge_code()
    assert decode(BADGE, physical=other, fast=True) == SPOILT


def test_badges_are_never_the_same() -> None:
    every = {codes.new_badge_code() for _ in range(500)}
    assert len(every) == 500
    assert all(codes.is_valid(code) and len(code) == codes.BADGE_LENGTH for code in every)


@pytest.mark.parametrize("gap_ms", [1, 5, 30, 60, 140])
def test_a_scanner_is_not_shown_at_work(gap_ms: int) -> None:
    keys = Collector()
    seen = []
    for place, letter in enumerate(BADGE):
        keys.feed(Key(letter, place * gap_ms))
        seen.append(keys.shown)
    assert seen[:3] == [BADGE[:1], BADGE[:2], BADGE[:3]]  # nothing tells a scanner from a hand yet
    assert seen[3:] == [DOT * n for n in range(4, 16)]


def test_a_typist_sees_what_they_type() -> None:
    keys = Collector()
    for place, letter in enumerate("lefèvre"):
        keys.feed(Key(letter, place * 100))
    assert keys.shown == "lefèvre"
