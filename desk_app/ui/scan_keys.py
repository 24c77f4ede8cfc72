"""Tells a scanner from a typist, by the times of the keys. No Qt: times are the key events' own, in milliseconds.

A scanner types 1 to 64 ms apart, over Bluetooth up to 150, and ends with Enter, Tab, or nothing; people type 80 ms
apart and more. An own code is trusted by its check letter, a line with the scanner's own prefix always; time only
decides where these cannot.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from itertools import pairwise
from math import inf

from desk_app.domain import codes
from desk_app.domain.scan import OUR_CODES, Scan, decode, decode_code, is_number, may_be_ours

FAST_GAP_MS = 35  # the median gap below which nobody types
IDLE_GAP_MS = 120  # a scanner that sends no suffix has ended after this
SLOW_SCANNER_GAP_MS = 150  # Bluetooth: trusted only with a suffix and a code whose check letter is right
BURST_GAP_MS = 200  # a longer pause begins a new burst
PIECES_MS = 1_500  # a code in two pieces has no longer pause than this
REPEAT_MS = 50  # the same line this soon again is the scanner's stutter: no hand scans twice so fast
AFTER_SCAN_MS = 400  # an Enter this soon after a scan belongs to it (CR+LF, a double Enter), not to the clerk
DOT = "•"  # for a letter that is not shown
LEAST_LETTERS = 4  # fewer gaps than this say nothing about who types


class Suffix(StrEnum):
    """What a scanner ends a line with; AUTO: any of them, as it comes."""

    AUTO = "auto"
    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wedge:
    """What is known of the scanner that types here: what it sends before and after a line, the computer's layout."""

    prefix: str = ""
    suffix: Suffix = Suffix.AUTO
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that came through the keys.

    ``physical``: the same keys as a US keyboard writes them, "" where the system does not tell. ``gap_ms``: the median
    between two keys; of a few keys it says nothing and is infinite. ``is_sure``: it came with the scanner's own prefix,
    which has been taken off. ``is_repeat``: the scanner has sent it twice.
    """

    text: str
    physical: str = ""
    gap_ms: float = 0.0
    is_sure: bool = False
    is_repeat: bool = False

    @property
    def is_scan(self) -> bool:
        """Whether it came no slower than the slowest scanner sends it."""
        return self.is_sure or self.gap_ms <= SLOW_SCANNER_GAP_MS

    @property
    def is_scanner(self) -> bool:
        """Whether nobody can have typed it."""
        return self.is_sure or self.gap_ms < FAST_GAP_MS

    def is_fast(self, layout: str) -> bool:
        """Whether a code may be mended: at a good typist's speed, too, where the keys or the layout are known."""
        return self.is_scanner or (self.is_scan and bool(self.physical or layout))


class Enter(Enum):
    """What an Enter without a text means."""

    PRESSED = "pressed"  # the clerk means the page's action
    ECHO = "echo"  # the rest of a scan that has just ended


def read(line: Typed, layout: str = "") -> tuple[Scan, ...]:
    """What a line is: one scan, or several codes of ours that came without anything between them."""
    found = _codes(line, layout)
    if found:
        return found
    is_mended = line.is_scanner and is_number(line.physical) and not is_number(line.text)
    text = line.physical if is_mended else line.text
    return (decode(text, physical=line.physical, layout=layout, fast=line.is_fast(layout)),)


def is_ours(line: Typed, layout: str = "") -> bool:
    """Whether the line is codes of ours, with their check letters right."""
    return bool(_codes(line, layout))


def _codes(line: Typed, layout: str) -> tuple[Scan, ...]:
    whole = decode_code(line.text, physical=line.physical, layout=layout, fast=line.is_fast(layout))
    if whole.kind in OUR_CODES:
        return (whole,)
    return tuple(map(decode_code, _split(line.text.upper()))) if line.is_scan else ()


def _split(text: str) -> tuple[str, ...]:
    """The codes of ours that ``text`` is a row of; none when it is none, or could be two rows."""
    ways = list(_ways(text)) if set(text) <= set(codes.ALPHABET) else []
    return ways[0] if len(ways) == 1 else ()


def _ways(text: str) -> Iterator[tuple[str, ...]]:
    if not text:
        yield ()
    for length in (codes.PICKUP_CODE_LENGTH, codes.PARCEL_ID_LENGTH):
        if len(text) >= length and codes.is_valid(text[:length]):
            for rest in _ways(text[length:]):
                yield (text[:length], *rest)


@dataclass(frozen=True, slots=True)
class Key:
    """A key that writes: the text the layout made of it, when it came, what a US keyboard has in its place."""

    text: str
    at: int
    physical: str = ""


@dataclass(slots=True)
class Collector:
    """Collects keys into lines."""

    wedge: Wedge = field(default_factory=Wedge)
    _keys: list[Key] = field(default_factory=list)
    _last_end: int | None = None
    _last_text: str = ""

    @property
    def text(self) -> str:
        """What has been collected."""
        return _text(self._keys)

    @property
    def shown(self) -> str:
        """The same as it may be seen: dots for what a scanner sends, since it may be somebody's badge."""
        return DOT * len(self.text) if self.is_fast or may_be_badge(self._keys) else self.text

    @property
    def is_fast(self) -> bool:
        """Whether the keys came as a scanner sends them."""
        return _median_gap(self._keys[_last_start(self._keys) :]) < FAST_GAP_MS

    @property
    def last_at(self) -> int | None:
        """When the last key came."""
        return self._keys[-1].at if self._keys else None

    def __len__(self) -> int:
        return len(self._keys)

    def feed(self, key: Key) -> None:
        """A key that writes."""
        self._keys.append(key)

    def begins_burst(self, at: int) -> bool:
        """Whether a key at ``at`` follows so late, or as the first, that it begins something new."""
        return self.last_at is None or at - self.last_at > BURST_GAP_MS

    def is_over(self, at: int) -> bool:
        """Whether a key at ``at`` follows so late that it is no piece of the same code."""
        return self.last_at is not None and at - self.last_at > PIECES_MS

    def backspace(self) -> None:
        """Take the last key back."""
        if self._keys:
            self._keys.pop()

    def clear(self) -> None:
        """Forget what was collected, not when the last scan ended."""
        self._keys.clear()

    def code_start(self) -> int | None:
        """Where the codes of ours, or the line with the scanner's prefix, begin that came last; None: there are none.

        What was left standing before a scan is no part of it; a code that came in pieces is whole.
        """
        found = [start for start in self._pieces() if self._is_code(self._keys[start:])]
        if found:  # the last piece of a code may look like a shorter one
            return min((start for start in found if self._is_one_code(self._keys[start:])), default=found[0])
        return 0 if self._is_code(self._keys) else None

    def end(self, at: int) -> Typed:
        """The line is complete: give it and begin anew."""
        keys = self._keys[self.code_start() or 0 :]
        line = self._typed(keys)
        is_repeat = self._is_repeat(line.text, keys)
        self.clear()
        self._last_end, self._last_text = at, line.text
        return replace(line, is_repeat=is_repeat)

    def enter(self, at: int) -> Typed | Enter:
        """Enter was pressed: the line, or what an Enter on an empty bar means."""
        if self._keys:
            return self.end(at)
        return Enter.ECHO if self.is_echo(at) else Enter.PRESSED

    def is_echo(self, at: int) -> bool:
        """Whether a key at ``at`` is still part of the scan that has just ended."""
        return self._last_end is not None and 0 <= at - self._last_end < AFTER_SCAN_MS

    def idle(self, at: int) -> Typed | None:
        """Nothing has come since the last key: the line, when a scanner without suffix has ended one of our codes.

        Of a scanner that is known to send none, any line.
        """
        is_complete = self.is_idle(at) and (self.wedge.suffix is Suffix.NONE or self.code_start() is not None)
        return self.end(at) if is_complete else None

    def is_idle(self, at: int) -> bool:
        """Whether keys came at a scanner's speed, and none for so long that it has ended."""
        return self.last_at is not None and at - self.last_at >= IDLE_GAP_MS and self.is_fast

    def _is_code(self, keys: Sequence[Key]) -> bool:
        return self._is_prefixed(keys) or is_ours(self._typed(keys), self.wedge.layout)

    def _is_one_code(self, keys: Sequence[Key]) -> bool:
        return len(_codes(self._typed(keys), self.wedge.layout)) == 1

    def _is_prefixed(self, keys: Sequence[Key]) -> bool:
        prefix = self.wedge.prefix
        return bool(prefix) and any(line.startswith(prefix) for line in (_text(keys), _physical(keys)))

    def _typed(self, keys: Sequence[Key]) -> Typed:
        is_sure = self._is_prefixed(keys)
        if is_sure:
            keys = keys[len(self.wedge.prefix) :]
        return Typed(_text(keys), _physical(keys), _median_gap(keys), is_sure)

    def _is_repeat(self, text: str, keys: Sequence[Key]) -> bool:
        again = self._last_end is not None and bool(keys) and keys[0].at - self._last_end <= REPEAT_MS
        return again and text == self._last_text

    def _pieces(self) -> list[int]:
        """Where bursts begin, the last first, as far back as they may be pieces of one code."""
        starts = [_last_start(self._keys)]
        while starts[-1]:
            before = self._keys[: starts[-1]]
            if self._keys[starts[-1]].at - before[-1].at > PIECES_MS:
                break
            starts.append(_last_start(before))
        return starts


def typed(keys: Sequence[Key]) -> Typed:
    """The line that these keys are, whatever scanner is known."""
    return Typed(_text(keys), _physical(keys), _median_gap(keys))


def may_be_badge(keys: Sequence[Key]) -> bool:
    """Whether these may become a badge: letters of our codes, as quick as a scanner sends them."""
    return _median_gap(keys) <= SLOW_SCANNER_GAP_MS and may_be_ours(_text(keys))


def _text(keys: Sequence[Key]) -> str:
    return "".join(key.text for key in keys)


def _physical(keys: Sequence[Key]) -> str:
    """What a US keyboard would have written; nothing when a key's place is not known."""
    return "".join(key.physical for key in keys) if all(key.physical for key in keys) else ""


def _last_start(keys: Sequence[Key]) -> int:
    pauses = (place for place in range(len(keys) - 1, 0, -1) if keys[place].at - keys[place - 1].at > BURST_GAP_MS)
    return next(pauses, 0)


def _median_gap(keys: Sequence[Key]) -> float:
    if len(keys) < LEAST_LETTERS:
        return inf
    gaps = sorted(after.at - before.at for before, after in pairwise(keys))
    return (gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]) / 2
