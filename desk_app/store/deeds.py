"""What a counter did, in its own copy: what waits for the server, and what it could give back to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from desk_app.domain.deeds import DeedState
from desk_app.domain.verdicts import Verdict
from desk_app.store.copy_tables import deed
from desk_app.store.engine import Tx


def keep(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Add deeds in the order in which they were done; those that are there already stay as they are."""
    if rows:
        tx.execute(insert(deed).on_conflict_do_nothing(), list(rows))


def put_first(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Add deeds before all others, in their order."""
    first = min(0, tx.execute(select(func.min(deed.c.number))).scalar() or 0) - len(rows)
    keep(tx, [row | {"number": first + place} for place, row in enumerate(rows)])


def first_waiting(tx: Tx, most: int) -> Sequence[Row[Any]]:
    """The oldest that the server does not know yet."""
    return tx.execute(_WAITING.limit(most)).all()


def mark(tx: Tx, became: Mapping[int, DeedState]) -> None:
    """Say what became of some, by their numbers."""
    if became:
        tx.execute(_MARK, [{"mine": number, "state": state} for number, state in became.items()])


def count_waiting(tx: Tx) -> int:
    """How many the server does not know yet."""
    return int(tx.execute(_COUNT_WAITING).scalar_one())


def waiting_since(tx: Tx) -> datetime | None:
    """When the oldest of these was done; None when there is none."""
    return next((row.at for row in first_waiting(tx, 1)), None)


def count_since(tx: Tx, since: datetime) -> int:
    """How many of what was done since could be given back."""
    mine = select(func.count()).where(deed.c.state != DeedState.WAITING, deed.c.at >= since)
    return int(tx.execute(mine).scalar_one())


def told(tx: Tx, since: datetime) -> list[str]:
    """The nonces of what was done since and has left its lines in the server's journal.

    Announcements are left out: one that was known already leaves none.
    """
    leaves_lines = deed.c.verdict.not_in([Verdict.ANNOUNCED, Verdict.ALREADY_ANNOUNCED])
    mine = deed.c.state == DeedState.DONE, deed.c.at >= since, leaves_lines
    return list(tx.execute(select(deed.c.nonce).where(*mine)).scalars())


def wait_again(tx: Tx, since: datetime) -> None:
    """Have all that was done since replayed, incidents too: what the server knows is not done twice."""
    again = deed.update().where(deed.c.state != DeedState.WAITING, deed.c.at >= since)
    tx.execute(again.values(state=DeedState.WAITING))


def prune(tx: Tx, before: datetime) -> None:
    """Drop what the server has known for long."""
    tx.execute(deed.delete().where(deed.c.state != DeedState.WAITING, deed.c.at < before))


_WAITING = select(deed).where(deed.c.state == DeedState.WAITING).order_by(deed.c.number)
_COUNT_WAITING = select(func.count()).where(deed.c.state == DeedState.WAITING)
_MARK = deed.update().where(deed.c.number == bindparam("mine"))
