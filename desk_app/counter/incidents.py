"""Incidents: what this counter did alone and its hub refused afterwards is kept, listed and solved by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.domain import scan
from desk_app.domain.incidents import Incident, parcels_named
from desk_app.domain.people import one_line
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import incidents, journal, parcels, pickups
from desk_app.store.engine import Tx, is_copy
from desk_app.store.errors import NEEDS_SERVER, DatabaseOffline
from desk_app.store.journal import Act, Line

MOST = 500
"""So many are listed."""


def record(desk: Desk, act: Act, call: str, answer: Answer, what: Mapping[str, Any]) -> bool:
    """Keep that the hub refused what a counter has done already; whether it was not known yet.

    ``act`` is the action as it was done: its counter, clerk, time and nonce. ``call`` is its function in ``counter/``,
    ``what`` its arguments as JSON has them, ``answer`` the refusal. The journal's line has a nonce of its own, since
    the refusal has the action's.
    """
    done = replace(act, action=call.rpartition(".")[2])
    found = desk.act("incident", f"{act.nonce}:incident")

    def do(tx: Tx) -> bool:
        ids = parcels_named(what) or tuple(parcel.id for parcel in answer.parcels)
        pickup_id = _pickup_of(tx, desk, answer, ids, what)
        is_new = incidents.put(tx, done, answer.verdict, ids, pickup_id, what, found.at)
        if is_new:
            journal.write(tx, found, _lines(Verdict.INCIDENT, answer.verdict, ids, pickup_id))
        return is_new

    return desk.store.write(do)


def unsolved(desk: Desk) -> tuple[Incident, ...]:
    """What nobody has solved, in the order in which it was done, at most MOST. Raises DatabaseOffline while alone."""
    return desk.store.read(lambda tx: incidents.unsolved(_server(tx), desk.hub_id, MOST))


def count(desk: Desk) -> int:
    """How many nobody has solved. Raises DatabaseOffline while alone."""
    return desk.store.read(lambda tx: incidents.count(_server(tx), desk.hub_id))


def solve(desk: Desk, incident_id: str, how: str, *, nonce: str | None = None) -> Answer:
    """Note how an incident was solved: INCIDENT_SOLVED, or ALREADY_SOLVED with who did; INVALID without ``how``.

    The journal says that it was solved and by whom, not how: people write that, and it may be forgotten.
    """
    act, text = desk.act("solve", nonce), one_line(how)

    def do(tx: Tx) -> Answer:
        mine = incidents.by_id(_server(tx), desk.hub_id, incident_id)
        if mine is None:
            raise Refusal(Answer(Verdict.UNKNOWN_INCIDENT))
        if not text:
            raise Refusal(Answer(Verdict.INVALID, {"field": "how"}, mine.parcels), mine.pickup_id)
        if not incidents.solve(tx, mine.id, act.at, act.clerk or act.counter, text):
            raise Refusal(_said(tx, desk, Verdict.ALREADY_SOLVED, mine.id), mine.pickup_id)
        journal.write(tx, act, _lines(Verdict.INCIDENT_SOLVED, mine.verdict, mine.parcel_ids, mine.pickup_id))
        return _said(tx, desk, Verdict.INCIDENT_SOLVED, mine.id)

    return perform(desk, act, do, lambda tx, _before: _said(tx, desk, Verdict.INCIDENT_SOLVED, incident_id))


def _server(tx: Tx) -> Tx:
    """The hub's own database: a counter's copy knows of no incident."""
    if is_copy(tx):
        raise DatabaseOffline(NEEDS_SERVER)
    return tx


def _pickup_of(tx: Tx, desk: Desk, answer: Answer, ids: Sequence[str], what: Mapping[str, Any]) -> str | None:
    """Whose pickup an action was about, as far as the hub knows."""
    if answer.pickup is not None:
        return answer.pickup.id
    there = answer.parcels or parcels.of_hub(tx, desk.hub_id, ids)
    if there:
        return there[0].pickup_id
    pickup = pickups.by_code(tx, desk.hub_id, scan.decode(str(what.get("code") or "")).value)
    return pickup.id if pickup else None


def _lines(verdict: Verdict, why: Verdict, ids: Sequence[str], pickup_id: str | None) -> list[Line]:
    return [Line(verdict, parcel_id, pickup_id, why) for parcel_id in ids or (None,)]


def _said(tx: Tx, desk: Desk, verdict: Verdict, incident_id: str) -> Answer:
    mine = incidents.by_id(tx, desk.hub_id, incident_id)
    if mine is None:
        return Answer(Verdict.UNKNOWN_INCIDENT)
    return Answer(verdict, {"customer": mine.customer, "name": mine.solved_by, "at": mine.solved_at}, mine.parcels)
