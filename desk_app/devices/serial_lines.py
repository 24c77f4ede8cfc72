"""Cuts what a serial scanner sends into scans. Pure: times are given, in seconds."""

import re

IDLE_S = 0.1  # a scanner that sends no suffix has ended after this
SUFFIX_LOST_S = 1.0  # one that sent a suffix last time may pause; after this it has lost it
LONGEST = 8192  # bytes; no symbol holds more

_ENDS = re.compile(rb"[\r\n\t\x02\x03]")  # CR, LF, Tab; STX and ETX around each scan
_NOISE = bytes(set(range(0x1C)) | {0x7F})  # what no symbol means; the separators of GS1 stay


class Lines:
    """The bytes of one connection."""

    def __init__(self) -> None:
        self._rest = b""
        self._last_at = 0.0
        self._has_suffix = False

    @property
    def has_begun(self) -> bool:
        """Whether a scan has begun and not ended."""
        return bool(_text(self._rest))

    def feed(self, data: bytes, at: float) -> list[str]:
        """The scans that ``data`` completes; without data, the one that a pause ends."""
        if not data:
            return self._pause(at)
        self._last_at = at
        *ended, rest = _ENDS.split(self._rest + data)
        self._has_suffix = self._has_suffix or any(ended)
        self._rest = rest[:LONGEST]
        return _texts(ended)

    def _pause(self, at: float) -> list[str]:
        if not self._rest or at - self._last_at < (SUFFIX_LOST_S if self._has_suffix else IDLE_S):
            return []
        ended, self._rest, self._has_suffix = self._rest, b"", False
        return _texts([ended])


def _texts(lines: list[bytes]) -> list[str]:
    return [text for text in map(_text, lines) if text]


def _text(line: bytes) -> str:
    """UTF-8, else the Western code page of most scanners; a cut line may end within a letter."""
    bare = line[:LONGEST].translate(None, _NOISE)
    try:
        text = bare.decode("utf-8", "ignore" if len(line) >= LONGEST else "strict")
    except UnicodeDecodeError:
        text = bare.decode("cp1252", "replace")
    return text.strip(" ")
