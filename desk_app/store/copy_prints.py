"""A counter's print jobs, in its copy and at the server: their printer changes them, without a line of the journal."""

from sqlalchemy import bindparam, select

from desk_app.domain.prints import UNFINISHED
from desk_app.store import tables as t
from desk_app.store.engine import Store, Tx
from desk_app.store.prints import in_states

_J = t.print_job.c
_KEPT = select(t.print_job).order_by(_J.id)
_UNFINISHED = _KEPT.where(_J.hub_id == bindparam("hub_id"), _J.counter == bindparam("counter"), in_states(UNFINISHED))


def fetch(copy: Store, server: Store, hub_id: str, counter: str) -> None:
    """Put the counter's unfinished jobs into its copy, instead of all that were there. Raises DatabaseOffline."""
    jobs = server.read(lambda tx: tx.execute(_UNFINISHED, {"hub_id": hub_id, "counter": counter}).all())
    if copy.read(lambda tx: tx.execute(_KEPT).all()) == jobs:
        return

    def put(tx: Tx) -> None:
        tx.execute(t.print_job.delete())
        if jobs:
            tx.execute(t.print_job.insert(), [dict(row._mapping) for row in jobs])

    copy.write(put)


def bring(copy: Store, server: Store, hub_id: str, counter: str) -> None:
    """Make the server's jobs as the copy has them, except those that are over there. Raises DatabaseOffline."""
    mine = (_J.hub_id == hub_id) & (_J.counter == counter)
    jobs = [dict(row) for row in copy.read(lambda tx: tx.execute(select(t.print_job).where(mine)).mappings().all())]

    def put(tx: Tx) -> None:
        known = set(tx.execute(select(_J.id).where(_J.id.in_([job["id"] for job in jobs]))).scalars())
        for job in jobs:
            if job["id"] in known:
                tx.execute(t.print_job.update().where(_J.id == job["id"], in_states(UNFINISHED)).values(job))
            else:
                tx.execute(t.print_job.insert(), job)

    if jobs:
        server.write(put)
