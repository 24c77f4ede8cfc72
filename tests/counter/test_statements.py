"""A shop's day, exact to the parcel and to the cent."""

from datetime import UTC, date, datetime

from desk_app.counter import check_out, receive, statements, undo
from desk_app.domain.checks import Method
from desk_app.domain.messages import Statement
from desk_app.domain.values import Parcel
from tests.counter.hub import Hub

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def of(hub: Hub, day: date = MONDAY) -> Statement:
    """The statement of the first shop."""
    return statements.statement(hub.desk, hub.plume, day)


def ids(*groups: tuple[Parcel, ...]) -> list[set[str]]:
    """The parcels of each group."""
    return [{parcel.id for parcel in group} for group in groups]


def paid(hub: Hub, parcel: Parcel, cents: int, method: Method, at: datetime) -> None:
    """That much was paid for a parcel's order."""
    moment = f"{at:%Y-%m-%d %H:%M:%S.%f}" + ("" if hub.store.is_sqlite else "+00")
    hub.write(
        "INSERT INTO payment (id, hub_id, order_id, shop_id, amount_cents, method, at, counter, clerk) VALUES"
        f" ('{parcel.id}{at:%d%H%M}{method.value}', '{hub.desk.hub_id}', '{parcel.order_id}', '{parcel.shop_id}',"
        f" {cents}, '{method.value}', '{moment}', 'Poste 1', '')"
    )


def test_what_came_left_and_waits(hub: Hub) -> None:
    first, second, third = (hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")[0] for n in range(3))
    hub.ready("other", "Zoé", shop=hub.iris, email="zoe@exemple.fr")
    hub.announce("to come", "Ana", email="ana@exemple.fr")
    check_out.hand_over(hub.desk, first.pickup_code)
    told = of(hub)
    assert ids(told.came, told.left, told.waits, told.goes_back) == [
        {first.id, second.id, third.id},
        {first.id},
        {second.id, third.id},
        set(),
    ]
    assert (told.shop.name, told.day, told.taken, told.is_empty) == ("La Belle Plume", MONDAY, (), False)


def test_a_day_that_is_over_stays_as_it_was(hub: Hub) -> None:
    first, second = (hub.ready(str(n), f"Client {n}", email=f"e{n}@exemple.fr")[0] for n in range(2))
    before = of(hub)
    hub.clock.advance(days=1)
    third = hub.ready("3", "Ana", email="ana@exemple.fr")[0]
    check_out.hand_over(hub.desk, first.pickup_code)
    after, next_day = of(hub), of(hub, TUESDAY)
    assert ids(after.came, after.left, after.waits) == ids(before.came, before.left, before.waits)
    assert ids(next_day.came, next_day.left, next_day.waits) == [{third.id}, {first.id}, {second.id, third.id}]
    assert of(hub, date(2026, 11, 22)).is_empty


def test_what_goes_back_is_told_while_it_waits_and_on_the_day_it_went(hub: Hub) -> None:
    parcel = hub.ready()[0]
    state = f"UPDATE parcel SET state = '{{}}', moved_at = '{{}}' WHERE id = '{parcel.id}'"
    hub.write(state.format("returning", "2026-11-24 10:00:00"))
    assert ids(of(hub).waits, of(hub).goes_back) == [{parcel.id}, set()]
    told = of(hub, TUESDAY)
    assert ids(told.waits, told.goes_back) == [set(), {parcel.id}]
    hub.write(state.format("returned", "2026-11-25 10:00:00"))
    assert ids(of(hub, date(2026, 11, 25)).goes_back) == [{parcel.id}]
    assert of(hub, date(2026, 11, 26)).is_empty


def test_a_handover_that_was_taken_back_did_not_leave(hub: Hub) -> None:
    parcel = hub.collected()[0]
    undo.undo(hub.desk, parcel.id, "mauvais client")
    assert ids(of(hub).left, of(hub).waits) == [set(), {parcel.id}]


def test_what_stands_on_no_shelf_yet_waits_too(hub: Hub) -> None:
    parcel = hub.announce()[0]
    receive.receive(hub.desk, parcel.id)
    assert ids(of(hub).came, of(hub).waits) == [{parcel.id}, {parcel.id}]


def test_money_is_told_to_the_cent_by_how_it_was_paid(hub: Hub) -> None:
    mine, other = hub.ready()[0], hub.ready("88", "Zoé", shop=hub.iris, email="zoe@exemple.fr")[0]
    noon, later = datetime(2026, 11, 23, 11, tzinfo=UTC), datetime(2026, 11, 23, 12, tzinfo=UTC)
    for cents, method, at in (
        (1999, Method.CASH, noon),
        (1, Method.CASH, later),
        (70_05, Method.CARD, noon),
        (-500, Method.CARD, later),  # given back
        (333, Method.CHEQUE, datetime(2026, 11, 22, 22, 59, tzinfo=UTC)),  # 23:59 the day before, in the hub
        (444, Method.CHEQUE, datetime(2026, 11, 23, 23, 0, tzinfo=UTC)),  # midnight
    ):
        paid(hub, mine, cents, method, at)
    paid(hub, other, 5000, Method.CASH, noon)
    told = of(hub)
    assert (told.taken, told.taken_cents) == (((Method.CARD, 65_05), (Method.CASH, 20_00)), 85_05)
    assert of(hub, TUESDAY).taken_cents == 444
    assert statements.statement(hub.desk, hub.iris, MONDAY).taken_cents == 5000


def test_today_is_the_hubs(hub: Hub) -> None:
    hub.clock.now = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert statements.today(hub.desk) == TUESDAY
