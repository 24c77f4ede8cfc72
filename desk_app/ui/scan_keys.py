"""Tells a scanner from a typist, by the times of the keys. No Qt: times are the key events' own, in milliseconds.

A scanner types 5 to 64 ms apart and ends with Enter, Tab, or nothing; people type 80 ms apart and more. An own
code is trusted by its check letter; time only decides where the code alone cannot.
"""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import inf

from desk_app.domain.scan import Kind, Scan, decode

FAST_GAP_MS = 35  # the median gap below which nobody types
IDLE_GAP_MS = 120  # a scanner that sends no suffix has ended after this
SLOW_SCANNER_GAP_MS = 150  # Bluetooth: trusted only with a suffix and a code whose check letter is right
BURST_GAP_MS = 200  # a longer pause begins a new burst
AFTER_SCAN_MS = 400  # an Enter this soon after a scan belongs to it (CR+LF, a double Enter), not to the clerk
LEAST_LETTERS = 4  # fewer gaps than this say nothing about who types

OUR_CODES = frozenset({Kind.PICKUP, Kind.PARCEL, Kind.SHELF, Kind.COMMAND})


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that came through the keys. ``is_fast``: at a scanner's speed."""

    text: str
    is_fast: bool


class Enter(Enum):
    """What an Enter without a text means."""

    PRESSED = "pressed"  # the clerk means the page's action
    ECHO = "echo"  # the rest of a scan that has just ended


def read(text: str) -> Scan:
    """What a typed line is. The one place where a scanner on a foreign keyboard layout is mended."""
    return decode(text)


def is_ours(text: str) -> bool:
    """Whether the line is one of our codes with its check letter right."""
    return read(text).kind in OUR_CODES


class Collector:
    """Collects keys into lines."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._times: list[int] = []
        self._last_end: int | None = None

    @property
    def text(self) -> str:
        """What has been collected."""
        return "".join(self._letters)

    @property
    def is_fast(self) -> bool:
        """Whether the keys came as a scanner sends them."""
        return self._median_gap() < FAST_GAP_MS

    @property
    def is_burst(self) -> bool:
        """Whether the keys came no slower than the slowest scanner sends them."""
        return self._median_gap() <= SLOW_SCANNER_GAP_MS

    @property
    def last_at(self) -> int | None:
        """When the last key came."""
        return self._times[-1] if self._times else None

    def feed(self, letters: str, at: int) -> None:
        """A key that writes."""
        self._letters.append(letters)
        self._times.append(at)

    def begins_burst(self, at: int) -> bool:
        """Whether a key at ``at`` follows so late, or as the first, that it begins something new."""
        return self.last_at is None or at - self.last_at > BURST_GAP_MS

    def backspace(self) -> None:
        """Take the last key back."""
        if self._letters:
            self._letters.pop()
            self._times.pop()

    def clear(self) -> None:
        """Forget what was collected, not when the last scan ended."""
        self._letters.clear()
        self._times.clear()

    def end(self, at: int) -> Typed:
        """The line is complete: give it and begin anew."""
        typed = Typed(self._line(), self.is_fast)
        self.clear()
        self._last_end = at
        return typed

    def enter(self, at: int) -> Typed | Enter:
        """Enter was pressed: the line, or what an Enter on an empty bar means."""
        if self._letters:
            return self.end(at)
        return Enter.ECHO if self.is_echo(at) else Enter.PRESSED

    def is_echo(self, at: int) -> bool:
        """Whether a key at ``at`` is still part of the scan that has just ended."""
        return self._last_end is not None and 0 <= at - self._last_end < AFTER_SCAN_MS

    def idle(self, at: int) -> Typed | None:
        """Nothing has come since the last key: the line, when a scanner without suffix has ended one of our codes."""
        if self.last_at is None or at - self.last_at < IDLE_GAP_MS:
            return None
        if not (self.is_fast and is_ours(self._line())):
            return None
        return self.end(at)

    def _line(self) -> str:
        """All of it; without what was left standing before a scan, where only the last burst is one of our codes."""
        burst = "".join(self._letters[self._burst_start() :])
        return burst if is_ours(burst) and not is_ours(self.text) else self.text

    def _burst_start(self) -> int:
        times = self._times
        pauses = (place for place in range(len(times) - 1, 0, -1) if times[place] - times[place - 1] > BURST_GAP_MS)
        return next(pauses, 0)

    def _median_gap(self) -> float:
        times = self._times[self._burst_start() :]
        if len(times) < LEAST_LETTERS:
            return inf
        gaps = sorted(after - before for before, after in pairwise(times))
        return (gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]) / 2
