"""Money: paid once, given back once, and what the till says is what was taken, to the cent."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.counter import announce, check_out, setup, till, undo
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.states import State
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.i18n import LANGUAGES, Texts
from desk_app.store.engine import Store
from desk_app.wording import sentence, title
from tests.counter.hub import Hub
from tests.counter.test_at_once import ROUNDS, at_once, desks, verdicts

CASH = Checks(paid=(Paid(Method.CASH),))
CARD = Checks(paid=(Paid(Method.CARD),))
DAY = date(2026, 11, 23)


def payments(hub: Hub) -> list[tuple[int, str, str]]:
    """What was taken and given back: cents, method, counter; the oldest first, of one moment the least first."""
    query = "SELECT amount_cents, method, counter FROM payment ORDER BY at, amount_cents"
    return [tuple(row) for row in hub.query(query)]


def balance(hub: Hub) -> None:
    """What was paid for each order is the sum of its payments, and the till's."""
    sums = hub.query(
        "SELECT o.id, o.paid_cents, COALESCE((SELECT SUM(amount_cents) FROM payment WHERE order_id = o.id), 0)"
        " FROM shop_order o"
    )
    assert [row for row in sums if row[1] != row[2]] == []
    first = min([row[0] for row in hub.query("SELECT at FROM payment")], default=None)
    if first is not None:
        assert till.till(hub.desk, DAY).cents == sum(int(row[1]) for row in sums)


def test_payment_due(hub: Hub) -> None:
    hub.ready("1", due_cents=800)
    cheese = hub.ready("2", shop=hub.fromage, due_cents=1250)[0]
    hub.ready("3")
    before = hub.rows()
    answer = check_out.hand_over(hub.desk, cheese.pickup_code)
    assert (answer.verdict, answer.args["due"], len(answer.parcels)) == (Verdict.PAYMENT_DUE, 2050, 2)
    assert hub.rows() == before
    said = sentence(Texts("fr", hub.clock), answer)
    assert said.startswith("La Belle Plume 8,00\u00a0€, Fromagerie du Marché 12,50\u00a0€.")
    assert title(Texts("en", hub.clock), answer) == "To be paid: €20.50"
    assert check_out.hand_over(hub.desk, cheese.pickup_code, checks=CASH).verdict is Verdict.COLLECTED_ALL
    assert payments(hub) == [(800, "cash", "Poste 1"), (1250, "cash", "Poste 1")]
    entries = {hub.parcel(e.parcel or "").order: e.detail for e in hub.journal()[:3]}
    assert entries == {"1": "unscanned paid", "2": "unscanned paid", "3": "unscanned"}
    balance(hub)


def test_an_order_is_paid_with_its_first_piece(hub: Hub) -> None:
    first, second = hub.ready(pieces=2, due_cents=1250)
    assert check_out.hand_over(hub.desk, first.pickup_code, [first.id]).verdict is Verdict.PAYMENT_DUE
    done = check_out.hand_over(hub.desk, first.pickup_code, [first.id], checks=CARD)
    assert done.parcels[0].amount_due_cents == 0
    assert check_out.needs(hub.desk, first.pickup_code).due == ()
    assert check_out.hand_over(hub.desk, first.pickup_code, [second.id]).verdict is Verdict.COLLECTED_ALL
    assert payments(hub) == [(1250, "card", "Poste 1")]


def test_another_amount_is_agreed_first(hub: Hub) -> None:
    parcel = hub.ready(due_cents=1250)[0]
    less = Checks(paid=(Paid(Method.CASH, parcel.order_id, 1000),))
    answer = check_out.hand_over(hub.desk, parcel.pickup_code, checks=less)
    assert (answer.verdict, answer.args) == (Verdict.INVALID, {"field": "paid"})
    assert till.settle(hub.desk, parcel.order_id, 1000).verdict is Verdict.SETTLED
    assert check_out.hand_over(hub.desk, parcel.pickup_code, checks=less).verdict is Verdict.COLLECTED_ALL
    assert payments(hub) == [(1000, "cash", "Poste 1")]
    balance(hub)


def test_amount_unknown_until_it_is_settled(hub: Hub) -> None:
    first, second = hub.ready(pieces=2, due_cents=None)
    answer = check_out.hand_over(hub.desk, first.pickup_code, checks=CASH)
    assert (answer.verdict, answer.parcels) == (Verdict.AMOUNT_UNKNOWN, (first, second))
    for language in LANGUAGES:
        assert "4127" in sentence(Texts(language, hub.clock), answer)
    settled = till.settle(hub.desk, second.id, 700)
    assert (settled.verdict, settled.args) == (
        Verdict.SETTLED,
        {"shop": "La Belle Plume", "order": "4127", "due": 700},
    )
    assert [p.amount_due_cents for p in settled.parcels] == [700, 700]
    assert (hub.journal()[0].action, hub.journal()[0].detail) == ("settle", "700")
    assert check_out.hand_over(hub.desk, first.pickup_code, checks=CASH).verdict is Verdict.COLLECTED_ALL


def test_settled_as_paid_asks_for_nothing(hub: Hub) -> None:
    parcel = hub.ready(due_cents=None)[0]
    till.settle(hub.desk, parcel.id, 0)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.COLLECTED_ALL
    assert payments(hub) == []


@pytest.mark.parametrize("cents", [-1, 10**9])
def test_invalid_amounts_are_not_settled(hub: Hub, cents: int) -> None:
    parcel = hub.ready(due_cents=None)[0]
    assert till.settle(hub.desk, parcel.id, cents).args == {"field": "due"}
    assert hub.parcel(parcel.id).amount_due_cents is None
    assert till.settle(hub.desk, "nothing", 5).verdict is Verdict.UNKNOWN_PARCEL


def test_a_shop_that_sells_prepaid_is_set_so_once(hub: Hub) -> None:
    shop = next(s for s in setup.shops(hub.desk) if s.id == hub.plume)
    setup.save_shop(hub.desk, replace(shop, prepaid=True))
    unknown = hub.ready("1", due_cents=None)[0]
    assert unknown.amount_due_cents == 0
    assert check_out.hand_over(hub.desk, unknown.pickup_code).verdict is Verdict.COLLECTED_ALL
    said = hub.ready("2", due_cents=500)[0]  # what a file does say is due all the same
    assert check_out.hand_over(hub.desk, said.pickup_code).verdict is Verdict.PAYMENT_DUE


def test_a_shop_that_says_paid_later_owes_nothing(hub: Hub) -> None:
    first, _second = hub.ready(pieces=2, due_cents=1250)
    check_out.hand_over(hub.desk, first.pickup_code, [first.id], checks=CASH)
    announce.announce(hub.desk, hub.plume, Announcement("4127", "Éloïse Lefèvre", due_cents=0))
    assert [p.amount_due_cents for p in hub.of_order()] == [0, 0]
    balance(hub)


def test_an_undo_gives_back_each_amount_as_it_came_and_asks_again(hub: Hub) -> None:
    parcel = hub.ready(due_cents=1250)[0]
    both = Checks(paid=(Paid(Method.VOUCHER, amount_cents=500), Paid(Method.CASH)))
    check_out.hand_over(hub.desk, parcel.pickup_code, checks=both)
    undo.undo(hub.other, parcel.id, "essai")
    assert payments(hub)[2:] == [(-750, "cash", "Poste 2"), (-500, "voucher", "Poste 2")]
    assert (hub.journal()[0].detail, hub.journal()[0].remark) == ("paid_back", "essai")
    assert hub.parcel(parcel.id).amount_due_cents == 1250
    balance(hub)
    assert check_out.hand_over(hub.desk, parcel.pickup_code).verdict is Verdict.PAYMENT_DUE
    check_out.hand_over(hub.desk, parcel.pickup_code, checks=CARD)
    undo.undo(hub.desk, parcel.id, "encore")
    assert payments(hub)[4:] == [(1250, "card", "Poste 1"), (-1250, "card", "Poste 1")]
    balance(hub)


def test_money_stays_while_a_piece_of_the_order_does(hub: Hub) -> None:
    first, second = hub.ready(pieces=2, due_cents=1250)
    check_out.hand_over(hub.desk, first.pickup_code, checks=CASH)
    undo.undo(hub.desk, first.id, "essai")
    assert len(payments(hub)) == 1
    assert check_out.needs(hub.desk, first.pickup_code).due == ()
    undo.undo(hub.desk, second.id, "essai")
    assert payments(hub)[1:] == [(-1250, "cash", "Poste 1")]
    balance(hub)


# the till


def test_the_till_of_a_day_by_shop_and_method(hub: Hub) -> None:
    hub.ready("1", due_cents=800)
    code = hub.ready("2", shop=hub.fromage, due_cents=1250)[0].pickup_code
    check_out.hand_over(hub.desk, code, checks=CASH)
    other = hub.ready("3", "Jean Dupont", email="jean@exemple.fr", shop=hub.fromage, due_cents=300)[0]
    check_out.hand_over(hub.other, other.pickup_code, checks=CARD)
    undo.undo(hub.other, hub.of_order("1")[0].id, "essai")
    found = till.till(hub.desk)
    assert found.day == DAY
    assert [(n.shop, n.method, n.count, n.taken_cents, n.count_back, n.back_cents) for n in found.lines] == [
        ("Fromagerie du Marché", Method.CARD, 1, 300, 0, 0),
        ("Fromagerie du Marché", Method.CASH, 1, 1250, 0, 0),
        ("La Belle Plume", Method.CASH, 1, 800, 1, 800),
    ]
    assert found.by_shop() == {"Fromagerie du Marché": 1550, "La Belle Plume": 0}
    assert found.by_method() == {Method.CARD: 300, Method.CASH: 1250}
    assert found.cents == 1550
    assert till.till(hub.desk, counter="Poste 1").cents == 2050
    assert till.till(hub.desk, counter="Poste 2").cents == -500
    assert till.till(hub.desk, date(2026, 11, 22)).lines == ()


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Cayenne"])
def test_the_day_is_the_hubs(hub: Hub, zone: str) -> None:
    """Around midnight in Paris it is still the day before in Cayenne; and the night of the changing clocks."""
    setup.save_hub_setting(hub.desk, "hub.time_zone", zone)
    is_paris = zone == "Europe/Paris"
    for at in (datetime(2026, 10, 24, 21, 59, 50, tzinfo=UTC), datetime(2026, 10, 24, 22, 30, tzinfo=UTC)):
        hub.clock.now = at
        parcel = hub.ready(str(at), due_cents=100)[0]
        hub.clock.now = at
        assert check_out.hand_over(hub.desk, parcel.pickup_code, checks=CASH).verdict is Verdict.COLLECTED_ALL
    assert till.till(hub.desk, date(2026, 10, 24)).cents == (100 if is_paris else 200)
    assert till.till(hub.desk, date(2026, 10, 25)).cents == (100 if is_paris else 0)
    hub.clock.now = datetime(2026, 10, 25, 22, 59, tzinfo=UTC)  # the day is 25 hours long there
    parcel = hub.ready("late", due_cents=100)[0]
    check_out.hand_over(hub.desk, parcel.pickup_code, checks=CASH)
    assert till.till(hub.desk, date(2026, 10, 25)).cents == (200 if is_paris else 100)


# several counters at once


def test_an_order_paid_at_two_counters_at_once_is_paid_once(hub: Hub) -> None:
    for n in range(ROUNDS):
        first, second = hub.ready(f"{n}", pieces=2, due_cents=1250)
        answers = at_once(
            *(
                partial(check_out.hand_over, desk, first.pickup_code, [p.id], checks=CASH)
                for desk, p in zip(desks(hub, 2), (first, second), strict=True)
            )
        )
        assert not any(is_refusal(answer.verdict) for answer in answers)
        assert len(payments(hub)) == n + 1
    balance(hub)


def test_an_amount_that_changes_while_it_is_paid(hub: Hub) -> None:
    for n in range(ROUNDS):
        parcel = hub.ready(f"{n}", due_cents=1250)[0]
        done, _settled = at_once(
            partial(check_out.hand_over, hub.desk, parcel.pickup_code, checks=CASH),
            partial(till.settle, hub.other, parcel.id, 1000),
        )
        assert done.verdict in (Verdict.COLLECTED_ALL, Verdict.PAYMENT_DUE)
        if done.verdict is Verdict.PAYMENT_DUE:
            check_out.hand_over(hub.desk, parcel.pickup_code, checks=CASH)
    balance(hub)


def test_a_handover_undone_at_several_counters_at_once_is_paid_back_once(hub: Hub) -> None:
    for n in range(ROUNDS):
        parcels = hub.ready(f"{n}", pieces=2, due_cents=1250)
        check_out.hand_over(hub.desk, parcels[0].pickup_code, checks=CASH)
        answers = at_once(
            *(partial(undo.undo, desk, p.id, "essai") for desk, p in zip(desks(hub, 4), parcels * 2, strict=True))
        )
        assert verdicts(answers) == {Verdict.UNDONE: 2, Verdict.CANNOT_UNDO: 2}
        assert sum(cents for cents, _method, _counter in payments(hub)) == 1250 * n
        balance(hub)
        check_out.hand_over(hub.desk, parcels[0].pickup_code, checks=CASH)


# any sequence


@contextmanager
def fresh_hub(template: Path) -> Iterator[Hub]:
    """A hub with three orders of one customer: 12.50 in two pieces, 8.00, and one of which nobody knows."""
    with TemporaryDirectory() as folder, closing(Store(f"sqlite:///{copy(template, folder)}")) as store:
        hub = Hub(store)
        hub.ready("1", pieces=2, due_cents=1250)
        hub.ready("2", shop=hub.fromage, due_cents=800)
        hub.ready("3", shop=hub.iris, due_cents=None)
        yield hub


Step = tuple[str, int, int, Method]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["hand_over", "undo", "settle", "announce"]),
        st.integers(0, 3),
        st.integers(0, 2_000),
        st.sampled_from(Method),
    ),
    max_size=14,
)


def step(hub: Hub, parcel: Parcel, what: str, cents: int, method: Method) -> None:
    """One thing that a clerk or a shop does."""
    if what == "hand_over":
        check_out.hand_over(hub.desk, parcel.pickup_code, [parcel.id], checks=Checks(paid=(Paid(method),)))
    elif what == "undo":
        undo.undo(hub.other, parcel.id, "essai")
    elif what == "settle":
        till.settle(hub.desk, parcel.id, cents)
    else:
        announce.announce(hub.desk, parcel.shop_id, Announcement(parcel.order, parcel.customer, due_cents=cents))


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_sums_are_right(sqlite_template: Path, steps: list[Step]) -> None:
    with fresh_hub(sqlite_template) as hub:
        for what, number, cents, method in steps:
            every = [p for order in ("1", "2", "3") for p in hub.of_order(order)]
            step(hub, every[number], what, cents, method)
        balance(hub)
        for order in ("1", "2", "3"):
            gone = any(p.state is State.COLLECTED for p in hub.of_order(order))
            held = hub.query(f"SELECT paid_cents FROM shop_order WHERE reference = '{order}'")[0][0]
            assert gone or held == 0
        hub.check()
