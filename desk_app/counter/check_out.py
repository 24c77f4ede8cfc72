"""Checking a customer out: the code opens their pickup, each parcel's label hands it over."""

from collections.abc import Sequence
from datetime import datetime

from desk_app.counter import messages
from desk_app.counter.desk import Desk, Refusal, perform, refuse
from desk_app.domain import scan
from desk_app.domain.scan import Kind
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import journal, parcels, pickups
from desk_app.store.engine import Tx

_AT_HAND = frozenset({State.READY, State.RECEIVED, State.MISSING})  # a missing one whose label was read is not
_GONE = {
    State.COLLECTED: Verdict.ALREADY_COLLECTED,
    State.CANCELLED: Verdict.CANCELLED,
    State.RETURNED: Verdict.RETURNED,
    State.RETURNING: Verdict.RETURNED,
    State.DISPOSED: Verdict.RETURNED,
}


def look(desk: Desk, code: str) -> Answer:
    """What a pickup code opens. Changes nothing; a refusal is journalled."""
    answer = desk.store.read(lambda tx: _look(tx, desk, code))
    if is_refusal(answer.verdict):
        return refuse(desk, desk.act("look"), answer, answer.pickup.id if answer.pickup else None)
    return answer


def identify(desk: Desk, parcel_id: str) -> Answer:
    """Whose pickup a parcel's label belongs to. Changes nothing; a refusal is journalled."""

    def ask(tx: Tx) -> Answer:
        parcel = parcels.by_id(tx, scan.decode(parcel_id).value)
        if parcel is None:
            return Answer(Verdict.UNKNOWN_PARCEL)
        answer = _state_of(tx, pickups.by_id(tx, parcel.pickup_id), desk.clock())
        return Answer(answer.verdict, answer.args, (parcel,), answer.pickup)

    answer = desk.store.read(ask)
    if is_refusal(answer.verdict):
        return refuse(desk, desk.act("look"), answer)
    return answer


def hand_over(
    desk: Desk, code: str, parcel_ids: Sequence[str] | None = None, *, scanned: bool = True, nonce: str | None = None
) -> Answer:
    """Hand over the named parcels of a pickup, or all that are ready: all of them, or none and the reason.

    ``scanned`` says whether each label was read; the journal keeps it. The same ``nonce`` again changes nothing.
    """
    act = desk.act("hand_over", nonce)
    detail = "scanned" if scanned and parcel_ids is not None else "unscanned"

    def do(tx: Tx) -> Answer:
        pickup, answer = _find(tx, desk, code, locked=True)
        if pickup is None:
            raise Refusal(answer)
        wanted, refusal = _wanted(tx, pickup, parcel_ids, act.at)
        if refusal is not None:
            raise Refusal(refusal, pickup.id)
        for parcel in wanted:
            values = {"collected_at": act.at, "moved_at": act.at, "return_reason": None}
            if not parcels.move(tx, parcel.id, parcel.state, State.COLLECTED, values):
                raise AssertionError("a locked pickup changed")
        journal.write(tx, act, [journal.Line(Verdict.COLLECTED, p.id, pickup.id, detail) for p in wanted])
        pickups.close_if_empty(tx, pickup.id, act.at)
        messages.tell_collected(tx, act, wanted)
        return _collected(pickups.by_id(tx, pickup.id), [p.id for p in wanted])

    return perform(desk, act, do, _again)


def _collected(pickup: Pickup, parcel_ids: Sequence[str]) -> Answer:
    done = tuple(p for p in pickup.parcels if p.id in parcel_ids)
    verdict = Verdict.COLLECTED if pickup.ready else Verdict.COLLECTED_ALL
    args = {
        "n": len(done),
        "customer": pickup.customer,
        "shop": done[0].shop if done else "",
        "left": len(pickup.ready),
        "waiting": len(pickup.not_here),
    }
    return Answer(verdict, args, done, pickup)


def _again(tx: Tx, before: Sequence[journal.Line]) -> Answer:
    """The answer an action gave when it was done the first time."""
    pickup = pickups.by_id(tx, before[0].pickup_id or "")
    return _collected(pickup, [line.parcel_id for line in before if line.parcel_id])


def _find(tx: Tx, desk: Desk, code: str, *, locked: bool = False) -> tuple[Pickup | None, Answer]:
    """The pickup, or why there is none; ``locked`` against other counters until the transaction ends."""
    read = scan.decode(code)
    if read.kind is Kind.MISREAD:
        return None, Answer(Verdict.MISREAD)
    if read.kind is not Kind.PICKUP:
        return None, Answer(Verdict.UNKNOWN_CODE)
    return pickups.by_code(tx, desk.hub_id, read.value, locked=locked), Answer(Verdict.UNKNOWN_CODE)


def _look(tx: Tx, desk: Desk, code: str) -> Answer:
    found, refusal = _find(tx, desk, code)
    return refusal if found is None else _state_of(tx, found, desk.clock())


def _state_of(tx: Tx, pickup: Pickup, now: datetime) -> Answer:
    """What a pickup's code means now."""
    if pickup.closed_at is not None:
        return _gone(tx, pickup, pickup.parcels)
    good = [p for p in pickup.ready if not p.is_too_late(now)]
    missing = [p for p in pickup.not_here if p.state is State.MISSING]
    still = pickup.still_here
    args: dict[str, object] = {
        "n": len(good) or len(still),
        "shops": len({p.shop for p in good}),
        "customer": pickup.customer,
        "waiting": len(pickup.not_here) - len(missing),
        "late": len(pickup.ready) - len(good),
        "missing": len(missing),
        "back": len(still),
        "shelf": ", ".join(dict.fromkeys(p.shelf for p in still if p.shelf)),
    }
    return Answer(_open_verdict(pickup, good, now), args, pickup=pickup)


def _open_verdict(pickup: Pickup, good: Sequence[Parcel], now: datetime) -> Verdict:
    if not good:
        return _nothing_verdict(pickup)
    if len(good) < len(pickup.ready):
        return Verdict.PARTLY_TOO_LATE
    if pickup.not_here or pickup.still_here:
        return Verdict.PARTLY_READY
    return Verdict.OVERDUE if any(p.is_overdue(now) for p in good) else Verdict.READY


def _nothing_verdict(pickup: Pickup) -> Verdict:
    """Why an open pickup has nothing to be handed over as it stands."""
    if pickup.still_here:
        return Verdict.STILL_HERE
    if pickup.ready:
        return Verdict.TOO_LATE
    if any(p.state is not State.MISSING for p in pickup.not_here):
        return Verdict.NOT_ARRIVED
    if pickup.not_here:
        return Verdict.STILL_MISSING
    return Verdict.CANCELLED if any(p.is_cancelled_here for p in pickup.parcels) else Verdict.RETURNED


def _gone(tx: Tx, pickup: Pickup, those: Sequence[Parcel]) -> Answer:
    """Parcels that have left: when, from which counter, by whom."""
    collected = [p for p in those if p.collected_at]
    if not collected:
        verdict = next((_GONE[p.state] for p in those if p.state in _GONE), Verdict.NOTHING_READY)
        return Answer(verdict, {"customer": pickup.customer}, tuple(those), pickup)
    last = max(collected, key=lambda p: p.collected_at or pickup.opened_at)
    return Answer(Verdict.ALREADY_COLLECTED, {"customer": pickup.customer, **who_collected(tx, last)}, (last,), pickup)


def who_collected(tx: Tx, parcel: Parcel) -> dict[str, object]:
    """When a collected parcel left, from which counter, by whom."""
    entry = journal.last_of(tx, parcel.id, [Verdict.COLLECTED])
    return {
        "at": parcel.collected_at,
        "counter": entry.counter if entry else "",
        "clerk": entry.clerk if entry else "",
    }


def _wanted(
    tx: Tx, pickup: Pickup, parcel_ids: Sequence[str] | None, now: datetime
) -> tuple[Sequence[Parcel], Answer | None]:
    """The parcels to hand over, or the first reason not to."""
    if pickup.closed_at is not None and parcel_ids is None:
        return (), _gone(tx, pickup, pickup.parcels)
    if parcel_ids is None:
        good = [p for p in pickup.ready if not p.is_too_late(now)]
        return good, None if good else _state_of(tx, pickup, now)
    mine = {p.id: p for p in pickup.parcels}
    wanted = []
    for parcel_id in dict.fromkeys(scan.decode(text).value for text in parcel_ids):
        refusal = _refusal(tx, pickup, mine.get(parcel_id), parcel_id, now)
        if refusal is not None:
            return (), refusal
        wanted.append(mine[parcel_id])
    return (wanted, None) if wanted else ((), Answer(Verdict.NOTHING_READY, pickup=pickup))


def _stranger(tx: Tx, pickup: Pickup, parcel_id: str) -> Answer:
    other = parcels.by_id(tx, parcel_id)
    if other is None:
        return Answer(Verdict.UNKNOWN_PARCEL, pickup=pickup)
    return Answer(Verdict.WRONG_PARCEL, {"customer": pickup.customer, "shelf": other.shelf or ""}, (other,), pickup)


def _refusal(tx: Tx, pickup: Pickup, parcel: Parcel | None, parcel_id: str, now: datetime) -> Answer | None:
    """Why one parcel is not handed over to this customer; None when it is."""
    if parcel is None:
        return _stranger(tx, pickup, parcel_id)
    if parcel.state in IN_HOUSE and parcel.is_spoilt(now):
        return Answer(Verdict.TOO_LATE, {"customer": pickup.customer, "n": 0, "late": 1}, (parcel,), pickup)
    if parcel.is_cancelled_here:
        return Answer(Verdict.CANCELLED, {"customer": pickup.customer}, (parcel,), pickup)
    if parcel.state in _AT_HAND or parcel.is_still_here:
        return None
    if parcel.state in _GONE:
        return _gone(tx, pickup, (parcel,))
    return Answer(Verdict.NOT_ARRIVED, {"customer": pickup.customer, "waiting": 1}, (parcel,), pickup)
