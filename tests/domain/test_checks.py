"""What a handover asks for, by the goods, the shops and the hub's policies, and how it is paid."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.checks import (
    NOTHING_SEEN,
    Checks,
    Due,
    Identity,
    IdentityPolicy,
    Method,
    Needs,
    Paid,
    Policies,
    ProxyPolicy,
    SignaturePolicy,
    is_same_name,
    lacking,
    needs,
    takings,
    traces,
)
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from tests.devices.samples import NOW, parcel

PAUL = Checks(proxy="Paul Garnier")
CASH, CARD = Method.CASH, Method.CARD
POLICIES = Policies()


def due(order: str, cents: int | None = 1000) -> Due:
    """What is left of an order."""
    return Due(order, order, "s", "Maison Iris", cents)


def asked(checks: Checks = NOTHING_SEEN, policies: Policies = POLICIES, told: str = "", **said: object) -> Needs:
    """What one parcel asks for."""
    return needs([parcel(**{"age_check": False, **said})], policies, told, checks)


def test_nothing_is_asked_of_a_paid_parcel() -> None:
    assert asked() == Needs()
    assert lacking(Needs(), NOTHING_SEEN) is None


def test_majority_is_asked_of_whoever_comes() -> None:
    for checks in (NOTHING_SEEN, PAUL):
        wine = asked(checks, age_check=True)
        assert lacking(wine, checks) is Verdict.AGE_CHECK
        assert lacking(wine, replace(checks, majority_seen=True)) is None


@pytest.mark.parametrize(
    ("policy", "customer", "proxy", "shop"),
    [
        (IdentityPolicy.NEVER, False, False, False),
        (IdentityPolicy.SHOP, False, False, True),
        (IdentityPolicy.PROXY, False, True, True),
        (IdentityPolicy.ALWAYS, True, True, True),
    ],
)
def test_each_identity_policy_asks_for_more(policy: IdentityPolicy, customer: bool, proxy: bool, shop: bool) -> None:
    policies = Policies(identity=policy)
    assert asked(policies=policies).identity is customer
    assert asked(PAUL, policies).identity is proxy
    wanted = asked(policies=policies, identity_check=True)
    assert wanted.identity is shop
    assert lacking(wanted, NOTHING_SEEN) is (Verdict.IDENTITY_CHECK if shop else None)
    assert lacking(wanted, Checks(identity_seen=Identity.PASSPORT)) is None


@pytest.mark.parametrize(
    ("policy", "customer", "proxy"),
    [
        (SignaturePolicy.NEVER, False, False),
        (SignaturePolicy.PROXY, False, True),
        (SignaturePolicy.ALWAYS, True, True),
    ],
)
def test_who_signs(policy: SignaturePolicy, customer: bool, proxy: bool) -> None:
    policies = Policies(signature=policy)
    assert (asked(policies=policies).signature, asked(PAUL, policies).signature) == (customer, proxy)
    assert not asked(replace(PAUL, paper_at=NOW), policies).signature  # it is on the paper
    assert lacking(Needs(signature=True), NOTHING_SEEN) is Verdict.SIGNATURE_NEEDED
    assert lacking(Needs(signature=True), Checks(signature="M0 0 L9 9")) is None


def test_only_who_was_named_may_come_instead() -> None:
    policies = Policies(proxy=ProxyPolicy.BEFOREHAND)
    for told, verdict in (("", Verdict.PROXY_UNKNOWN), ("Jean Dupont", Verdict.PROXY_UNKNOWN), ("GARNIER paul", None)):
        assert lacking(asked(PAUL, policies, told), PAUL) is verdict
    assert lacking(asked(policies=policies), NOTHING_SEEN) is None  # the customer
    assert lacking(asked(PAUL), PAUL) is None  # told at the counter


def test_names_are_the_same_whatever_their_dress() -> None:
    assert is_same_name("Mme Éloïse LEFÈVRE", "Lefevre Eloise")
    assert not is_same_name("Éloïse Lefèvre", "Éloïse")


def test_an_order_of_several_pieces_is_due_once() -> None:
    pieces: Sequence[Parcel] = [parcel(id=str(n), order_id="o", amount_due_cents=1250) for n in range(3)]
    found = needs(pieces, Policies(), "", NOTHING_SEEN)
    assert [d.amount_cents for d in found.due] == [1250]
    assert found.due_cents == 1250


def test_an_unknown_amount_is_settled_before_anything_is_paid() -> None:
    unknown = asked(amount_due_cents=None)
    assert unknown.unknown == unknown.due
    assert lacking(unknown, Checks(paid=(Paid(CASH),))) is Verdict.AMOUNT_UNKNOWN


def test_every_order_is_to_be_paid() -> None:
    both = Needs(due=(due("a"), due("b")))
    too_little: list[list[Paid]] = [[], [Paid(CASH, "a")], [Paid(CASH, "c")]]
    assert {lacking(both, Checks(paid=tuple(paid))) for paid in too_little} == {Verdict.PAYMENT_DUE}
    enough = [[Paid(CASH)], [Paid(CASH, "a"), Paid(CARD)], [Paid(CASH, "a"), Paid(CARD, "b")]]
    assert {lacking(both, Checks(paid=tuple(paid))) for paid in enough} == {None}


def taken(paid: Sequence[Paid], *dues: Due) -> list[tuple[str, Method, int]]:
    """What is taken for each order."""
    return [(t.due.order_id, t.method, t.amount_cents) for t in takings(dues, paid)]


def test_each_order_is_paid_as_it_was_said() -> None:
    a, b = due("a", 1000), due("b", 500)
    assert taken([Paid(CASH)], a, b) == [("a", CASH, 1000), ("b", CASH, 500)]
    assert taken([Paid(CARD, "b"), Paid(CASH)], a, b) == [("b", CARD, 500), ("a", CASH, 1000)]
    assert taken([Paid(CASH, amount_cents=1200), Paid(CARD)], a, b) == [
        ("a", CASH, 1000),
        ("b", CASH, 200),
        ("b", CARD, 300),
    ]
    assert taken([Paid(CASH, "a", 400), Paid(CARD, "a", 600)], a) == [("a", CASH, 400), ("a", CARD, 600)]


def test_what_is_not_asked_for_is_not_taken() -> None:
    assert taken([Paid(CASH, "elsewhere", 700)], due("a", 0)) == []
    assert taken([Paid(CASH, amount_cents=700)]) == []


@pytest.mark.parametrize("cents", [-1000, 0, 1, 999, 1001])
def test_another_amount_than_what_is_due_will_not_do(cents: int) -> None:
    for order in ("a", None):
        with pytest.raises(ValueError, match="due"):
            taken([Paid(CASH, order, cents)], due("a", 1000))


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from(Method), st.none() | st.integers(-5, 10**6)), min_size=1, max_size=4),
)
def test_what_is_taken_is_what_is_due_to_the_cent(amounts: list[int], said: list[tuple[Method, int | None]]) -> None:
    dues = [due(str(n), cents) for n, cents in enumerate(amounts)]
    try:
        found = takings(dues, [Paid(method, None, cents) for method, cents in said])
    except ValueError:
        return
    for one in dues:
        assert sum(t.amount_cents for t in found if t.due == one) == one.amount_cents
    assert all(t.amount_cents > 0 for t in found)
    assert sum(t.amount_cents for t in found) >= sum(cents or 0 for _method, cents in said)


def test_the_journal_says_which_checks_and_nothing_of_anybody() -> None:
    every = Checks(True, Identity.CARD, (Paid(CASH),), "Paul Garnier", "M0 0 L9 9", "chaud", NOW)
    assert traces(every) == ("majority", "identity", "proxy", "signature", "paper", "override")
    assert traces(NOTHING_SEEN) == ()
