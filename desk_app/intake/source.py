"""The bytes of a file as text, a little at a time, so that other threads get their turn."""

import codecs
import io
from collections.abc import Callable, Iterator

from desk_app.domain.values import Reason

MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1_000_000
_PIECE = 64 * 1024
_LINES_PER_TICK = 100

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all). What it raises goes through: that is how reading is cancelled."""

# How files begin that are no text.
_BINARY = {
    b"PK\x03\x04": "intake.spreadsheet",
    b"\xd0\xcf\x11\xe0": "intake.spreadsheet",
    b"%PDF": "intake.binary",
}


class UnreadableFile(Exception):
    """The whole file cannot feed the counter; ``reason`` says why and what to send instead."""

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.reason = Reason(key, args)


class Source:
    """The text of an order file. Raises UnreadableFile for what is empty, too large or no text."""

    def __init__(self, name: str, data: bytes, on_progress: Progress | None = None) -> None:
        _refuse_no_text(name, data)
        self._total = len(data)
        self._bytes = io.BytesIO(data)
        self._on_progress = on_progress
        self._text = io.TextIOWrapper(self._bytes, _encoding(data), newline="")

    def start(self) -> str:
        """The first character that is no space."""
        start = self.read(_PIECE).lstrip()[:1]
        self._text.seek(0)
        return start

    def read(self, size: int) -> str:
        """The next characters, ``""`` at the end."""
        self._tick()
        return self._text.read(size)

    def lines(self) -> Iterator[str]:
        """Lines with their ends, split where CSV splits them. Raises UnreadableFile for an endless one."""
        number = 0
        while line := self._text.readline(MAX_LINE):
            if len(line) == MAX_LINE:
                raise UnreadableFile("intake.no_header")
            if number % _LINES_PER_TICK == 0:
                self._tick()
            number += 1
            yield line
        self._tick()

    def _tick(self) -> None:
        if self._on_progress is not None:
            self._on_progress(self._bytes.tell(), self._total)


def _refuse_no_text(name: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableFile("intake.too_large", limit=MAX_BYTES // 1024 // 1024)
    if not data[:_PIECE].strip(b" \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("intake.empty")
    for start, key in _BINARY.items():
        if data.startswith(start):
            raise UnreadableFile("intake.zip" if name.lower().endswith(".zip") else key)


def _encoding(data: bytes) -> str:
    """BOM, else strict UTF-8, else Windows' Western European: nothing is guessed."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "cp1252"]
    for encoding in candidates:
        if _is(encoding, data):
            return encoding
    raise UnreadableFile("intake.encoding")


def _is(encoding: str, data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _PIECE):
            piece = decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
            if "\0" in piece:
                raise UnreadableFile("intake.binary")
    except UnicodeDecodeError:
        return False
    return True
