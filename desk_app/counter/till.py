"""Money: what is agreed with a shop, and what a day's till has to hold."""

from datetime import date

from desk_app.counter import opened
from desk_app.counter.deed import deed
from desk_app.counter.desk import Desk, Refusal, opening, perform
from desk_app.counter.entering import MOST_DUE
from desk_app.counter.statements import bounds
from desk_app.domain.till import Till
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal, parcels, payments
from desk_app.store.engine import Tx


@deed
def settle(desk: Desk, what: str, amount_cents: int, *, nonce: str | None = None) -> Answer:
    """Say what is left to pay of an order, as its shop has just said: an unknown amount, or another one.

    ``what`` is the order's id or the label of one of its parcels; ``amount_cents`` 0 is paid.
    """
    act = desk.act("settle", nonce)

    def do(tx: Tx) -> Answer:
        parcel = _parcel(tx, act, what)
        if not 0 <= amount_cents <= MOST_DUE:
            raise Refusal(Answer(Verdict.INVALID, {"field": "due"}, (parcel,)))
        payments.settle(tx, parcel.order_id, amount_cents)
        journal.write(tx, act, [journal.Line(Verdict.SETTLED, parcel.id, parcel.pickup_id, str(amount_cents))])
        return _settled(tx, parcel.id, amount_cents)

    return perform(desk, act, do, lambda tx, before: _settled(tx, before[0].parcel_id or "", int(before[0].detail)))


def till(desk: Desk, day: date | None = None, counter: str | None = None) -> Till:
    """What was taken and given back on a day of the hub, today when None, at one counter or at all of them."""
    return desk.store.read(lambda tx: report(tx, desk.hub_id, day or _today(tx, desk), counter))


def _today(tx: Tx, desk: Desk) -> date:
    return opening(tx, desk.hub_id).day_of(desk.clock())


def report(tx: Tx, hub_id: str, day: date, counter: str | None) -> Till:
    """The till of a day, at one counter or at all of them."""
    return Till(day, counter, payments.till(tx, hub_id, *bounds(opening(tx, hub_id), day), counter))


def _parcel(tx: Tx, act: journal.Act, what: str) -> Parcel:
    """The first parcel of the order of that id, or the one of that label. Raises Refusal."""
    pieces = parcels.of_hub(tx, act.hub_id, [p.id for p in parcels.of_order(tx, what)])
    return pieces[0] if pieces else opened.parcel(tx, act, what)


def _settled(tx: Tx, parcel_id: str, amount_cents: int) -> Answer:
    parcel = parcels.by_ids(tx, [parcel_id])[0]
    args = {"shop": parcel.shop, "order": parcel.order, "due": amount_cents}
    return Answer(Verdict.SETTLED, args, parcels.of_order(tx, parcel.order_id))
