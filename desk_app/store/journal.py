"""The journal: what was done or refused, by whom, where and when. Rows are only ever added.

The database itself refuses UPDATE and DELETE (see the migrations). Never a name or a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, bindparam, select

from desk_app.domain.values import JournalEntry
from desk_app.domain.verdicts import Verdict
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what, where and when, once: the same nonce again is the same act."""

    hub_id: str
    counter: str
    clerk: str
    at: datetime
    nonce: str
    action: str


@dataclass(frozen=True, slots=True)
class Line:
    """What an act meant for one parcel, or for none."""

    verdict: Verdict
    parcel_id: str | None = None
    pickup_id: str | None = None
    detail: str = ""


def write(tx: Tx, act: Act, lines: Sequence[Line]) -> None:
    """Add the act's lines."""
    if not lines:
        return
    keys = sorted(new_key() for _ in lines)  # so that lines of one moment are read in their order
    rows = [
        {
            "id": keys[number],
            "hub_id": act.hub_id,
            "at": act.at,
            "counter": act.counter,
            "clerk": act.clerk,
            "action": act.action,
            "verdict": line.verdict,
            "parcel_id": line.parcel_id,
            "pickup_id": line.pickup_id,
            "detail": line.detail,
            "nonce": act.nonce,
            "line": number,
        }
        for number, line in enumerate(lines)
    ]
    tx.execute(_INSERT, rows)


def already(tx: Tx, nonce: str) -> tuple[Line, ...]:
    """The lines an act wrote before, if it did: then it is not done again."""
    rows = tx.execute(_BY_NONCE, {"nonce": nonce})
    return tuple(Line(Verdict(row.verdict), row.parcel_id, row.pickup_id, row.detail) for row in rows)


def parcel_ids(lines: Sequence[Line]) -> list[str]:
    """The parcels some lines are about."""
    return [line.parcel_id for line in lines if line.parcel_id]


def last_of(tx: Tx, parcel_id: str, verdicts: Sequence[Verdict]) -> JournalEntry | None:
    """The newest line about a parcel with one of these verdicts: who was first, and when."""
    row = tx.execute(_LAST_OF, {"parcel_id": parcel_id, "verdicts": verdicts}).one_or_none()
    return _entry(row) if row else None


def codes_tried(tx: Tx, hub_id: str, counter: str, since: datetime) -> list[tuple[datetime, Verdict]]:
    """The wrong pickup codes of a counter since then, and the pauses they led to."""
    rows = tx.execute(_CODES_TRIED, {"hub_id": hub_id, "counter": counter, "since": since})
    return [(row.at, Verdict(row.verdict)) for row in rows]


def entries(tx: Tx, hub_id: str, limit: int) -> tuple[JournalEntry, ...]:
    """The newest lines first, with what was written of their parcels."""
    query = (
        select(t.journal, _REMARK)
        .where(t.journal.c.hub_id == hub_id)
        .order_by(t.journal.c.at.desc(), t.journal.c.id.desc())
        .limit(limit)
    )
    return tuple(_entry(row, row.remark or "") for row in tx.execute(query))


def _entry(row: Row[tuple[object, ...]], remark: str = "") -> JournalEntry:
    verdict = Verdict(row.verdict)
    return JournalEntry(row.at, row.counter, row.clerk, row.action, verdict, row.parcel_id, row.detail, remark)


_LAST_OF = (
    select(t.journal)
    .where(t.journal.c.parcel_id == bindparam("parcel_id"))
    .where(t.journal.c.verdict.in_(bindparam("verdicts", expanding=True)))
    .order_by(t.journal.c.at.desc(), t.journal.c.id.desc())
    .limit(1)
)
_REMARK = (
    select(t.remark.c.text)
    .where(t.remark.c.nonce == t.journal.c.nonce, t.remark.c.parcel_id == t.journal.c.parcel_id)
    .order_by(t.remark.c.id)
    .limit(1)
    .scalar_subquery()
    .label("remark")
)
_CODES_TRIED = (
    select(t.journal.c.at, t.journal.c.verdict)
    .where(t.journal.c.hub_id == bindparam("hub_id"), t.journal.c.counter == bindparam("counter"))
    .where(t.journal.c.at > bindparam("since"), t.IS_WRONG_CODE)
)
_INSERT = t.journal.insert()
_BY_NONCE = (
    select(t.journal.c.verdict, t.journal.c.parcel_id, t.journal.c.pickup_id, t.journal.c.detail)
    .where(t.journal.c.nonce == bindparam("nonce"))
    .order_by(t.journal.c.line)
)
