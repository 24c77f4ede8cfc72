"""The cold clock: how long chilled and frozen goods were out of the cold, and what that means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self


class OutOfCold(StrEnum):
    """Why cold goods are out of the cold."""

    INTAKE = "intake"
    TAKEN_OUT = "taken_out"
    UNDONE = "undone"  # they came back over the counter


class Warmth(StrEnum):
    """What the minutes out of the cold mean."""

    COLD = "cold"
    WARNED = "warned"  # to be put away now
    BLOCKED = "blocked"  # handed over with a manager's reason only


@dataclass(frozen=True, slots=True)
class ColdRule:
    """How many minutes out of the cold are warned of, and from how many goods are held back; 0 is never.

    ``scanned``: goods that come in are in the cold once their shelf has been scanned, not when it was proposed.
    """

    warn_minutes: int = 20
    block_minutes: int = 60
    scanned: bool = True

    @classmethod
    def of_settings(cls, stored: Mapping[str, str]) -> Self:
        """The hub's own; what is not among its settings is at its default."""
        return cls(
            warn_minutes=int(stored.get("cold.warn_minutes", cls().warn_minutes)),
            block_minutes=int(stored.get("cold.block_minutes", cls().block_minutes)),
            scanned=stored.get("cold.scan_shelf", str(cls().scanned)) == "True",
        )

    def of(self, warm: timedelta) -> Warmth:
        """What that long out of the cold means."""
        if self.block_minutes and warm >= timedelta(minutes=self.block_minutes):
            return Warmth.BLOCKED
        return Warmth.WARNED if self.warn_minutes and warm >= timedelta(minutes=self.warn_minutes) else Warmth.COLD


@dataclass(frozen=True, slots=True)
class ColdSpell:
    """One time out of the cold; ``ended_at`` None while it goes on."""

    parcel_id: str
    shop: str
    order: str
    began_at: datetime
    ended_at: datetime | None
    why: OutOfCold
    counter: str
    clerk: str

    def minutes(self, now: datetime) -> int:
        """Whole minutes, up to ``now`` while it goes on."""
        return int(((self.ended_at or now) - self.began_at).total_seconds() // 60)
