"""What the tables say of one parcel's way through the hub."""

from sqlalchemy import bindparam, select

from desk_app.domain.checks import Identity, Method
from desk_app.domain.proof import Handover, Link, Payment
from desk_app.domain.values import JournalEntry
from desk_app.domain.verdicts import Verdict
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_J, _H, _P = t.journal.c, t.handover.c, t.payment.c
_ENTRIES = select(t.journal).where(_J.parcel_id == bindparam("parcel_id")).order_by(_J.at, _J.id)
_HANDOVER = select(t.handover).where(_H.id == bindparam("handover_id"))
_PAYMENTS = select(_P.at, _P.method, _P.amount_cents).where(_P.order_id == bindparam("order_id")).order_by(_P.at, _P.id)


def entries(tx: Tx, parcel_id: str) -> tuple[tuple[JournalEntry, ...], Link | None]:
    """A parcel's lines of the journal, and where the last one stands in its chain."""
    rows = tx.execute(_ENTRIES, {"parcel_id": parcel_id}).all()
    every = tuple(
        JournalEntry(row.at, row.counter, row.clerk, row.action, Verdict(row.verdict), row.parcel_id, row.detail)
        for row in rows
    )
    return every, Link(rows[-1].counter, rows[-1].seq, rows[-1].digest) if rows else None


def handover(tx: Tx, handover_id: str | None) -> Handover | None:
    """What was seen when it was given away."""
    row = tx.execute(_HANDOVER, {"handover_id": handover_id}).one_or_none()
    if row is None:
        return None
    identity = Identity(row.identity_seen) if row.identity_seen else None
    seen = row.majority_seen, identity, row.proxy or "", row.signature or "", row.on_paper
    return Handover(row.at, row.counter, row.clerk, *seen)


def payments(tx: Tx, order_id: str) -> tuple[Payment, ...]:
    """What was paid for an order."""
    rows = tx.execute(_PAYMENTS, {"order_id": order_id})
    return tuple(Payment(row.at, Method(row.method), row.amount_cents) for row in rows)
