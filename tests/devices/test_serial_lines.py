"""Bytes become scans: whatever ends them, however they arrive."""

import pytest

from desk_app.devices.serial_lines import IDLE_S, LONGEST, SUFFIX_LOST_S, Lines

CODE = b"GVDVVFKKG"
TEXT = CODE.decode()


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03", b"\x03\r\n", b"\r\r\n\t"])
@pytest.mark.parametrize("begin", [b"", b"\x02"])
def test_any_suffix_ends_a_scan(begin: bytes, end: bytes) -> None:
    assert Lines().feed(begin + CODE + end, 1.0) == [TEXT]


def test_several_scans_arrive_at_once_in_their_order() -> None:
    assert Lines().feed(b"A1\rB2\r\nC3\t\x02D4\x03E5", 1.0) == ["A1", "B2", "C3", "D4"]


@pytest.mark.parametrize("end", [b"\r\n", b"\x03"])
def test_a_scan_in_pieces_is_one_scan(end: bytes) -> None:
    lines = Lines()
    scans = [lines.feed(bytes([byte]), 1.0 + place / 100) for place, byte in enumerate(CODE + end)]
    assert [text for found in scans for text in found] == [TEXT]
    assert not lines.has_begun


def test_a_pause_ends_a_scan_without_suffix() -> None:
    lines = Lines()
    assert lines.feed(CODE, 1.0) == []
    assert lines.feed(b"", 1.0 + IDLE_S / 2) == []
    assert lines.feed(b"", 1.0 + 2 * IDLE_S) == [TEXT]
    assert lines.feed(b"", 2.0) == []


def test_a_pause_is_no_end_where_a_suffix_is_to_come() -> None:
    lines = Lines()
    lines.feed(b"4101\r", 1.0)
    lines.feed(CODE[:4], 2.0)
    assert lines.feed(b"", 2.0 + 2 * IDLE_S) == []
    assert lines.feed(CODE[4:] + b"\r", 2.5) == [TEXT]


def test_a_scanner_that_lost_its_suffix_is_heard() -> None:
    lines = Lines()
    lines.feed(b"4101\r", 1.0)
    lines.feed(CODE, 2.0)
    assert lines.feed(b"", 2.0 + SUFFIX_LOST_S) == [TEXT]
    lines.feed(b"4102", 9.0)
    assert lines.feed(b"", 9.0 + 2 * IDLE_S) == ["4102"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Éloïse\r".encode(), "Éloïse"),
        ("Éloïse €\r".encode("cp1252"), "Éloïse €"),
        (b"\x81\x8d\r", "��"),
        (b"\x00\x00" + CODE + b"\x7f\x1b\r", TEXT),
        (b"0112345\x1d10LOT\r", "0112345\x1d10LOT"),
        (b"  4127  \r", "4127"),
    ],
)
def test_letters_and_rubbish(raw: bytes, text: str) -> None:
    assert Lines().feed(raw, 1.0) == [text]


@pytest.mark.parametrize("raw", [b"\r\n\r\n", b"\x00\x00\r", b"\x02\x03", b"   \r", b"\x1b\x7f\r"])
def test_nothing_but_rubbish_is_no_scan(raw: bytes) -> None:
    lines = Lines()
    assert lines.feed(raw, 1.0) == []
    assert not lines.has_begun


def test_a_line_that_does_not_end_takes_no_more_than_its_room() -> None:
    lines = Lines()
    for place in range(100):
        assert lines.feed(b"x" * 1000, place / 1000) == []
    assert lines.feed(b"y\r4127\r", 1.0) == ["x" * LONGEST, "4127"]


def test_a_line_that_is_cut_within_a_letter_keeps_the_others() -> None:
    (text,) = Lines().feed(b"x" + "é".encode() * LONGEST + b"\r", 1.0)
    assert text == "x" + "é" * (LONGEST // 2 - 1)


def test_what_has_begun_is_known() -> None:
    lines = Lines()
    lines.feed(b"4101\r\x00", 1.0)
    assert not lines.has_begun
    lines.feed(b"41", 1.0)
    assert lines.has_begun
