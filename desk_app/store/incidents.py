"""Incidents: what counters did by themselves and the hub could not make its own, until a person has solved them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from desk_app.domain.incidents import ABOUT_INCIDENTS, Incident
from desk_app.domain.values import JournalEntry, Parcel
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import journal, parcels
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_I, _J = t.incident.c, t.journal.c
_READ = (
    select(t.incident, t.pickup.c.code, t.person.c.name)
    .outerjoin(t.pickup, t.pickup.c.id == _I.pickup_id)
    .outerjoin(t.person, t.person.c.id == t.pickup.c.person_id)
)


def put(
    tx: Tx,
    act: Act,
    verdict: Verdict,
    parcel_ids: Sequence[str],
    pickup_id: str | None,
    what: Mapping[str, Any],
    found_at: datetime,
) -> bool:
    """Keep that an action, done by its counter alone, was refused by the hub; whether it was not known yet."""
    values = {
        "id": new_key(),
        "hub_id": act.hub_id,
        "nonce": act.nonce,
        "at": act.at,
        "counter": act.counter,
        "clerk": act.clerk,
        "action": act.action,
        "verdict": verdict,
        "parcel_ids": " ".join(parcel_ids),
        "pickup_id": pickup_id,
        "what": json.dumps(what, default=str),  # in ASCII: what was typed may be no text
        "found_at": found_at,
        "solved_by": "",
        "how": "",
    }
    dialect = import_module(f"sqlalchemy.dialects.{tx.dialect.name}")  # the other one is not loaded for nothing
    insert = dialect.insert(t.incident).values(values).on_conflict_do_nothing(index_elements=[_I.nonce])
    return tx.execute(insert.returning(_I.id)).scalar() is not None


def unsolved(tx: Tx, hub_id: str, limit: int) -> tuple[Incident, ...]:
    """Those that nobody has solved, in the order in which it was done."""
    return _read(tx, hub_id, _I.solved_at.is_(None), limit=limit)


def count(tx: Tx, hub_id: str) -> int:
    """How many nobody has solved."""
    query = select(func.count()).where(_I.hub_id == hub_id, _I.solved_at.is_(None))
    return int(tx.execute(query).scalar_one())


def by_id(tx: Tx, hub_id: str, incident_id: str) -> Incident | None:
    """One incident, solved or not."""
    return next(iter(_read(tx, hub_id, _I.id == incident_id, limit=1)), None)


def solve(tx: Tx, incident_id: str, at: datetime, by: str, how: str) -> bool:
    """Note how one was solved, if nobody has before, and forget its arguments; whether it was."""
    mine = t.incident.update().where(_I.id == incident_id, _I.solved_at.is_(None))
    return tx.execute(mine.values(solved_at=at, solved_by=by, how=how, what="")).rowcount == 1


def _read(tx: Tx, hub_id: str, which: ColumnElement[bool], limit: int) -> tuple[Incident, ...]:
    rows = tx.execute(_READ.where(_I.hub_id == hub_id, which).order_by(_I.at, _I.id).limit(limit)).all()
    ids = sorted({parcel_id for row in rows for parcel_id in row.parcel_ids.split()})
    pieces = {parcel.id: parcel for parcel in parcels.of_hub(tx, hub_id, ids)}
    told = _told_of(tx, hub_id, ids)
    found = []
    for row in rows:
        mine = tuple(row.parcel_ids.split())
        known = [entry for entry in told if entry.parcel in mine]
        found.append(_incident(row, mine, tuple(pieces[i] for i in mine if i in pieces), tuple(known)))
    return tuple(found)


def _told_of(tx: Tx, hub_id: str, parcel_ids: Sequence[str]) -> list[JournalEntry]:
    """What was done with some parcels, the oldest first: not what was refused, nor what became of that."""
    mine = (_J.parcel_id.in_(parcel_ids), _J.hub_id == hub_id, _J.verdict.not_in(ABOUT_INCIDENTS))
    told = map(journal.entry, tx.execute(select(t.journal).where(*mine).order_by(_J.at, _J.id)))
    return [entry for entry in told if not is_refusal(entry.verdict)]


def _incident(
    row: Row[Any], mine: tuple[str, ...], pieces: tuple[Parcel, ...], known: tuple[JournalEntry, ...]
) -> Incident:
    return Incident(
        id=row.id,
        nonce=row.nonce,
        at=row.at,
        counter=row.counter,
        clerk=row.clerk,
        action=row.action,
        verdict=Verdict(row.verdict),
        parcel_ids=mine,
        parcels=pieces,
        pickup_id=row.pickup_id,
        pickup_code=row.code or "",
        customer=row.name or "",
        what=json.loads(row.what or "{}"),
        known=known,
        found_at=row.found_at,
        solved_at=row.solved_at,
        solved_by=row.solved_by,
        how=row.how,
    )
