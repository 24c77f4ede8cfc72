"""The timing decision between a scanner and a typist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import codes
from desk_app.domain.scan import Kind
from desk_app.ui.scan_keys import (
    AFTER_SCAN_MS,
    BURST_GAP_MS,
    IDLE_GAP_MS,
    PIECES_MS,
    REPEAT_MS,
    Collector,
    Enter,
    Key,
    Suffix,
    Typed,
    Wedge,
    read,
)

CODE = "GVDVVFKKG"  # a valid one; always the same, for parallel runs


def fed(text: str, gap_ms: int, start: int = 1000) -> tuple[Collector, int]:
    """A collector after ``text`` at that speed, and the time of the last key."""
    collector = Collector()
    for place, letter in enumerate(text):
        collector.feed(Key(letter, start + place * gap_ms))
    return collector, start + (len(text) - 1) * gap_ms


def test_enter_ends_a_line_whoever_typed_it() -> None:
    for gap in (1, 34, 36, 130, 300):
        collector, at = fed(CODE, gap)
        assert collector.enter(at + gap) == Typed(CODE, gap_ms=gap)
        assert collector.text == ""


def test_enter_on_nothing_is_the_clerks() -> None:
    assert Collector().enter(1000) is Enter.PRESSED


@pytest.mark.parametrize("after", [0, 1, 20, AFTER_SCAN_MS - 1])
def test_a_second_enter_after_a_scan_belongs_to_the_scan(after: int) -> None:
    collector, at = fed(CODE, 10)
    collector.enter(at)
    assert collector.enter(at + after) is Enter.ECHO


def test_an_enter_well_after_a_scan_is_the_clerks() -> None:
    collector, at = fed(CODE, 10)
    collector.enter(at)
    assert collector.enter(at + AFTER_SCAN_MS) is Enter.PRESSED


def test_a_code_without_suffix_ends_after_a_gap() -> None:
    collector, at = fed(CODE, 10)
    assert collector.idle(at + IDLE_GAP_MS - 1) is None
    assert collector.idle(at + IDLE_GAP_MS) == Typed(CODE, gap_ms=10)
    assert collector.enter(at + IDLE_GAP_MS + 50) is Enter.ECHO


@pytest.mark.parametrize(("text", "gap"), [(CODE, 80), ("LEFEVRE", 10), (CODE[:-1], 10), ("", 10)])
def test_a_gap_ends_nothing_else(text: str, gap: int) -> None:
    collector, at = fed(text, gap)
    assert collector.idle(at + 10_000) is None
    assert collector.text == text


def test_one_hiccup_of_a_scanner_does_not_make_it_a_typist() -> None:
    collector, at = fed(CODE[:4], 8)
    for place, letter in enumerate(CODE[4:]):
        collector.feed(Key(letter, at + 150 + place * 8))
    assert collector.is_fast


def test_three_keys_say_nothing_about_who_types() -> None:
    assert not fed("BCD", 1)[0].is_fast


def test_backspace_takes_the_last_key_back() -> None:
    collector, at = fed("BCD", 100)
    collector.backspace()
    collector.backspace()
    collector.backspace()
    collector.backspace()
    assert collector.text == ""
    assert collector.enter(at + 1000) is Enter.PRESSED


def test_a_long_pause_begins_a_new_burst() -> None:
    collector, at = fed("BCD", 100)
    assert Collector().begins_burst(5)
    assert not collector.begins_burst(at + 150)
    assert collector.begins_burst(at + 500)


@pytest.mark.parametrize("left", ["x", "dupont", CODE[:5], CODE])
def test_what_was_left_standing_is_no_part_of_a_scan(left: str) -> None:
    collector, at = fed(left, 130)
    for place, letter in enumerate(CODE):
        collector.feed(Key(letter, at + 1000 + place * 5))
    assert collector.idle(at + 1040 + IDLE_GAP_MS) == Typed(CODE, gap_ms=5)


def test_a_number_typed_with_a_pause_is_one_number() -> None:
    collector, at = fed("41", 130)
    collector.feed(Key("2", at + 1000))
    collector.feed(Key("7", at + 1130))
    assert collector.enter(at + 1300) == Typed("4127", gap_ms=130)


def test_a_code_typed_slowly_is_one_code() -> None:
    collector, at = fed(CODE, 300)
    assert collector.enter(at + 300) == Typed(CODE, gap_ms=300)


OTHER = "LVNLVHNCK"


def keys(text: str, gap_ms: int = 5, start: int = 1000) -> list[Key]:
    """A line at a speed."""
    return [Key(letter, start + place * gap_ms) for place, letter in enumerate(text)]


def collected(*some: list[Key], wedge: Wedge | None = None) -> Collector:
    """A collector after these keys."""
    collector = Collector(wedge or Wedge())
    for key in (key for line in some for key in line):
        collector.feed(key)
    return collector


@pytest.mark.parametrize("pause", [BURST_GAP_MS + 1, 700, PIECES_MS])
@pytest.mark.parametrize("cut", [1, 4, 8])
def test_a_code_in_two_pieces_is_one_code(cut: int, pause: int) -> None:
    first = keys(CODE[:cut])
    collector = collected(first, keys(CODE[cut:], start=first[-1].at + pause))
    assert collector.code_start() == 0
    assert collector.end(9_000).text == CODE


@pytest.mark.parametrize(("first", "last"), [("BCDFK", "BKDFTTH"), ("BCT", "GVDVVFKKG"), ("BH", "BKDFTTH")])
def test_the_last_piece_of_a_code_is_no_shorter_code(first: str, last: str) -> None:
    first = first[:-1] + codes.check_letter(first[:-1])
    last = last[:-1] + codes.check_letter(last[:-1])
    assert codes.is_valid(first + last)
    piece = keys(first)
    collector = collected(piece, keys(last, start=piece[-1].at + 600))
    assert collector.end(9_000).text == first + last


def test_what_was_typed_before_is_no_part_of_a_code_in_two_pieces() -> None:
    left, first = keys("oups", 130), keys(CODE[:4], start=3_000)
    collector = collected(left, first, keys(CODE[4:], start=first[-1].at + 400))
    assert collector.code_start() == 4
    assert collector.end(9_000).text == CODE


def test_the_same_again_within_a_moment_is_the_scanners_stutter() -> None:
    collector = collected(keys(CODE))
    assert not collector.end(1_045).is_repeat
    for again, is_repeat in ((CODE, True), (OTHER, False)):
        for key in keys(again, 1, start=1_045 + REPEAT_MS):
            collector.feed(key)
        assert collector.end(1_045).is_repeat is is_repeat
        for key in keys(CODE, 1, start=2_000):
            collector.feed(key)
        collector.end(1_045)


def test_the_same_again_from_a_hand_is_another_scan() -> None:
    collector = collected(keys(CODE))
    collector.end(1_045)
    for key in keys(CODE, start=1_045 + REPEAT_MS + 1):
        collector.feed(key)
    assert not collector.end(1_200).is_repeat


def test_codes_without_anything_between_them_are_several_scans() -> None:
    assert [scan.value for scan in read(Typed(CODE + OTHER.lower(), gap_ms=5))] == [CODE, OTHER]


def test_a_row_of_letters_that_somebody_typed_is_not_cut() -> None:
    assert [scan.value for scan in read(Typed(CODE + OTHER, gap_ms=200))] == [CODE + OTHER]


def test_the_scanners_prefix_is_trusted_and_taken_off() -> None:
    collector = collected(keys("oups", 130), keys("~CMD 12", 140, start=5_000), wedge=Wedge(prefix="~"))
    assert collector.end(9_000) == Typed("CMD 12", gap_ms=140, is_sure=True)


def test_a_prefix_is_known_by_its_key_too() -> None:
    typed = [Key(text, 1000 + 5 * place, us) for place, (text, us) in enumerate(zip("£'&é", "~412", strict=True))]
    line = collected(typed, wedge=Wedge(prefix="~")).end(2_000)
    assert (line.text, line.physical, line.is_sure) == ("'&é", "412", True)


def test_a_scanner_without_suffix_ends_any_line_where_that_is_known() -> None:
    line = keys("CMD-4127")
    at = line[-1].at + IDLE_GAP_MS
    assert collected(line).idle(at) is None
    ended = collected(line, wedge=Wedge(suffix=Suffix.NONE)).idle(at)
    assert ended is not None
    assert ended.text == "CMD-4127"


def test_a_number_is_read_by_its_keys_where_the_layout_made_signs_of_it() -> None:
    (scan,) = read(Typed("'&éè", "4127", gap_ms=5))
    assert scan.value == "4127"
    (scan,) = read(Typed("lefèvre", "lef7vre", gap_ms=110))
    assert scan.value == "lefèvre"
    (scan,) = read(Typed("4127", "$!@&", gap_ms=5))  # the scanner is set to this computer's layout
    assert scan.value == "4127"


@given(st.text(max_size=40), st.integers(0, 400))
def test_any_line_is_read(text: str, gap_ms: int) -> None:
    scans = read(Typed(text, gap_ms=gap_ms))
    assert scans
    assert all(scan.value or scan.kind is Kind.EMPTY for scan in scans)
