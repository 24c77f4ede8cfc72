"""Handing over and what goes with it: what was seen, who came instead, money, and taking it back."""

from argparse import Namespace
from datetime import datetime, time

from desk_app.cli import result
from desk_app.cli.hubs import elsewhere
from desk_app.cli.place import Place
from desk_app.cli.result import Result, of_answer
from desk_app.counter import check_out, till, undo
from desk_app.counter.desk import Desk, opening
from desk_app.domain.checks import Checks, Paid
from desk_app.domain.till import TillLine


def collect(place: Place, words: Namespace) -> Result:
    """Hand parcels over."""
    desk = place.desk()
    seen = Checks(
        majority_seen=words.majority_seen,
        identity_seen=words.identity_seen,
        paid=(Paid(words.paid),) if words.paid else (),
        proxy=words.proxy,
        override=words.override,
        paper_at=_moment(desk, words.at) if words.at else None,
    )
    answer = check_out.hand_over(desk, words.code, words.parcels, checks=seen)
    return of_answer(place.texts, answer, None, **elsewhere(answer))


def _moment(desk: Desk, said: datetime | time) -> datetime:
    """A moment by the hub's clock; a time alone is today."""
    zone = desk.store.read(lambda tx: opening(tx, desk.hub_id)).zone
    if isinstance(said, time):
        return datetime.combine(desk.clock().astimezone(zone).date(), said, zone)
    return said if said.tzinfo else said.replace(tzinfo=zone)


def undo_handover(place: Place, words: Namespace) -> Result:
    """Take a handover back."""
    return of_answer(place.texts, undo.undo(place.desk(), words.parcel, words.reason))


def proxy(place: Place, words: Namespace) -> Result:
    """Keep who may come instead of the customer."""
    return of_answer(place.texts, check_out.tell_proxy(place.desk(), words.code, words.name))


def settle(place: Place, words: Namespace) -> Result:
    """Say what is left to pay of an order."""
    return of_answer(place.texts, till.settle(place.desk(), words.parcel, words.due))


def show_till(place: Place, words: Namespace) -> Result:
    """What was taken on a day, by shop and method."""
    day = till.till(place.desk(), words.day, words.counter)
    total = place.texts("cli.till_total", day=place.texts.date(day.day), due=day.cents)
    lines = result.columns(_cells(place, line) for line in day.lines) if day.lines else []
    fields = {
        "day": day.day,
        "counter": day.counter,
        "lines": [_fields(line) for line in day.lines],
        "by_shop": day.by_shop(),
        "by_method": day.by_method(),
        "cents": day.cents,
    }
    return Result(result.DONE, fields, [*lines, total])


def _cells(place: Place, line: TillLine) -> list[str]:
    money, back = place.texts.money, ""
    if line.count_back:
        back = place.texts("cli.till_back", n=line.count_back, due=line.back_cents)
    return [line.shop, place.texts.name_of(line.method), f"{line.count} ×", money(line.taken_cents), back]


def _fields(line: TillLine) -> dict[str, object]:
    return {
        "shop": line.shop,
        "method": line.method,
        "count": line.count,
        "taken_cents": line.taken_cents,
        "count_back": line.count_back,
        "back_cents": line.back_cents,
        "cents": line.cents,
    }
