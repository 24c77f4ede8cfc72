"""What a day's till has to hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desk_app.domain.checks import Method

Key = TypeVar("Key", str, Method)


@dataclass(frozen=True, slots=True)
class TillLine:
    """What was taken for one shop by one method, and given back when a handover was undone; both are above zero."""

    shop_id: str
    shop: str
    method: Method
    count: int
    taken_cents: int
    count_back: int = 0
    back_cents: int = 0

    @property
    def cents(self) -> int:
        """What is left of it; below zero when more was given back than taken that day."""
        return self.taken_cents - self.back_cents


@dataclass(frozen=True, slots=True)
class Till:
    """One day of the hub, or of one counter; lines are sorted by shop, then method."""

    day: date
    counter: str | None
    lines: tuple[TillLine, ...]

    @property
    def cents(self) -> int:
        """All that is there."""
        return sum(line.cents for line in self.lines)

    def by_shop(self) -> dict[str, int]:
        """What is to be passed on to each shop, by its name."""
        return _sums((line.shop, line.cents) for line in self.lines)

    def by_method(self) -> dict[Method, int]:
        """What there is of each kind."""
        return _sums((line.method, line.cents) for line in self.lines)


def _sums(amounts: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, cents in amounts:
        sums[key] = sums.get(key, 0) + cents
    return sums
