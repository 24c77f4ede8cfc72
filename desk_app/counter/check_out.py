"""Checking a customer out: the code opens their pickup, each parcel's label hands it over."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from desk_app.counter import checking, messages, opened
from desk_app.counter import cold as cold_clock
from desk_app.counter.deed import deed, meant
from desk_app.counter.desk import Desk, Refusal, perform, refuse
from desk_app.counter.tries import Paused
from desk_app.counter.wanted import wanted
from desk_app.domain.checks import NOTHING_SEEN, Checks, Needs, Taking, traces
from desk_app.domain.cold import ColdRule
from desk_app.domain.people import one_line
from desk_app.domain.remarks import RemarkKind
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel, Pickup, walking_order
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import cold, handovers, journal, parcels, payments, pickups, remarks
from desk_app.store.engine import Tx


def look(desk: Desk, code: str) -> Answer:
    """What a pickup code opens. Changes nothing; a refusal is journalled."""
    act = desk.act("look")

    def ask(tx: Tx) -> Answer:
        pickup, wrong = opened.find(tx, act, code)
        return wrong if pickup is None else opened.state_of(tx, pickup, act.at)

    try:
        answer = desk.store.read(ask)
    except Paused as paused:
        return paused.answer
    if is_refusal(answer.verdict):
        return refuse(desk, act, answer, answer.pickup.id if answer.pickup else None)
    return answer


def identify(desk: Desk, parcel_id: str) -> Answer:
    """Whose pickup a parcel's label belongs to. Changes nothing; a refusal is journalled."""
    act = desk.act("look")

    def ask(tx: Tx) -> Answer:
        parcel = opened.parcel(tx, act, parcel_id)
        answer = opened.state_of(tx, pickups.by_id(tx, parcel.pickup_id), act.at)
        return Answer(answer.verdict, answer.args, (parcel,), answer.pickup)

    try:
        answer = desk.store.read(ask)
    except Refusal as refusal:
        answer = refusal.answer
    return refuse(desk, act, answer) if is_refusal(answer.verdict) else answer


def needs(desk: Desk, code: str, parcel_ids: Sequence[str] | None = None, checks: Checks = NOTHING_SEEN) -> Needs:
    """What :func:`hand_over` would ask for, seen or not, all at once; nothing where it would be refused anyway.

    Of ``checks`` it matters who came, and whether it was on paper. Changes nothing, journals nothing.
    """
    act = desk.act("look")

    def ask(tx: Tx) -> Needs:
        pickup, _wrong = opened.find(tx, act, code)
        if pickup is None:
            return Needs()
        found, _refusal = wanted(tx, act, pickup, parcel_ids, checks)
        return checking.needs(tx, act.hub_id, pickup, found, checks) if found else Needs()

    try:
        return desk.store.read(ask)
    except Paused:
        return Needs()


def visit_needs(desk: Desk, pickup: Pickup) -> Needs:
    """What a visit will ask for when all that is ready is handed over, of a pickup that :func:`look` gave."""
    now = desk.clock()
    good = [p for p in pickup.ready if not p.is_too_late(now)]
    return desk.store.read(lambda tx: checking.needs(tx, desk.hub_id, pickup, good, NOTHING_SEEN))


@deed
def hand_over(
    desk: Desk,
    code: str,
    parcel_ids: Sequence[str] | None = None,
    *,
    scanned: bool = True,
    nonce: str | None = None,
    checks: Checks = NOTHING_SEEN,
) -> Answer:
    """Hand over the named parcels of a pickup, or all that are ready: all of them, or none and the reason.

    ``checks`` is what was seen and paid; what :func:`needs` asks for and is not there is a refusal. ``scanned`` says
    whether each label was read; the journal keeps it. The same ``nonce`` again changes nothing.
    """
    act = desk.act("hand_over", nonce)
    detail = "scanned" if scanned and parcel_ids is not None else "unscanned"

    def do(tx: Tx) -> Answer:
        pickup, wrong = opened.find(tx, act, code, locked=True)
        if pickup is None:
            raise Refusal(wrong)
        seen = checking.tidy(checks)
        those, refusal = wanted(tx, act, pickup, parcel_ids, seen)
        if refusal is not None:
            raise Refusal(refusal, pickup.id)
        if parcel_ids is None:
            meant(parcel_ids=[p.id for p in those], scanned=False)
        warm = _require_cold(tx, desk, pickup, those, seen, act.at)
        takings = checking.require(tx, act, pickup, those, seen)
        after = _give(tx, act, pickup, those, seen, takings, detail)
        for parcel in warm:
            remarks.put(tx, act, parcel.id, RemarkKind.OVERRIDE, seen.override)
        messages.tell_collected(tx, act, those)
        return _collected(after, [p.id for p in those])

    return perform(desk, act, do, _again)


@deed
def tell_proxy(desk: Desk, code: str, name: str, *, nonce: str | None = None) -> Answer:
    """Keep who may come instead of the customer, as they said beforehand; an empty name is nobody any more."""
    act = desk.act("tell_proxy", nonce)
    told = one_line(name)

    def do(tx: Tx) -> Answer:
        pickup, wrong = opened.find(tx, act, code, locked=True)
        if pickup is None:
            raise Refusal(wrong)
        if pickup.closed_at is not None:
            raise Refusal(opened.gone(tx, pickup, pickup.parcels), pickup.id)
        pickups.tell_proxy(tx, pickup.id, told)
        journal.write(tx, act, [journal.Line(Verdict.PROXY_TOLD, None, pickup.id)])
        return _told(pickups.by_id(tx, pickup.id))

    return perform(desk, act, do, lambda tx, before: _told(pickups.by_id(tx, before[0].pickup_id or "")))


def _told(pickup: Pickup) -> Answer:
    return Answer(Verdict.PROXY_TOLD, {"customer": pickup.customer, "proxy": pickup.proxy or ""}, pickup=pickup)


def _require_cold(
    tx: Tx, desk: Desk, pickup: Pickup, those: Sequence[Parcel], seen: Checks, now: datetime
) -> Sequence[Parcel]:
    """Those that were out of the cold for too long. Raises Refusal, unless a manager says why all the same."""
    at = seen.paper_at or now
    warm = [p for p in those if p.warm_since or p.warm_seconds]
    limits = cold_clock.rule(tx, desk.hub_id) if warm else ColdRule()
    blocked = [p for p in warm if p.is_too_warm(limits, at)]
    if blocked and not (seen.override and desk.is_manager):
        minutes = int(max(p.warm_for(at) for p in blocked).total_seconds() // 60)
        args = {"customer": pickup.customer, "minutes": minutes, "n": len(blocked)}
        raise Refusal(Answer(Verdict.TOO_WARM, args, tuple(blocked), pickup), pickup.id)
    return blocked


def _give(
    tx: Tx,
    act: journal.Act,
    pickup: Pickup,
    those: Sequence[Parcel],
    seen: Checks,
    takings: Sequence[Taking],
    detail: str,
) -> Pickup:
    """Everything was seen: the parcels leave, the money stays. The pickup as it is then."""
    at = seen.paper_at or act.at
    handover_id = handovers.insert(tx, act, pickup.id, at, seen)
    payments.insert(tx, act, handover_id, at, takings)
    values = {"collected_at": at, "moved_at": act.at, "handover_id": handover_id, "return_reason": None}
    if not parcels.move_each(tx, those, State.COLLECTED, values):
        raise AssertionError("a locked pickup changed")
    for parcel in those:
        if parcel.state is State.RETURNING:
            messages.untell_coming_back(tx, act, parcel)
    words, paid = " ".join([detail, *traces(seen)]), {taking.due.order_id for taking in takings}
    details = {p.id: f"{words} paid" if p.order_id in paid else words for p in those}
    journal.write(tx, act, [journal.Line(Verdict.COLLECTED, p.id, pickup.id, details[p.id]) for p in those])
    is_closed = pickups.close_if_empty(tx, pickup.id, act.at)
    gone = [_gone(parcel, at, handover_id) for parcel in cold.end(tx, those, at)]
    return _left(pickup, gone, paid, act.at if is_closed else None)


def _gone(parcel: Parcel, at: datetime, handover_id: str) -> Parcel:
    gone = replace(parcel, state=State.COLLECTED, collected_at=at, handover_id=handover_id)
    return replace(gone, return_reason=None, shelf_id=None, shelf=None)


def _left(pickup: Pickup, gone: Sequence[Parcel], paid: Collection[str], closed_at: datetime | None) -> Pickup:
    """A pickup of which these have gone and those orders were paid; it need not be read again."""
    now = {parcel.id: parcel for parcel in (*pickup.parcels, *gone)}.values()
    settled = [replace(p, amount_due_cents=0) if p.order_id in paid else p for p in now]
    return replace(pickup, parcels=tuple(sorted(settled, key=walking_order)), closed_at=closed_at)


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
