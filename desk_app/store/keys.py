"""Keys that every counter can make without asking a server."""

import secrets
import time
from string import hexdigits

from desk_app.domain.draws import draw

_LENGTH = 32


def new_key() -> str:
    """A UUID of version 7 in 32 hex digits: milliseconds first, so that keys sort by age, then 74 random bits."""
    return draw("key", _random_key)


def is_key(text: str) -> bool:
    """Whether it looks like one, and like no name that people give."""
    return len(text) == _LENGTH and set(text) <= set(hexdigits)


def _random_key() -> str:
    bits = time.time_ns() // 1_000_000 << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return f"{bits:032x}"
