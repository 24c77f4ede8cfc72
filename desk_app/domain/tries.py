"""How many wrong pickup codes a counter may try: mis-scans block nobody, guessing is slowed down ever more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = 20
WINDOW = timedelta(minutes=1)
MEMORY = timedelta(hours=1)
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=15)


def paused_until(pauses: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when no code is looked up; ``pauses`` is when each pause of the last MEMORY began."""
    if not pauses:
        return None
    until = max(pauses) + _pause(len(pauses))
    return until if until > now else None


def next_pause(wrong: Sequence[datetime], pauses: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when a pause lasts that one more wrong code begins now; None when it is not one too many."""
    since = max([now - WINDOW, *pauses])
    return now + _pause(len(pauses) + 1) if sum(at > since for at in wrong) >= MOST else None


def _pause(number: int) -> timedelta:
    """Each is twice as long as the one before."""
    return min(_FIRST_PAUSE * (1 << number - 1), _LONGEST_PAUSE)
