"""Print jobs: asked for, sent by their own counter in their order, and none lost on the way.

A job is written before anything is sent, and says how far it is. Whoever sends it calls :func:`begin` first,
:func:`came_out` as it goes, and :func:`done`, :func:`failed`, :func:`stopped` or :func:`put_off` at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from desk_app.counter import till
from desk_app.counter.desk import Desk, note_in
from desk_app.domain.prints import (
    PERHAPS_OUT,
    STOPPED,
    Content,
    PrintJob,
    PrintKind,
    PrintState,
    Receipt,
    next_of,
    pause_until_due,
)
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.values import Answer, Parcel, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.store import hubs, journal, parcels, pickups, places, prints, remarks
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key

T = TypeVar("T")

PAUSES = (5, 15, 60)
"""Seconds until the next try after the first failure that heals by itself, the second, and all others."""

KEPT = timedelta(days=7)
_WAITING, _SENDING, _FAILED = PrintState.WAITING, PrintState.SENDING, PrintState.FAILED


# what is asked


def queue(desk: Desk, kind: PrintKind, subjects: Sequence[str], *, key: str | None = None) -> PrintJob:
    """Have these printed by this counter. The same ``key`` again, as :func:`new_key` makes it, is the same job."""
    job_id = key or new_key()
    act = desk.act("print", job_id)

    def do(tx: Tx) -> PrintJob:
        known = prints.by_id(tx, desk.hub_id, job_id)
        return known or put(tx, act, kind, subjects, job_id, names_first=True)

    return _write(desk, do)


def _write(desk: Desk, do: Callable[[Tx], T]) -> T:
    """A counter's print jobs are its own: they go on while it is alone."""
    return desk.store.write(do, alone=True)


def put(
    tx: Tx, act: journal.Act, kind: PrintKind, subjects: Sequence[str], job_id: str, *, names_first: bool = False
) -> PrintJob:
    """As :func:`queue`, inside the transaction of another action.

    A label that replaces another one is journalled; a first one too when ``names_first``: no other line says so.
    """
    job = PrintJob(job_id, act.counter, act.clerk, kind, tuple(subjects), 0, _WAITING, 0, None, "", act.at)
    prints.hurry(tx, act.hub_id, act.counter, job.destination)  # what failed before is taken along, first
    prints.insert(tx, act.hub_id, job)
    if kind is PrintKind.PARCEL_LABEL:
        prints.give_label(tx, act.hub_id, job.id, subjects)
        again = prints.reprints(tx, act.hub_id, job.id, subjects)
        named = parcels.by_ids(tx, sorted(subjects if names_first else again))
        lines = [_line(Verdict.REPRINTED if p.id in again else Verdict.PRINT_WAITS, p) for p in named]
        note_in(tx, replace(act, action="print", nonce=job.id), lines)
    return job


def _line(verdict: Verdict, parcel: Parcel) -> journal.Line:
    return journal.Line(verdict, parcel.id, parcel.pickup_id, parcel.shelf or "")


def retry(desk: Desk, job_id: str) -> Answer:
    """Print what is left of a job that failed or pauses, now. PRINT_WAITS or UNKNOWN_PRINT."""
    return _turn(desk, job_id, _WAITING, Verdict.PRINT_WAITS, attempts=0, next_try_at=None)


def redirect(desk: Desk, job_id: str, destination: str) -> Answer:
    """Print what is left of a job elsewhere, now. PRINT_WAITS or UNKNOWN_PRINT."""
    return _turn(desk, job_id, _WAITING, Verdict.PRINT_WAITS, attempts=0, next_try_at=None, destination=destination)


def cancel(desk: Desk, job_id: str) -> Answer:
    """Drop what is left of a job, which is journalled. PRINT_DROPPED, or UNKNOWN_PRINT when it is sent or over."""
    return _turn(desk, job_id, PrintState.CANCELLED, Verdict.PRINT_DROPPED, done_at=desk.clock())


def _turn(desk: Desk, job_id: str, state: PrintState, verdict: Verdict, **values: Any) -> Answer:
    act = desk.act("print")

    def do(tx: Tx) -> Answer:
        job = prints.by_id(tx, desk.hub_id, job_id)
        if job is None or not prints.move(tx, job.id, {_WAITING, _FAILED}, state, **values):
            return Answer(Verdict.UNKNOWN_PRINT, {"job": job_id})
        if state is PrintState.CANCELLED:
            without = parcels.by_ids(tx, prints.take_label(tx, desk.hub_id, job.id, job.left))
            note_in(tx, act, [_line(verdict, parcel) for parcel in without])
        return Answer(verdict, {"n": len(job.left)})

    return _write(desk, do)


# what is known


def unfinished(desk: Desk) -> tuple[PrintJob, ...]:
    """What is not out yet of this counter, the oldest first."""
    return desk.store.read(lambda tx: prints.unfinished(tx, desk.hub_id, desk.counter))


def next_due(desk: Desk) -> PrintJob | None:
    """What is to be sent now: the oldest that waits, but none before what goes the same way."""
    now = desk.clock()
    return next((job for job in next_of(unfinished(desk)) if not pause_until_due(job, now)), None)


def content(desk: Desk, job: PrintJob) -> Content:
    """What is left to be printed of a job, as it is now; what is not there any more is left out."""
    return desk.store.read(lambda tx: _content(tx, desk.hub_id, job))


def _content(tx: Tx, hub_id: str, job: PrintJob) -> Content:
    match job.kind:
        case PrintKind.PARCEL_LABEL:
            return Content(parcels.of_hub(tx, hub_id, job.left), prints.reprints(tx, hub_id, job.id, job.left))
        case PrintKind.SHELF_LABEL:
            return Content(places.shelves_by_ids(tx, hub_id, job.left))
        case PrintKind.SLIP:
            return Content(tuple(pickups.by_ids(tx, hub_id, job.left).values()), hub=hubs.hub_name(tx, hub_id))
        case PrintKind.TILL:
            receipts = [_till(tx, hub_id, subject) for subject in job.left]
            return Content(hub=hubs.hub_name(tx, hub_id), receipts=tuple(receipts))
        case PrintKind.HANDOVER | PrintKind.DROP_OFF | PrintKind.RETURN:
            found = (_receipt(tx, hub_id, job.kind, subject) for subject in job.left)
            return Content(hub=hubs.hub_name(tx, hub_id), receipts=tuple(filter(None, found)))


def _till(tx: Tx, hub_id: str, subject: str) -> Receipt:
    day, _, counter = subject.partition(" ")
    return Receipt((), till=till.report(tx, hub_id, date.fromisoformat(day), counter or None))


def _receipt(tx: Tx, hub_id: str, kind: PrintKind, subject: str) -> Receipt | None:
    mine = parcels.of_hub(tx, hub_id, subject.split())
    if not mine:
        return None
    if kind is PrintKind.RETURN:
        return Receipt(mine, taken_by=_taken_by(tx, mine[0]))
    return Receipt(mine, pickups.by_id(tx, mine[0].pickup_id) if kind is PrintKind.HANDOVER else None)


def _taken_by(tx: Tx, parcel: Parcel) -> str:
    """Who took it back to its shop; empty when that has been forgotten."""
    return next((r.text for r in reversed(remarks.of_parcel(tx, parcel.id)) if r.kind is RemarkKind.TAKEN_BY), "")


# sending


def take_up(desk: Desk) -> None:
    """At the start of a counter: what it was sending when it was killed may be on paper, and is not printed again."""

    def do(tx: Tx) -> None:
        prints.prune(tx, desk.hub_id, desk.clock() - KEPT)
        for job in prints.unfinished(tx, desk.hub_id, desk.counter):
            prints.move(tx, job.id, {_SENDING}, _FAILED, _how_far(PERHAPS_OUT, job))

    _write(desk, do)


def rename(desk: Desk, before: str) -> None:
    """This counter was called ``before``: what is not out yet stays its own."""
    _write(desk, lambda tx: prints.rename(tx, desk.hub_id, before, desk.counter))


def begin(desk: Desk, job: PrintJob) -> PrintJob | None:
    """The job, from now on being sent; None when somebody else was quicker or has dropped it."""

    sending = replace(job, state=_SENDING, attempts=job.attempts + 1, reason=None, next_try_at=None)
    values: dict[str, Any] = {"attempts": sending.attempts, "next_try_at": None}
    return sending if _write(desk, lambda tx: prints.move(tx, job.id, {_WAITING}, _SENDING, **values)) else None


def came_out(desk: Desk, job: PrintJob, printed: int) -> None:
    """So many of a job's subjects are out by now."""
    _write(desk, lambda tx: prints.update(tx, job.id, printed=printed))


def done(desk: Desk, job: PrintJob) -> None:
    """All of it is out."""
    values: dict[str, Any] = {"printed": len(job.subjects), "done_at": desk.clock()}
    _write(desk, lambda tx: prints.move(tx, job.id, {_SENDING}, PrintState.DONE, **values))


def failed(desk: Desk, job: PrintJob, reason: Reason, *, heals: bool) -> None:
    """No more of it came out. Where the reason may heal by itself it is tried again, else it waits for the clerk."""
    pause = timedelta(seconds=PAUSES[min(job.attempts, len(PAUSES)) - 1])
    state, at = (_WAITING, desk.clock() + pause) if heals else (_FAILED, None)
    _leave(desk, job, state, reason, next_try_at=at)


def stopped(desk: Desk, job: PrintJob) -> None:
    """The clerk has stopped it: the rest waits until the clerk says what becomes of it."""
    _leave(desk, job, _FAILED, _how_far(STOPPED, job))


def put_off(desk: Desk, job: PrintJob) -> None:
    """The counter closes: the rest is printed when it opens again."""
    _leave(desk, job, _WAITING, None)


def _leave(desk: Desk, job: PrintJob, state: PrintState, reason: Reason | None, **values: Any) -> None:
    _write(desk, lambda tx: prints.move(tx, job.id, {_SENDING}, state, reason, printed=job.printed, **values))


def _how_far(key: str, job: PrintJob) -> Reason:
    return Reason(key, {"done": job.printed, "total": len(job.subjects)})
