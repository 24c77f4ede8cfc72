"""The timing decision between a scanner and a typist."""

import pytest

from desk_app.ui.scan_keys import AFTER_SCAN_MS, IDLE_GAP_MS, Collector, Enter, Typed

CODE = "GVDVVFKKG"  # a valid one; always the same, for parallel runs


def fed(text: str, gap_ms: int, start: int = 1000) -> tuple[Collector, int]:
    """A collector after ``text`` at that speed, and the time of the last key."""
    collector = Collector()
    for place, letter in enumerate(text):
        collector.feed(letter, start + place * gap_ms)
    return collector, start + (len(text) - 1) * gap_ms


def test_enter_ends_a_line_whoever_typed_it() -> None:
    for gap, is_fast in ((5, True), (34, True), (36, False), (130, False)):
        collector, at = fed(CODE, gap)
        assert collector.enter(at + gap) == Typed(CODE, is_fast)
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
    assert collector.idle(at + IDLE_GAP_MS) == Typed(CODE, True)
    assert collector.enter(at + IDLE_GAP_MS + 50) is Enter.ECHO


@pytest.mark.parametrize(("text", "gap"), [(CODE, 80), ("LEFEVRE", 10), (CODE[:-1], 10), ("", 10)])
def test_a_gap_ends_nothing_else(text: str, gap: int) -> None:
    collector, at = fed(text, gap)
    assert collector.idle(at + 10_000) is None
    assert collector.text == text


def test_one_hiccup_of_a_scanner_does_not_make_it_a_typist() -> None:
    collector, at = fed(CODE[:4], 8)
    for place, letter in enumerate(CODE[4:]):
        collector.feed(letter, at + 150 + place * 8)
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
        collector.feed(letter, at + 1000 + place * 5)
    assert collector.idle(at + 1040 + IDLE_GAP_MS) == Typed(CODE, True)


def test_a_number_typed_with_a_pause_is_one_number() -> None:
    collector, at = fed("41", 130)
    collector.feed("2", at + 1000)
    collector.feed("7", at + 1130)
    assert collector.enter(at + 1300) == Typed("4127", False)


def test_a_code_typed_slowly_is_one_code() -> None:
    collector, at = fed(CODE, 300)
    assert collector.enter(at + 300) == Typed(CODE, False)
