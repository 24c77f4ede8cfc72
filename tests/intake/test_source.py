"""Bytes become text, and what is no text is refused with what to send instead."""

from itertools import pairwise

import pytest

from desk_app.intake import UnreadableFile, read_orders
from desk_app.intake.source import MAX_BYTES
from tests.intake.files import only, read, sheet

LINES = ("N° commande;Client;Téléphone;Total", "0042;Zoé Lefèvre;0612345678;12,50 €")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_and_line_end_reads_the_same(encoding: str, end: str) -> None:
    announcement = only(sheet(*LINES, encoding=encoding, end=end))
    assert (announcement.reference, announcement.customer) == ("0042", "Zoé Lefèvre")
    assert announcement.rows == (2,)


def test_utf_16_is_read_in_both_byte_orders() -> None:
    text = "\ufeff" + "\r\n".join(LINES)
    assert only(text.encode("utf-16-be")) == only(text.encode("utf-16-le"))


def test_an_accent_across_two_pieces_is_still_utf_8() -> None:
    data = sheet(*LINES, *(f"{n};Éloïse Hervé {n};;" for n in range(9000)))
    assert data[64 * 1024] & 0xC0 == 0x80 or data[2 * 64 * 1024] & 0xC0 == 0x80
    assert {a.customer.split()[0] for a in read(data).announcements} == {"Éloïse", "Zoé"}


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.csv", b"", "intake.empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n\r\n", "intake.empty"),
        ("a.xlsx", b"PK\x03\x04....", "intake.spreadsheet"),
        ("a.zip", b"PK\x03\x04....", "intake.zip"),
        ("a.xls", b"\xd0\xcf\x11\xe0....", "intake.spreadsheet"),
        ("a.pdf", b"%PDF-1.7", "intake.binary"),
        ("a.csv", b"N\x00u\x00m\x00", "intake.binary"),
        ("a.csv", "é;à".encode() + b"\x81", "intake.encoding"),
        ("a.csv", b"\xef\xbb\xbf\xe9;", "intake.encoding"),
        ("a.csv", b"\xff\xfea", "intake.encoding"),
        ("a.xml", b"<?xml version='1.0'?><orders/>", "intake.markup"),
        ("a.csv", b"\n <html>", "intake.markup"),
        ("a.csv", b"bonjour", "intake.no_header"),
        ("a.csv", b"1;2;3\n4;5;6", "intake.no_header"),
        ("a.csv", b"x" * 1_100_000, "intake.no_header"),
        ("a.json", b'"orders"', "intake.no_header"),
    ],
)
def test_what_is_no_order_file_says_so(name: str, data: bytes, key: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_orders(name, data)
    assert caught.value.reason.key == key


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_orders("a.csv", bytes(MAX_BYTES + 1))
    assert caught.value.reason.key == "intake.too_large"
    assert caught.value.reason.args == {"limit": 64}


class Cancelled(Exception):
    """What the screen raises when its user cancels."""


@pytest.mark.parametrize("start", [b"N;Client;Total\n", b"["])
def test_progress_goes_from_none_to_all(start: bytes) -> None:
    row = b"%d;Anna Le Bris;12\n" if start[:1] == b"N" else b'{"id":"%d","status":"x","line_items":[],"billing":{}},'
    data = start + b"".join(row % n for n in range(5000)) + (b"" if start[:1] == b"N" else b'{"id":1}]')
    seen: list[tuple[int, int]] = []
    read_orders("a", data, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, len(data))
    assert seen[-1] == (len(data), len(data))
    assert seen == sorted(seen)
    assert max(after[0] - before[0] for before, after in pairwise(seen)) <= 512 * 1024


@pytest.mark.parametrize("error", [Cancelled, ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("start", [b"N;Client;Total\n", b"[1,", b""])
def test_what_progress_raises_goes_through(start: bytes, error: type[BaseException]) -> None:
    def cancel(done: int, total: int) -> None:
        raise error

    with pytest.raises(error):
        read_orders("a", start + b"1;Anna;12\n", on_progress=cancel)
