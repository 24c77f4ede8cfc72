"""Who works at the hub: their role, what a PIN must be, and how long wrong ones make them wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST_PIN, LONGEST_PIN = 4, 8
FREE_TRIES = 3
"""So many wrong PINs in a row are slips of the finger; from this one on each costs a pause."""

_PAUSES = (5, 30, 120, 600)
_STEPS = "01234567890"
_YEARS = range(1900, 2030)
_FRENCH_ROW = str.maketrans("&é\"'(-è_çàÉÈÇÀ", "12345678902790")


class Role(StrEnum):
    """What a clerk may do; a manager may also change the hub and allow what is an exception."""

    CLERK = "clerk"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who works at the counters. One who is not ``active`` cannot sign in."""

    id: str
    name: str
    role: Role = Role.CLERK
    active: bool = True
    has_pin: bool = False
    has_badge: bool = False

    @property
    def is_manager(self) -> bool:
        """Whether they may do what needs a manager."""
        return self.role is Role.MANAGER


def pin_trouble(pin: str) -> str | None:
    """Why a PIN will not do: ``pin_length`` or ``pin_easy``, which are fields of an INVALID answer; None when it will.

    Easy is what is tried first: one or two digits over and over, 1234 and the like, years in which people are born.
    """
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return "pin_length"
    repeats = pin[:-2] == pin[2:]
    in_steps = pin in _STEPS or pin in _STEPS[::-1]
    is_year = len(pin) == SHORTEST_PIN and int(pin) in _YEARS
    return "pin_easy" if repeats or in_steps or is_year else None


def digits_of(text: str, physical: str = "") -> str:
    """The digits that were typed, those of a French keyboard's row without Shift too; empty when it was something else.

    ``physical``: the same keys as a US keyboard names them, where the system tells.
    """
    for typed in (text, physical, text.translate(_FRENCH_ROW)):
        if typed.isascii() and typed.isdecimal():
            return typed
    return ""


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many wrong PINs in a row."""
    if tries < FREE_TRIES:
        return timedelta()
    return timedelta(seconds=_PAUSES[min(tries - FREE_TRIES, len(_PAUSES) - 1)])


def wait_left(until: datetime | None, tries: int, now: datetime) -> timedelta:
    """How long to wait yet. A clock that was set back makes nobody wait longer than the pause itself."""
    return timedelta() if until is None else max(timedelta(), min(until - now, pause_after(tries)))
