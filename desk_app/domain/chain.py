"""The journal is a chain: each row's digest covers the row and the digest before it, so that no row can be changed,
taken out or put in without every later digest of its counter changing too.

The format is frozen: rows written by one version are verified by every later one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Literal

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


class Fault(StrEnum):
    """What is wrong with a chain, at the first place where it is."""

    CHANGED = "changed"  # the row there is not what its digest says
    MISSING = "missing"
    ADDED = "added"
    CUT_OFF = "cut_off"  # there were more rows at the end
    REWRITTEN = "rewritten"  # it holds together, but is not the chain that was noted


@dataclass(frozen=True, slots=True)
class Head:
    """Where a counter's chain ends: what to note elsewhere, since who can write the whole database can chain it anew.

    A noted ``digest`` may be the first 16 digits or more.
    """

    hub_id: str
    counter: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a counter's chain does not hold; ``row_id`` None when there is no row."""

    hub_id: str
    counter: str
    seq: int
    fault: Fault
    row_id: str | None = None


class Walk:
    """Goes along one counter's chain, row by row from the first."""

    def __init__(self, hub_id: str, counter: str) -> None:
        self.head = Head(hub_id, counter, 0, START)
        self.broken: Break | None = None

    def step(self, row: Mapping[str, object]) -> bool:
        """Look at the next row, its ``digest`` included; False at the first that is wrong."""
        expected, seq = self.head.seq + 1, row["seq"]
        if seq != expected:
            is_gap = isinstance(seq, int) and seq > expected
            return self.stop(Fault.MISSING if is_gap else Fault.ADDED, None if is_gap else str(row["id"]))
        digits = digest(self.head.digest, row)
        if row["digest"] != digits:
            return self.stop(Fault.CHANGED, str(row["id"]))
        self.head = replace(self.head, seq=expected, digest=digits)
        return True

    def stop(self, fault: Fault, row_id: str | None = None) -> Literal[False]:
        """The chain is wrong at the next place."""
        self.broken = Break(self.head.hub_id, self.head.counter, self.head.seq + 1, fault, row_id)
        return False
