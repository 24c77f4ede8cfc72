"""The parcels that a customer wants to take, and why one of them is not handed over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk_app.counter import opened
from desk_app.domain import scan
from desk_app.domain.checks import Checks
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import parcels
from desk_app.store.engine import Tx
from desk_app.store.journal import Act

_OLDEST_PAPER = timedelta(days=14)
_AT_HAND = frozenset({State.READY, State.RECEIVED, State.MISSING})  # a missing one whose label was read is not


def wanted(
    tx: Tx, act: Act, pickup: Pickup, parcel_ids: Sequence[str] | None, checks: Checks
) -> tuple[Sequence[Parcel], Answer | None]:
    """The parcels to hand over, or the first reason not to; None is all that are ready.

    What is late is judged by when it was handed over, on paper or now.
    """
    at = checks.paper_at or act.at
    if not act.at - _OLDEST_PAPER <= at <= act.at:
        return (), _not_then(pickup)
    if parcel_ids is None:
        found, refusal = _every(tx, pickup, at)
    else:
        found, refusal = _named(tx, act, pickup, parcel_ids, at)
    if checks.paper_at and refusal is None and not all(_was_here(p, at) for p in found):
        return (), _not_then(pickup, *found)
    return found, refusal


def _every(tx: Tx, pickup: Pickup, at: datetime) -> tuple[Sequence[Parcel], Answer | None]:
    if pickup.closed_at is not None:
        return (), opened.gone(tx, pickup, pickup.parcels)
    good = [p for p in pickup.ready if not p.is_too_late(at)]
    return good, None if good else opened.state_of(tx, pickup, at)


def _named(
    tx: Tx, act: Act, pickup: Pickup, parcel_ids: Sequence[str], at: datetime
) -> tuple[Sequence[Parcel], Answer | None]:
    mine = {p.id: p for p in pickup.parcels}
    found = []
    for parcel_id in dict.fromkeys(scan.decode(text).value for text in parcel_ids):
        parcel = mine.get(parcel_id)
        if parcel is None:
            return (), _stranger(tx, act, pickup, parcel_id)
        refusal = _refusal(tx, pickup, parcel, at)
        if refusal is not None:
            return (), refusal
        found.append(parcel)
    return (found, None) if found else ((), Answer(Verdict.NOTHING_READY, pickup=pickup))


def _stranger(tx: Tx, act: Act, pickup: Pickup, parcel_id: str) -> Answer:
    other = parcels.by_id(tx, act.hub_id, parcel_id)
    if other is None:
        return replace(opened.no_parcel(tx, act, parcel_id), pickup=pickup)
    return Answer(Verdict.WRONG_PARCEL, {"customer": pickup.customer, "shelf": other.shelf or ""}, (other,), pickup)


def _refusal(tx: Tx, pickup: Pickup, parcel: Parcel, at: datetime) -> Answer | None:
    """Why one of their parcels is not handed over to this customer; None when it is."""
    if parcel.state in IN_HOUSE and parcel.is_spoilt(at):
        return Answer(Verdict.TOO_LATE, {"customer": pickup.customer, "n": 0, "late": 1}, (parcel,), pickup)
    if parcel.is_cancelled_here:
        return Answer(Verdict.CANCELLED, {"customer": pickup.customer}, (parcel,), pickup)
    if parcel.state in _AT_HAND or parcel.is_still_here:
        return None
    if parcel.state in opened.GONE:
        return opened.gone(tx, pickup, (parcel,))
    return Answer(Verdict.NOT_ARRIVED, {"customer": pickup.customer, "waiting": 1}, (parcel,), pickup)


def _was_here(parcel: Parcel, at: datetime) -> bool:
    since = parcel.ready_at or parcel.received_at
    return since is None or since <= at


def _not_then(pickup: Pickup, *those: Parcel) -> Answer:
    """It cannot have been handed over at the time that the paper says."""
    return Answer(Verdict.INVALID, {"field": "paper_at"}, those, pickup)
