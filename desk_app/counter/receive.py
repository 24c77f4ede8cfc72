"""Receiving: the shop drops parcels off, each gets a place and a label."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from desk_app.counter import announce, entering, messages, opened, prints
from desk_app.counter.deed import deed, meant
from desk_app.counter.desk import Desk, Refusal, perform
from desk_app.counter.opened import GONE, who_collected
from desk_app.domain import scan
from desk_app.domain.cold import ColdRule, OutOfCold
from desk_app.domain.deadlines import HoldingPeriod, keep_until
from desk_app.domain.hours import opening_of
from desk_app.domain.prints import PrintKind
from desk_app.domain.scan import Kind
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Announcement, Answer, Parcel, Shelf
from desk_app.domain.verdicts import Verdict
from desk_app.store import cold, hubs, journal, lists, orders, parcels, pickups, places
from desk_app.store.engine import Tx
from desk_app.store.journal import Act, Line
from desk_app.store.keys import new_key

_RECENT = timedelta(hours=24)
_COMES_TO_A_SHELF = {State.RECEIVED: Verdict.SHELVED, State.MISSING: Verdict.FOUND}
_PAUSE = timedelta(minutes=30)  # a shop that comes back later brings another drop-off


@deed
def receive(
    desk: Desk,
    text: str,
    *,
    shop_id: str | None = None,
    shelf: str | None = None,
    pieces: int | None = None,
    parcel_ids: Sequence[str] = (),
    alternatives: Sequence[str] = (),
    label: bool = False,
    nonce: str | None = None,
) -> Answer:
    """Take in the next piece of the order ``text`` names (its number, or a parcel's id), and shelve it.

    ``pieces`` says how many the order has and that all of them are here; ``parcel_ids`` names those that come in, where
    they have labels already: these or none. ``alternatives``: what else the number may be, where a scan knows more
    than the text. ``label`` has what comes in labelled by this counter, in the same transaction, so that no label is
    lost. SHELVED, or RECEIVED when no shelf is free, or the reason why not; SEVERAL_ORDERS when the number is two
    shops' and ``shop_id`` does not say whose.
    """
    act = desk.act("receive", nonce)

    def do(tx: Tx) -> Answer:
        if pieces is not None and not 1 <= pieces <= entering.MOST_PIECES:
            raise Refusal(Answer(Verdict.INVALID, {"field": "pieces"}))
        found = _find(tx, act, text, shop_id, alternatives)
        if pieces is not None:
            return _take_in_all(tx, act, found, pieces, parcel_ids, shelf)
        piece = _next_piece(tx, found, this_one=scan.decode(text).kind is Kind.PARCEL)
        meant(text=piece.id)  # its label is on the goods
        return _take_in(tx, act, [piece], shelf)

    return perform(desk, act, _labelling(act, do) if label else do, _again)


@deed
def receive_unannounced(
    desk: Desk,
    shop_id: str,
    announcement: Announcement,
    *,
    shelf: str | None = None,
    label: bool = False,
    nonce: str | None = None,
) -> Answer:
    """Take in a parcel nobody announced: announced and received at once, and flagged; ``label`` as for receive."""
    act = desk.act("receive", nonce)
    wrong, tidy = announce.check(announcement)

    def do(tx: Tx) -> Answer:
        shop = places.shop_by_id(tx, desk.hub_id, shop_id)
        if shop is None:
            raise Refusal(Answer(Verdict.UNKNOWN_SHOP))
        if wrong:
            raise Refusal(Answer(Verdict.INVALID, {"field": wrong}))
        outcome = entering.enter(tx, act, shop, [tidy], unannounced=True)
        mine = parcels.by_ids(tx, outcome.parcel_ids)
        waiting = [p for p in mine if p.state is State.ANNOUNCED]
        if not waiting:
            raise Refusal(already(tx, mine))
        return _take_in(tx, act, waiting, shelf, [] if outcome.new else outcome.lines)

    return perform(desk, act, _labelling(act, do) if label else do, _again)


def _labelling(act: Act, do: Callable[[Tx], Answer]) -> Callable[[Tx], Answer]:
    """The same action, and a label for each parcel that it takes in."""

    def both(tx: Tx) -> Answer:
        answer = do(tx)
        if answer.verdict in (Verdict.SHELVED, Verdict.RECEIVED):
            prints.put(tx, act, PrintKind.PARCEL_LABEL, [parcel.id for parcel in answer.parcels], new_key())
        return answer

    return both


@deed
def move(desk: Desk, parcel_id: str, shelf: str, *, nonce: str | None = None) -> Answer:
    """Put a parcel that is here on another shelf, named by its label or its code. MOVED, or SHELVED if on none yet."""
    act = desk.act("move", nonce)

    def do(tx: Tx) -> Answer:
        parcel = opened.parcel(tx, act, parcel_id)
        pickups.lock(tx, parcel.pickup_id)
        parcel = parcels.by_ids(tx, [parcel.id])[0]  # as it stands, now that nobody else moves it
        if parcel.state not in IN_HOUSE:
            raise Refusal(already(tx, [parcel]))
        chosen = shelf_for(tx, act, shelf, parcel)
        assert chosen is not None
        verdict = put_on(tx, act, parcel, chosen)
        journal.write(tx, act, [Line(verdict, parcel.id, parcel.pickup_id, chosen.code)])
        return _placed(tx, [parcel.id], verdict)

    return perform(desk, act, do, lambda tx, before: _placed(tx, journal.parcel_ids(before), before[0].verdict))


def last_drop_off(desk: Desk, shop_id: str) -> tuple[Parcel, ...]:
    """What this counter has taken in of a shop without a long pause, up to the newest; none for a day is none."""

    def ask(tx: Tx) -> tuple[Parcel, ...]:
        taken = lists.received(tx, desk.hub_id, desk.counter, shop_id, desk.clock() - _RECENT)
        first = 0
        for place in range(1, len(taken)):
            if taken[place][1] - taken[place - 1][1] > _PAUSE:
                first = place
        return parcels.by_ids(tx, [parcel_id for parcel_id, _at in taken[first:]])

    return desk.store.read(ask)


def put_on(tx: Tx, act: Act, parcel: Parcel, shelf: Shelf) -> Verdict:
    """Put a parcel that is here on a shelf. SHELVED if it was on none yet, FOUND if it was missing, else MOVED."""
    cold.end(tx, [parcel], act.at)
    values: dict[str, Any] = {"shelf_id": shelf.id, "shelf_key": places.sort_key(shelf.code)}
    if parcel.state in _COMES_TO_A_SHELF:
        first = values | {"ready_at": parcel.ready_at or act.at, "moved_at": act.at}
        if parcels.move(tx, parcel.id, parcel.state, State.READY, first):
            messages.tell_waits(tx, act, parcel)
            return _COMES_TO_A_SHELF[parcel.state]
    parcels.update(tx, parcel.id, values)
    return Verdict.MOVED


def _find(tx: Tx, act: Act, text: str, shop_id: str | None, alternatives: Sequence[str] = ()) -> Parcel:
    """The parcel, or one of the order, that a scan at the drop-off means; refused with the question whose it is."""
    read = scan.decode(text)
    if read.kind is Kind.MISREAD:
        raise Refusal(Answer(Verdict.MISREAD))
    if read.kind is Kind.PARCEL:
        return opened.parcel(tx, act, read.value)
    references = (read.value, *(alternatives or read.alternatives)) if read.value else ()
    known = orders.by_references(tx, act.hub_id, references, shop_id)
    if not known:
        raise Refusal(Answer(Verdict.UNKNOWN_ORDER, {"order": read.value}))
    expected = [order for order in known if any(p.state is State.ANNOUNCED for p in order.parcels)]
    here = [order for order in known if any(p.state in IN_HOUSE for p in order.parcels)]
    candidates = expected or here or known[:1]
    if len(candidates) > 1:
        choices = tuple(order.parcels[0] for order in candidates)
        raise Refusal(Answer(Verdict.SEVERAL_ORDERS, {"order": read.value, "n": len(choices)}, choices))
    return candidates[0].parcels[0]


def _next_piece(tx: Tx, found: Parcel, *, this_one: bool) -> Parcel:
    """The next piece of an order; of a label that is on a parcel already, the parcel itself and no other."""
    pickups.lock(tx, found.pickup_id)  # the next piece of two counters is not the same one
    every = parcels.of_order(tx, found.order_id)
    pieces = [p for p in every if p.id == found.id] if this_one else every
    waiting = [p for p in pieces if p.state is State.ANNOUNCED]
    if not waiting:
        raise Refusal(already(tx, pieces))
    return waiting[0]


def _take_in_all(tx: Tx, act: Act, found: Parcel, pieces: int, named: Sequence[str], shelf: str | None) -> Answer:
    """The order has that many pieces, and those not yet taken in are all here."""
    pickups.lock(tx, found.pickup_id)
    every = parcels.of_order(tx, found.order_id)
    if not any(p.state in OPEN for p in every):
        raise Refusal(already(tx, every))
    lines = entering.set_pieces(tx, act, found.order_id, pieces)
    every = parcels.of_order(tx, found.order_id)
    waiting = [p for p in every if p.state is State.ANNOUNCED and (not named or p.id in named)]
    if len(waiting) < len(named):
        here = [p for p in every if p.id in named and p not in waiting]
        raise Refusal(already(tx, here) if here else Answer(Verdict.UNKNOWN_PARCEL))
    if waiting:
        meant(text=found.id, parcel_ids=[p.id for p in waiting])  # their labels are on the goods
        return _take_in(tx, act, waiting, shelf, lines)
    answer = already(tx, every)
    if not lines:
        raise Refusal(answer)
    first = answer.parcels[0]
    journal.write(tx, act, [Line(answer.verdict, first.id, first.pickup_id), *lines])
    return answer


def already(tx: Tx, every: Sequence[Parcel]) -> Answer:
    """Why there is nothing to take in: it is here, or it has gone."""
    here = tuple(p for p in every if p.state in IN_HOUSE)
    if here:
        shelves = ", ".join(dict.fromkeys(p.shelf for p in here if p.shelf))  # each piece may have its own
        return Answer(Verdict.ALREADY_RECEIVED, {"shelf": shelves, "order": here[0].order}, here)
    first = next((p for p in every if p.state is State.COLLECTED), every[0])
    if first.state is State.COLLECTED:
        return Answer(Verdict.ALREADY_COLLECTED, {"customer": first.customer, **who_collected(tx, first)}, (first,))
    if first.state is State.ANNOUNCED:
        return Answer(Verdict.NOT_ARRIVED, {"customer": first.customer, "waiting": len(every)}, tuple(every))
    return Answer(GONE[first.state], {"customer": first.customer}, tuple(every))


def shelf_for(tx: Tx, act: Act, named: str | None, parcel: Parcel) -> Shelf | None:
    """The shelf named or proposed; None when nothing is free. Raises Refusal when the named one will not do."""
    if not named:
        return places.propose_shelf(tx, act.hub_id, parcel.zone, parcel.pickup_id)
    shelf = places.find_shelf(tx, act.hub_id, scan.decode(named).value)
    if shelf is None:
        raise Refusal(Answer(Verdict.UNKNOWN_SHELF, {"shelf": named}, (parcel,)))
    if parcel.zone.is_strict and shelf.zone is not parcel.zone:
        args = {"shelf": shelf.code, "zone": parcel.zone, "shelf_zone": shelf.zone}
        raise Refusal(Answer(Verdict.WRONG_ZONE, args, (parcel,)))
    return shelf


def _take_in(tx: Tx, act: Act, waiting: Sequence[Parcel], shelf: str | None, also: Sequence[Line] = ()) -> Answer:
    """Announced pieces are received, all or none; ``also`` is what was journalled besides."""
    stored = hubs.settings(tx, act.hub_id)
    period, hours, cold_rule = HoldingPeriod.of_settings(stored), opening_of(stored), ColdRule.of_settings(stored)
    lines, ready = [], []
    for parcel in waiting:
        chosen = shelf_for(tx, act, shelf, parcel)
        shop = places.shop_by_id(tx, act.hub_id, parcel.shop_id)
        values: dict[str, Any] = {
            "received_at": act.at,
            "moved_at": act.at,
            "keep_until": keep_until(act.at, parcel.zone, shop.period(period) if shop else period, hours),
        }
        if chosen is not None:
            if len(waiting) == 1 and not parcel.zone.is_cold:  # for cold goods a named shelf is one they stand on
                meant(shelf=chosen.code)
            values |= {"shelf_id": chosen.id, "shelf_key": places.sort_key(chosen.code), "ready_at": act.at}
            ready.append(parcel)
        if not parcels.move(tx, parcel.id, State.ANNOUNCED, State.READY if chosen else State.RECEIVED, values):
            raise Refusal(already(tx, parcels.of_order(tx, parcel.order_id)))
        if parcel.zone.is_cold and (chosen is None or (cold_rule.scanned and not shelf)):
            cold.begin(tx, act, parcel.id, OutOfCold.INTAKE)
        verdict = Verdict.SHELVED if chosen else Verdict.RECEIVED
        lines.append(Line(verdict, parcel.id, parcel.pickup_id, chosen.code if chosen else ""))
    journal.write(tx, act, [*lines, *also])
    messages.tell_dropped_off(tx, act, waiting)
    messages.tell_ready(tx, act, ready)
    return _taken_in(tx, [parcel.id for parcel in waiting])


def _again(tx: Tx, before: Sequence[Line]) -> Answer:
    taken_in = [line for line in before if line.verdict in (Verdict.SHELVED, Verdict.RECEIVED)]
    if taken_in:
        return _taken_in(tx, journal.parcel_ids(taken_in))
    return already(tx, parcels.by_ids(tx, journal.parcel_ids(before[:1])))


def _taken_in(tx: Tx, parcel_ids: Sequence[str]) -> Answer:
    everything_shelved = all(p.shelf for p in parcels.by_ids(tx, parcel_ids))
    return _placed(tx, parcel_ids, Verdict.SHELVED if everything_shelved else Verdict.RECEIVED)


def _placed(tx: Tx, parcel_ids: Sequence[str], verdict: Verdict) -> Answer:
    found = parcels.by_ids(tx, parcel_ids)
    if not found:
        return Answer(Verdict.UNKNOWN_PARCEL)
    last = found[-1]
    still_waiting = sum(p.state is State.ANNOUNCED for p in parcels.of_order(tx, last.order_id))
    args = {
        "n": len(found),
        "shelf": last.shelf or "",
        "shop": last.shop,
        "order": last.order,
        "piece": last.piece,
        "pieces": last.pieces,
        "waiting": still_waiting,
        "warm": any(p.warm_since is not None for p in found),
    }
    return Answer(verdict, args, found)
