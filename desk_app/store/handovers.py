"""Handovers: one row for each time something was given to somebody; its parcels name it."""

from datetime import datetime

from desk_app.domain.checks import Checks
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_INSERT = t.handover.insert()


def insert(tx: Tx, act: Act, pickup_id: str, at: datetime, checks: Checks) -> str:
    """Write down what was seen when parcels of a pickup were given away at ``at``; the handover's id."""
    handover_id = new_key()
    values = {
        "id": handover_id,
        "hub_id": act.hub_id,
        "pickup_id": pickup_id,
        "at": at,
        "counter": act.counter,
        "clerk": act.clerk,
        "majority_seen": checks.majority_seen,
        "identity_seen": checks.identity_seen or "",
        "proxy": checks.proxy or None,
        "signature": checks.signature or None,
        "on_paper": checks.paper_at is not None,
    }
    tx.execute(_INSERT, values)
    return handover_id
