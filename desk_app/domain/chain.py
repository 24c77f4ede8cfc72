"""The journal is a chain: each row's digest covers the row and the digest before it, so that no row can be changed,
taken out or put in without every later digest of its counter changing too.

The format is frozen: rows written by one version are verified by every later one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

FORMAT = "1"
COLUMNS = (
    "hub_id",
    "counter",
    "seq",
    "id",
    "at",
    "clerk",
    "action",
    "verdict",
    "parcel_id",
    "pickup_id",
    "detail",
    "nonce",
    "line",
)
"""What a digest covers, in this order: every column of a row but the digest itself."""

START = ""
"""The digest before a counter's first row."""


def digest(before: str, row: Mapping[str, object]) -> str:
    """The 64 hex digits of ``row`` (each of :data:`COLUMNS`) after the row whose digest is ``before``.

    Each column is its kind, its length in bytes and itself, so that no two rows read alike. Times are aware, or
    already written by :func:`written`.
    """
    return sha256(b"".join(map(_field, (FORMAT, before, *(row[name] for name in COLUMNS))))).hexdigest()


def written(at: datetime) -> str:
    """A time as the chain reads it on every database: UTC, ``2026-11-28 09:05:00.000000``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _field(value: object) -> bytes:
    if value is None:
        return b"-"
    kind = "s" if isinstance(value, str | datetime) else "i" if isinstance(value, int) else "?"
    text = written(value) if isinstance(value, datetime) else str(value)
    data = text.encode("utf-8", "surrogateescape")  # a damaged text is no text any more, and is found all the same
    return f"{kind}{len(data)}:".encode() + data
