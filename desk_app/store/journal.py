"""The journal: what was done or refused, by whom, where and when. Rows are only ever added.

The database itself refuses UPDATE and DELETE (see the migrations), and each counter's rows are a chain of digests
(``domain.chain``). Never a name or a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from desk_app.domain import chain
from desk_app.domain.values import JournalEntry
from desk_app.domain.verdicts import Verdict
from desk_app.store import tables as t
from desk_app.store.among import among
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key
from desk_app.store.search import insert_new


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
    """Add the act's lines to the end of its counter's chain, which nobody else adds to until ``tx`` ends."""
    if not lines:
        return
    keys = sorted(new_key() for _ in lines)  # so that lines of one moment are read in their order
    seq, digest = _next_place(tx, act, len(lines))
    rows: list[dict[str, object]] = []
    for number, line in enumerate(lines):
        row = {
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
            "seq": seq + number,
        }
        digest = chain.digest(digest, row)
        rows.append(row | {"digest": digest})
    tx.execute(_INSERT, rows)


def _next_place(tx: Tx, act: Act, count: int) -> tuple[int, str]:
    """Take the next ``count`` places of the counter's chain: the first of them, and the digest before it."""
    of_chain = {"of_hub": act.hub_id, "of_counter": act.counter}
    head = tx.execute(_MOVE_HEAD, of_chain | {"count": count}).one_or_none()
    if head is None:  # the counter's first line
        insert_new(tx, t.journal_head, [{"hub_id": act.hub_id, "counter": act.counter, "seq": 0}])
        head = tx.execute(_MOVE_HEAD, of_chain | {"count": count}).one()
    last = head.seq - count
    # on PostgreSQL, a statement that had to wait for its turn does not see the row that was written meanwhile
    before = head.digest or (tx.execute(_DIGEST, of_chain | {"at_seq": last}).scalar_one() if last else chain.START)
    return last + 1, before


def already(tx: Tx, nonce: str) -> tuple[Line, ...]:
    """The lines an act wrote before, if it did: then it is not done again."""
    rows = tx.execute(_BY_NONCE, {"nonce": nonce})
    return tuple(Line(Verdict(row.verdict), row.parcel_id, row.pickup_id, row.detail) for row in rows)


def lacks(tx: Tx, nonces: Sequence[str]) -> bool:
    """Whether any of these acts has left no line here."""
    return tx.execute(_HOW_MANY, {"nonces": nonces}).scalar() != len(nonces)


def parcel_ids(lines: Sequence[Line]) -> list[str]:
    """The parcels some lines are about."""
    return [line.parcel_id for line in lines if line.parcel_id]


def last_of(tx: Tx, parcel_id: str, verdicts: Sequence[Verdict]) -> JournalEntry | None:
    """The newest line about a parcel with one of these verdicts: who was first, and when."""
    row = tx.execute(_LAST_OF, {"parcel_id": parcel_id, "verdicts": verdicts}).one_or_none()
    return entry(row) if row else None


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
    return tuple(entry(row, row.remark or "") for row in tx.execute(query))


def entry(row: Row[Any], remark: str = "") -> JournalEntry:
    """A row of the journal as a value, and what was written of its parcel."""
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
_J, _H = t.journal.c, t.journal_head.c
_MOVE_HEAD = (
    t.journal_head.update()
    .where(_H.hub_id == bindparam("of_hub"), _H.counter == bindparam("of_counter"))
    .values(seq=_H.seq + bindparam("count"))
    .returning(
        _H.seq,
        select(_J.digest)
        .where(_J.hub_id == _H.hub_id, _J.counter == _H.counter, _J.seq == _H.seq - bindparam("count"))
        .scalar_subquery()
        .label("digest"),
    )
)
_DIGEST = select(_J.digest).where(
    _J.hub_id == bindparam("of_hub"), _J.counter == bindparam("of_counter"), _J.seq == bindparam("at_seq")
)
_HOW_MANY = select(func.count(_J.nonce.distinct())).where(among(_J.nonce, "nonces"))
_BY_NONCE = (
    select(t.journal.c.verdict, t.journal.c.parcel_id, t.journal.c.pickup_id, t.journal.c.detail)
    .where(t.journal.c.nonce == bindparam("nonce"))
    .order_by(t.journal.c.line)
)
