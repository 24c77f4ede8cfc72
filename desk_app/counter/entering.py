"""Entering announcements: new orders get parcels, known ones are compared and changed, cancelled ones leave.

Works on a batch inside one transaction, so that one order by hand and ten thousand from a file go the same way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk_app.counter import messages
from desk_app.counter.desk import opening
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.people import fold
from desk_app.domain.returns import ReturnReason
from desk_app.domain.slots import slot_at
from desk_app.domain.states import IN_HOUSE, OPEN, State
from desk_app.domain.values import Announcement, Parcel, Reason, RefusedRow, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import orders, parcels, people, pickups
from desk_app.store.engine import Tx
from desk_app.store.journal import Act, Line
from desk_app.store.keys import new_key
from desk_app.store.orders import Order
from desk_app.store.places import sort_key

MOST_PIECES = 99
MOST_DUE = 100_000_000
"""Cents: more is no amount but a slip of the keyboard."""


@dataclass(slots=True)
class Outcome:
    """What a batch came to, and what is to be journalled."""

    new: int = 0
    changed: int = 0
    identical: int = 0
    cancelled: int = 0
    lines: list[Line] = field(default_factory=list)
    warnings: list[RefusedRow] = field(default_factory=list)
    parcel_ids: list[str] = field(default_factory=list)

    def warn(self, announcement: Announcement, key: str) -> None:
        """Remember that an order deserves a look."""
        row = announcement.rows[0] if announcement.rows else 0
        self.warnings.append(RefusedRow(row, Reason(f"announce.{key}", {"order": announcement.reference})))


def enter(tx: Tx, act: Act, shop: Shop, batch: Sequence[Announcement], *, unannounced: bool = False) -> Outcome:
    """Write what is new in ``batch``; each order's reference and customer are known to be there."""
    outcome = Outcome()
    waiting = list(batch)
    while waiting:
        now, waiting = _without_repeats(waiting)
        _enter_once(tx, act, shop, now, outcome, unannounced=unannounced)
    return outcome


def _without_repeats(batch: Sequence[Announcement]) -> tuple[list[Announcement], list[Announcement]]:
    """Those that name an order for the first time; the others are compared with what these have made."""
    first: list[Announcement] = []
    repeats: list[Announcement] = []
    seen: set[str] = set()
    for announcement in batch:
        keys = {orders.match_key(announcement), f"ref:{orders.reference_key(announcement.reference)}"}
        (repeats if keys & seen else first).append(announcement)
        seen |= keys
    return first, repeats


def _enter_once(
    tx: Tx, act: Act, shop: Shop, batch: Sequence[Announcement], outcome: Outcome, *, unannounced: bool
) -> None:
    new: list[Announcement] = []
    for announcement, order in zip(batch, orders.matching(tx, act.hub_id, shop.id, batch), strict=True):
        if announcement.cancelled:
            outcome.cancelled += 1
            if order is not None:
                _cancel(tx, act, announcement, order, outcome)
        elif order is None:
            new.append(announcement)
        else:
            _change(tx, act, announcement, order, outcome)
    _insert(tx, act, shop, new, outcome, unannounced=unannounced)


def _insert(tx: Tx, act: Act, shop: Shop, new: Sequence[Announcement], outcome: Outcome, *, unannounced: bool) -> None:
    if not new:
        return
    customers = [people.Customer(a.customer, a.email, a.phone) for a in new]
    person_ids = people.recognise(tx, act.hub_id, customers)
    open_pickups = pickups.open_for(tx, act.hub_id, person_ids, act.at)
    slots = _slots(tx, act, [a.slot for a in new])
    order_rows = [_order_row(act, shop, a, person_id) for a, person_id in zip(new, person_ids, strict=True)]
    parcel_rows = [
        _parcel_row(act, shop, row, open_pickups[row["person_id"]], announcement, piece, unannounced=unannounced)
        | {"slot_at": slots[announcement.slot]}
        for announcement, row in zip(new, order_rows, strict=True)
        for piece in range(1, (announcement.pieces or 1) + 1)
    ]
    orders.insert(tx, order_rows)
    parcels.insert(tx, parcel_rows)
    outcome.new += len(new)
    outcome.parcel_ids += [row["id"] for row in parcel_rows]
    outcome.lines += [Line(Verdict.ANNOUNCED, row["id"], row["pickup_id"]) for row in parcel_rows]


def _slots(tx: Tx, act: Act, texts: Iterable[str]) -> dict[str, datetime | None]:
    """When the slots that a shop has sent begin, by the hub's clock; None for those that name no day."""
    said = set(texts)
    if said <= {""}:
        return dict.fromkeys(said)
    hours = opening(tx, act.hub_id)
    return {text: slot_at(text, hours.zone, hours.day_of(act.at)) for text in said}


def _order_row(act: Act, shop: Shop, a: Announcement, person_id: str) -> dict[str, Any]:
    return {
        "id": new_key(),
        "hub_id": act.hub_id,
        "shop_id": shop.id,
        "person_id": person_id,
        "match_key": orders.match_key(a),
        "reference": a.reference,
        "reference_key": orders.reference_key(a.reference),
        "customer": a.customer,
        "email": a.email,
        "phone": a.phone,
        "items": a.items,
        "item_count": a.item_count,
        "amount_due_cents": a.due_cents,
        "note": a.note,
        "slot": a.slot,
        "created_at": a.created_at,
        "announced_at": act.at,
    }


def _parcel_row(
    act: Act,
    shop: Shop,
    order: dict[str, Any],
    pickup_id: str,
    announcement: Announcement,
    piece: int,
    *,
    unannounced: bool,
) -> dict[str, Any]:
    return {
        "id": new_parcel_id(),
        "hub_id": act.hub_id,
        "order_id": order["id"],
        "pickup_id": pickup_id,
        "shop_id": shop.id,
        "piece": piece,
        "pieces": announcement.pieces or 1,
        "zone": announcement.zone or Zone.AMBIENT,
        "age_check": announcement.age_check,
        "unannounced": unannounced,
        "state": State.ANNOUNCED,
        "announced_at": act.at,
        "moved_at": act.at,
        "shop_key": fold(shop.name),
        "order_key": sort_key(order["reference"]),
        "customer_key": fold(order["customer"]),
        "shelf_key": "",
    }


def _cancel(tx: Tx, act: Act, announcement: Announcement, order: Order, outcome: Outcome) -> None:
    """What is only announced is cancelled; what is here is marked to go back and said; what is gone is only said."""
    for parcel in order.parcels:
        if parcel.state is State.ANNOUNCED:
            outcome.lines += _drop(tx, act, parcel)
        elif parcel.state in IN_HOUSE and parcel.return_reason is not ReturnReason.CANCELLED:
            parcels.update(tx, parcel.id, {"return_reason": ReturnReason.CANCELLED})
            outcome.lines.append(_changed(parcel))
    if any(p.state in OPEN - {State.ANNOUNCED} for p in order.parcels):
        outcome.warn(announcement, "cancelled_but_here")
    elif any(p.state is State.COLLECTED for p in order.parcels):
        outcome.warn(announcement, "cancelled_but_collected")


def _drop(tx: Tx, act: Act, parcel: Parcel) -> list[Line]:
    pickups.lock(tx, parcel.pickup_id)
    if not parcels.move(tx, parcel.id, State.ANNOUNCED, State.CANCELLED, {"moved_at": act.at}):
        return []
    pickups.close_if_empty(tx, parcel.pickup_id, act.at)
    return [Line(Verdict.CANCELLED, parcel.id, parcel.pickup_id)]


def _change(tx: Tx, act: Act, announcement: Announcement, order: Order, outcome: Outcome) -> None:
    """Compare an order that is known with what is said now; an empty cell does not erase."""
    is_named = order.match_key.startswith("ref:") and bool(announcement.platform_id)
    if is_named:
        orders.update(tx, order.id, {"match_key": orders.match_key(announcement)})  # its name, not its content
    values = dict(_differences(announcement, order))
    piece_changes = _piece_differences(announcement, order)
    every: Sequence[Parcel] = order.parcels
    wanted_again = [p for p in order.parcels if p.is_cancelled_here]
    for parcel in wanted_again:
        parcels.update(tx, parcel.id, {"return_reason": None})
    is_changed = bool(values or piece_changes or wanted_again)
    if not is_changed or _has_left(order):
        outcome.identical += 1
        outcome.lines += [_changed(order.parcels[0])] if is_named else []
        if is_changed:
            outcome.warn(announcement, "left_alone")
    else:
        outcome.changed += 1
        added_or_dropped = _apply(tx, act, announcement, order, values)
        every = parcels.of_order(tx, order.id)
        first = next(p for p in every if p.id == order.parcels[0].id)
        outcome.lines += [_changed(first), *added_or_dropped]
    outcome.parcel_ids += [p.id for p in every if p.state is not State.CANCELLED]


def _changed(parcel: Parcel) -> Line:
    """That something is said of an order now that was not said before; one of its parcels stands for all."""
    return Line(Verdict.ANNOUNCED, parcel.id, parcel.pickup_id, "changed")


def _has_left(order: Order) -> bool:
    """Whether an order that was not cancelled has nothing here or to come."""
    live = [p for p in order.parcels if p.state is not State.CANCELLED]
    return bool(live) and not any(p.state in OPEN for p in live)


def _differences(a: Announcement, order: Order) -> Iterator[tuple[str, Any]]:
    said: dict[str, Any] = {
        "customer": a.customer or None,
        "email": a.email,
        "phone": a.phone,
        "items": a.items or None,
        "item_count": a.item_count,
        "amount_due_cents": a.due_cents,
        "note": a.note or None,
        "slot": a.slot or None,
    }
    return ((name, value) for name, value in said.items() if value is not None and value != getattr(order, name))


def _piece_differences(a: Announcement, order: Order) -> bool:
    """Whether the parcels themselves change: their number, their zone, their mark, or a cancellation taken back."""
    waiting = [p for p in order.parcels if p.state is State.ANNOUNCED]
    surplus = sum(p.state is not State.CANCELLED for p in order.parcels) - (a.pieces or _known_pieces(order.parcels))
    return (
        surplus < 0
        or (surplus > 0 and bool(waiting))  # what is here already is not taken away
        or any((a.zone is not None and a.zone is not p.zone) or (a.age_check and not p.age_check) for p in waiting)
    )


def _apply(tx: Tx, act: Act, announcement: Announcement, order: Order, values: dict[str, Any]) -> list[Line]:
    if values:
        orders.update(tx, order.id, values)
    if "email" in values or "phone" in values or "customer" in values:
        _recognise_again(tx, act, announcement, order)
        _tell_elsewhere(tx, act, order)
    lines = set_pieces(tx, act, order.id, announcement.pieces)
    marks: dict[str, Any] = {"zone": announcement.zone} if announcement.zone else {}
    if announcement.age_check:
        marks["age_check"] = True
    slot = {"slot_at": _slots(tx, act, [announcement.slot])[announcement.slot]} if "slot" in values else {}
    for parcel in parcels.of_order(tx, order.id) if marks or slot else ():
        changed = slot | (marks if parcel.state is State.ANNOUNCED else {})
        if changed and parcel.state in OPEN:
            parcels.update(tx, parcel.id, changed)
    return lines


def _recognise_again(tx: Tx, act: Act, a: Announcement, order: Order) -> None:
    """A corrected address must not leave parcels with somebody else, nor an old code with nobody."""
    customer = people.Customer(a.customer or order.customer, a.email or order.email, a.phone or order.phone)
    before = [value for value in (order.email, order.phone) if value]
    lost = [value for value in before if value not in customer.contacts]
    is_alone = people.is_only_order(tx, order.person_id)
    if is_alone and lost:
        people.forget_contacts(tx, order.person_id, lost)
    fallback = order.person_id if is_alone or not lost else None
    person_id = people.recognise(tx, act.hub_id, [customer], fallback)[0]
    if person_id == order.person_id:
        if is_alone:
            people.rename(tx, person_id, customer.name)
        return
    if is_alone:  # nobody is left to be recognised by what this order said
        people.forget_contacts(tx, order.person_id, before)
        people.recognise(tx, act.hub_id, [customer])
    _give_to(tx, act, order, person_id)


def _tell_elsewhere(tx: Tx, act: Act, order: Order) -> None:
    """What is ready was told to an address that is not the customer's, or to somebody else."""
    before = order.email or order.phone
    pickup_ids = {parcel.id: parcel.pickup_id for parcel in order.parcels}
    ready = [p for p in parcels.of_order(tx, order.id) if p.state is State.READY]
    messages.tell_again(
        tx, act, [p for p in ready if (p.email or p.phone) != before or p.pickup_id != pickup_ids.get(p.id)]
    )


def _give_to(tx: Tx, act: Act, order: Order, person_id: str) -> None:
    old_ones = sorted({p.pickup_id for p in order.parcels})
    for old in old_ones:
        pickups.lock(tx, old)
    orders.update(tx, order.id, {"person_id": person_id})
    pickup_id = pickups.open_for(tx, act.hub_id, [person_id], act.at)[person_id]
    for parcel in parcels.of_order(tx, order.id):
        if parcel.state in OPEN:
            parcels.update(tx, parcel.id, {"pickup_id": pickup_id})
    for left in (*old_ones, pickup_id):
        pickups.close_if_empty(tx, left, act.at)


def _known_pieces(every: Sequence[Parcel]) -> int:
    """Of how many pieces an order is; a cancellation of the shop's does not change that."""
    return next((p.pieces for p in every if p.state is not State.CANCELLED), every[0].pieces)


def set_pieces(tx: Tx, act: Act, order_id: str, pieces: int | None) -> list[Line]:
    """Make an order of that many pieces: those that are missing are announced, surplus announced ones cancelled.

    ``pieces`` None is as many as it had, when the shop takes a cancellation back. Returns what is to be journalled.
    """
    every = parcels.of_order(tx, order_id)
    live = [p for p in every if p.state is not State.CANCELLED]
    wanted = pieces or _known_pieces(every)
    waiting = [p for p in live if p.state is State.ANNOUNCED]
    surplus = waiting[-(len(live) - wanted) :] if len(live) > wanted else []
    lines = [line for parcel in surplus for line in _drop(tx, act, parcel)]
    if len(live) < wanted:
        lines = _add_pieces(tx, act, every, wanted - len(live))
    if lines or any(p.pieces != wanted for p in live):
        parcels.renumber(tx, order_id, max(wanted, len(live) - len(surplus)))
    return lines


def _add_pieces(tx: Tx, act: Act, every: Sequence[Parcel], missing: int) -> list[Line]:
    """Cancelled pieces come back first, then new ones are made after the model of the first."""
    model = parcels.row_of(tx, every[0].id)
    person_id = orders.person_of(tx, every[0].order_id)
    pickup_id = pickups.open_for(tx, act.hub_id, [person_id], act.at)[person_id]
    back = [p for p in every if p.state is State.CANCELLED][:missing]
    for parcel in back:
        values = {"moved_at": act.at, "pickup_id": pickup_id}
        parcels.move(tx, parcel.id, State.CANCELLED, State.ANNOUNCED, values)
    fresh = {
        "pickup_id": pickup_id,
        "state": State.ANNOUNCED,
        "announced_at": act.at,
        "moved_at": act.at,
        "shelf_id": None,
        "shelf_key": "",
        "received_at": None,
        "ready_at": None,
        "collected_at": None,
        "keep_until": None,
        "label_job_id": None,
        "handover_id": None,
        "return_reason": None,
        "warm_since": None,
        "warm_seconds": 0,
    }
    last = max(p.piece for p in every)
    numbers = range(last + 1, last + 1 + missing - len(back))
    rows = [model | fresh | {"id": new_parcel_id(), "piece": number} for number in numbers]
    parcels.insert(tx, rows)
    return [Line(Verdict.ANNOUNCED, key, pickup_id) for key in (*(p.id for p in back), *(row["id"] for row in rows))]
