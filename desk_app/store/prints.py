"""Print jobs: never a name or a phone, only the ids of what is to be printed. Their states move by guarded updates."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, literal_column, select

from desk_app.domain.prints import UNFINISHED, PrintJob, PrintKind, PrintState, reason_fields
from desk_app.domain.values import Reason
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_J = t.print_job.c


def in_states(states: Collection[PrintState]) -> Any:
    """Written out, since the partial index serves only where the planner reads it."""
    return _J.state.in_([literal_column(f"'{state.value}'", String) for state in sorted(states)])


_BY_ID = select(t.print_job).where(_J.hub_id == bindparam("hub_id"), _J.id == bindparam("job_id"))
_OPEN = (
    select(t.print_job)
    .where(_J.hub_id == bindparam("hub_id"), _J.counter == bindparam("counter"), in_states(UNFINISHED))
    .order_by(_J.id)
)


def insert(tx: Tx, hub_id: str, job: PrintJob) -> None:
    """Add a job."""
    values = {
        "id": job.id,
        "hub_id": hub_id,
        "counter": job.counter,
        "clerk": job.clerk,
        "kind": job.kind,
        "subjects": json.dumps(job.subjects),
        "printed": job.printed,
        "state": job.state,
        "attempts": job.attempts,
        "reason": _packed(job.reason),
        "destination": job.destination,
        "made_at": job.made_at,
    }
    tx.execute(t.print_job.insert(), values)


def by_id(tx: Tx, hub_id: str, job_id: str) -> PrintJob | None:
    """One job."""
    row = tx.execute(_BY_ID, {"hub_id": hub_id, "job_id": job_id}).one_or_none()
    return _job(row) if row else None


def unfinished(tx: Tx, hub_id: str, counter: str) -> tuple[PrintJob, ...]:
    """What is not out yet of one counter, the oldest first."""
    return tuple(map(_job, tx.execute(_OPEN, {"hub_id": hub_id, "counter": counter})))


def move(
    tx: Tx, job_id: str, before: Collection[PrintState], state: PrintState, reason: Reason | None = None, **values: Any
) -> bool:
    """Move a job, if it still is in one of ``before``, and say why it is there. Whether it was: exactly one wins."""
    guarded = t.print_job.update().where(_J.id == job_id, in_states(before))
    return tx.execute(guarded.values(state=state, reason=_packed(reason), **values)).rowcount == 1


def update(tx: Tx, job_id: str, **values: Any) -> None:
    """Change what is not the state."""
    tx.execute(t.print_job.update().where(_J.id == job_id).values(values))


def hurry(tx: Tx, hub_id: str, counter: str, destination: str) -> None:
    """What pauses on its way to ``destination`` is due now."""
    mine = (_J.hub_id == hub_id) & (_J.counter == counter) & in_states({PrintState.WAITING})
    tx.execute(t.print_job.update().where(mine, _J.destination == destination).values(next_try_at=None))


def rename(tx: Tx, hub_id: str, before: str, counter: str) -> None:
    """A counter is called something else: its unfinished jobs go on being its own."""
    mine = (_J.hub_id == hub_id) & (_J.counter == before) & in_states(UNFINISHED)
    tx.execute(t.print_job.update().where(mine).values(counter=counter))


def prune(tx: Tx, hub_id: str, before: datetime) -> None:
    """Forget what was finished before a time."""
    tx.execute(t.print_job.delete().where(_J.hub_id == hub_id, ~in_states(UNFINISHED), _J.done_at < before))


def give_label(tx: Tx, hub_id: str, job_id: str, parcel_ids: Sequence[str]) -> None:
    """Of the parcels that never had a label, this job makes the first."""
    wanted = _of_hub(hub_id, parcel_ids) & t.parcel.c.label_job_id.is_(None)
    tx.execute(t.parcel.update().where(wanted).values(label_job_id=job_id))


def take_label(tx: Tx, hub_id: str, job_id: str, parcel_ids: Sequence[str]) -> Sequence[str]:
    """The first label that this job was to make for these parcels will not come; for which of them it was to."""
    mine = _of_hub(hub_id, parcel_ids) & (t.parcel.c.label_job_id == job_id)
    return tx.execute(t.parcel.update().where(mine).values(label_job_id=None).returning(t.parcel.c.id)).scalars().all()


def reprints(tx: Tx, hub_id: str, job_id: str, parcel_ids: Sequence[str]) -> frozenset[str]:
    """Those of the parcels that had their first label from another job."""
    query = select(t.parcel.c.id).where(_of_hub(hub_id, parcel_ids), t.parcel.c.label_job_id != job_id)
    return frozenset(tx.execute(query).scalars())


def _of_hub(hub_id: str, parcel_ids: Sequence[str]) -> ColumnElement[bool]:
    return (t.parcel.c.hub_id == hub_id) & t.parcel.c.id.in_(parcel_ids)


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        id=row.id,
        counter=row.counter,
        clerk=row.clerk,
        kind=PrintKind(row.kind),
        subjects=tuple(json.loads(row.subjects)),
        printed=row.printed,
        state=PrintState(row.state),
        attempts=row.attempts,
        reason=Reason(**json.loads(row.reason)) if row.reason else None,
        destination=row.destination,
        made_at=row.made_at,
        next_try_at=row.next_try_at,
        done_at=row.done_at,
    )


def _packed(reason: Reason | None) -> str:
    if reason is None:
        return ""
    return json.dumps({"key": reason.key, "args": reason_fields(reason)}, ensure_ascii=False)
