"""What the database's part of the settings has done behind the screen: each on the worker's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.settings import BY_KEY
from desk_app.ui import rooms
from desk_app.ui.background import Work
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.database import Address, Look
    from desk_app.counter.desk import Desk
    from desk_app.counter.moving import Prepared, Step

T = TypeVar("T")

URL = "database.url"


@dataclass(frozen=True, slots=True)
class Url:
    """What the fields say; put together in a job, since only the store can read addresses.

    An empty ``address`` is ``local``, the file of the profile. Without a password of its own it has that of
    ``before``, the address in use.
    """

    address: str
    password: str
    before: Address | None
    local: str
    is_verified: bool = False
    ca_file: str = ""

    def whole(self) -> str:
        """Where to connect to. Raises DatabaseUnusable."""
        before = self.before or rooms.database.Address("")
        return str(self.parts().joined(before)) if self.address else self.local

    def kept(self) -> str:
        """What the settings keep, empty for the local file; a password is kept in the keyring.

        Raises EnvironmentTrouble.
        """
        return str(rooms.database.without_secret(self.whole())) if self.address else ""

    def parts(self) -> Address:
        """The address as it was typed."""
        made: Address = rooms.database.Address(self.address, self.password, self.is_verified, self.ca_file)
        return made


@dataclass(frozen=True, slots=True)
class Stored:
    """The address in use, and whether a password is kept for it."""

    address: Address
    has_password: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """A server that was prepared, and the address that counters have there."""

    prepared: Prepared
    address: Address


def stored(url: str) -> Stored:
    """What the settings say."""
    address: Address = rooms.database.Address.split(url)
    return Stored(address, bool(address.password) or (bool(url) and rooms.database.has_password(url)))


def look(url: Url) -> Look | Reason:
    """What is there."""
    found: Look | Reason = _tried(lambda: rooms.database.look(url.whole()))
    return found


def prepare(url: Url) -> Ready | Reason:
    """Make the server ready for counters."""

    def done() -> Ready:
        prepared = rooms.moving.init(url.whole(), str(BY_KEY["hub.name"].default))
        return Ready(prepared, url.parts().of_role(prepared.role))

    ready: Ready | Reason = _tried(done)
    return ready


def copy(work: Work, source: str, url: Url) -> int | Reason | None:
    """Bring the hub of this PC along: how many rows it has; None when it was stopped."""

    def done() -> int:
        tables = rooms.moving.copy(source, url.whole(), _Steps(work))
        return sum(one.rows for one in tables.values())

    try:
        rows: int | Reason = _tried(done)
    except _Stopped:
        return None
    return rows


def move(session: Session, url: Url, desk: Desk | None) -> Desk | Reason:
    """The counter at that database, whose address is kept, at its own hub when that came along.

    The reason when either cannot be.
    """
    get = session.settings.get
    counter, clerk, profile = get("counter.name"), get("counter.clerk"), session.settings.profile
    names = {"hub": get("counter.hub"), "hub_name": str(BY_KEY["hub.name"].default)}
    moved = _tried(lambda: rooms.database.move_to(url.whole(), profile, desk, counter, clerk, **names))
    if isinstance(moved, Reason):
        return moved
    try:
        session.settings.set(URL, url.kept())
        session.settings.set("counter.hub", moved.hub_id if len(rooms.hubs.every(moved)) > 1 else "")
    except EnvironmentTrouble as trouble:
        moved.store.close()
        return trouble.reason
    found: Desk = rooms.clerks.standing(moved).desk  # another database may have clerks of its own
    return found


class _Stopped(Exception):
    """Nobody wants it any more."""


class _Steps:
    """Counts the rows of all tables: of the copying (0 behind them), then of the comparing (1)."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._done: dict[tuple[Step, str], int] = {}

    def __call__(self, step: Step, table: str, done: int) -> None:
        if self._work.cancelled:
            raise _Stopped
        self._done[step, table] = done
        rows = sum(count for (of, _table), count in self._done.items() if of is step)
        self._work.progress(rows, int(step is rooms.moving.Step.CHECK))


def _tried(job: Callable[[], T]) -> T | Reason:
    try:
        return job()
    except EnvironmentTrouble as trouble:
        return trouble.reason
