"""Keys that every counter can make without asking a server."""

import secrets
import time

from desk_app.domain.draws import draw


def new_key() -> str:
    """A UUID of version 7 in 32 hex digits: milliseconds first, so that keys sort by age, then 74 random bits."""
    return draw("key", _random_key)


def _random_key() -> str:
    bits = time.time_ns() // 1_000_000 << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return f"{bits:032x}"
