"""What is to be seen before something is given away: asked for all at once, refused one by one."""

from collections.abc import Sequence
from dataclasses import replace

from desk_app.counter.desk import Refusal
from desk_app.domain import checks as rules
from desk_app.domain import signature
from desk_app.domain.checks import Checks, IdentityPolicy, Needs, Policies, ProxyPolicy, SignaturePolicy, Taking
from desk_app.domain.people import one_line
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.store import hubs, payments
from desk_app.store.engine import Tx
from desk_app.store.journal import Act


def needs(tx: Tx, hub_id: str, pickup: Pickup, parcels: Sequence[Parcel], checks: Checks) -> Needs:
    """What handing these parcels over asks for."""
    return rules.needs(parcels, _policies(tx, hub_id), pickup.proxy or "", checks)


def tidy(checks: Checks) -> Checks:
    """The checks as they are kept. Raises Refusal for a signature that is none."""
    try:
        signed = signature.cleaned(checks.signature) if checks.signature else ""
    except ValueError as error:
        raise Refusal(Answer(Verdict.INVALID, {"field": "signature"})) from error
    return replace(checks, proxy=one_line(checks.proxy), signature=signed, override=one_line(checks.override))


def require(tx: Tx, act: Act, pickup: Pickup, parcels: Sequence[Parcel], checks: Checks) -> tuple[Taking, ...]:
    """What is paid for these parcels when all was seen; their orders are paid then. Raises Refusal for what was not."""
    asked = needs(tx, act.hub_id, pickup, parcels, checks)
    verdict = rules.lacking(asked, checks)
    if verdict is not None:
        raise _refusal(verdict, asked, pickup, parcels)
    try:
        takings = rules.takings(asked.due, checks.paid)
    except ValueError as error:
        raise Refusal(Answer(Verdict.INVALID, {"field": "paid"}, tuple(parcels), pickup), pickup.id) from error
    if not payments.mark_paid(tx, asked.due):  # its shop has just said another amount
        raise _refusal(Verdict.PAYMENT_DUE, asked, pickup, parcels)
    return takings


def _refusal(verdict: Verdict, asked: Needs, pickup: Pickup, parcels: Sequence[Parcel]) -> Refusal:
    """The refusal with the parcels it is about, and the orders and amounts where it is about money."""
    dues = asked.unknown if verdict is Verdict.AMOUNT_UNKNOWN else asked.due
    orders = {due.order_id for due in dues}
    about = {
        Verdict.AGE_CHECK: [p for p in parcels if p.age_check],
        Verdict.IDENTITY_CHECK: [p for p in parcels if p.identity_check],
        Verdict.AMOUNT_UNKNOWN: [p for p in parcels if p.order_id in orders],
        Verdict.PAYMENT_DUE: [p for p in parcels if p.order_id in orders],
    }
    args = {"customer": pickup.customer, "due": asked.due_cents, "dues": dues}
    return Refusal(Answer(verdict, args, tuple(about.get(verdict) or parcels), pickup), pickup.id)


def _policies(tx: Tx, hub_id: str) -> Policies:
    stored, default = hubs.settings(tx, hub_id), Policies()
    return Policies(
        IdentityPolicy(stored.get("identity.policy", default.identity)),
        ProxyPolicy(stored.get("proxy.policy", default.proxy)),
        SignaturePolicy(stored.get("signature.policy", default.signature)),
    )
