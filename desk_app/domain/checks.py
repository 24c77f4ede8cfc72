"""What a handover asks for besides the code, and what the clerk has seen of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk_app.domain.people import words
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict


class Identity(StrEnum):
    """The kind of document that was seen; never its number."""

    CARD = "card"
    PASSPORT = "passport"
    LICENCE = "licence"
    PERMIT = "permit"  # of residence
    OTHER = "other"


class Method(StrEnum):
    """How an amount was paid at the counter."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    VOUCHER = "voucher"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paid:
    """What the customer paid for one order; ``amount_cents`` None is all that is due, which must be known then."""

    method: Method
    order_id: str | None = None  # None is every order of the handover
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """What the clerk has seen and taken at a handover.

    ``proxy`` is who came instead of the customer; empty is the customer. ``signature`` is strokes as an SVG path.
    ``override`` is a manager's reason to hand over what was warm for too long. ``paper_at`` is when it was handed
    over on paper, entered later.
    """

    majority_seen: bool = False
    identity_seen: Identity | None = None
    paid: tuple[Paid, ...] = ()
    proxy: str = ""
    signature: str = ""
    override: str = ""
    paper_at: datetime | None = None


NOTHING_SEEN = Checks()


class IdentityPolicy(StrEnum):
    """Whose document is to be seen; each asks for more than the one before."""

    NEVER = "never"
    SHOP = "shop"  # where a shop wants it
    PROXY = "proxy"  # and of whoever comes instead of the customer
    ALWAYS = "always"


class ProxyPolicy(StrEnum):
    """Who may come instead of the customer."""

    COUNTER = "counter"  # whoever shows the code and says so
    BEFOREHAND = "beforehand"  # whom the customer has named


class SignaturePolicy(StrEnum):
    """Who signs."""

    NEVER = "never"
    PROXY = "proxy"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Policies:
    """What a hub asks of whoever comes."""

    identity: IdentityPolicy = IdentityPolicy.SHOP
    proxy: ProxyPolicy = ProxyPolicy.COUNTER
    signature: SignaturePolicy = SignaturePolicy.NEVER


@dataclass(frozen=True, slots=True)
class Due:
    """What is left to pay of one order, all its pieces together; ``amount_cents`` None is unknown, never zero."""

    order_id: str
    order: str
    shop_id: str
    shop: str
    amount_cents: int | None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a handover asks for, all at once.

    ``due`` is each order that is not paid. ``proxy`` is who may come instead, as the customer told beforehand, or
    empty; ``only_told`` is that nobody else may.
    """

    majority: bool = False
    identity: bool = False
    signature: bool = False
    due: tuple[Due, ...] = ()
    proxy: str = ""
    only_told: bool = False

    @property
    def unknown(self) -> tuple[Due, ...]:
        """The orders whose amount is to be settled first."""
        return tuple(due for due in self.due if due.amount_cents is None)

    @property
    def due_cents(self) -> int:
        """All that is due, as far as it is known."""
        return sum(due.amount_cents or 0 for due in self.due)


@dataclass(frozen=True, slots=True)
class Taking:
    """Money taken for one order; more than zero."""

    due: Due
    method: Method
    amount_cents: int


def needs(parcels: Sequence[Parcel], policies: Policies, told: str, checks: Checks) -> Needs:
    """What handing these parcels over asks of whoever came; ``told`` is the proxy named beforehand, or empty."""
    by_proxy = bool(checks.proxy)
    wants_identity = policies.identity is not IdentityPolicy.NEVER and any(p.identity_check for p in parcels)
    return Needs(
        majority=any(p.age_check for p in parcels),
        identity=wants_identity
        or policies.identity is IdentityPolicy.ALWAYS
        or (policies.identity is IdentityPolicy.PROXY and by_proxy),
        signature=not checks.paper_at  # then it is on the paper
        and (
            policies.signature is SignaturePolicy.ALWAYS or (policies.signature is SignaturePolicy.PROXY and by_proxy)
        ),
        due=tuple(
            Due(p.order_id, p.order, p.shop_id, p.shop, p.amount_due_cents)
            for p in {p.order_id: p for p in parcels}.values()
            if p.amount_due_cents != 0
        ),
        proxy=told,
        only_told=policies.proxy is ProxyPolicy.BEFOREHAND,
    )


def lacking(asked: Needs, checks: Checks) -> Verdict | None:
    """The first thing that is asked for and was not seen; None when everything was."""
    if asked.majority and not checks.majority_seen:
        return Verdict.AGE_CHECK
    if asked.only_told and checks.proxy and not is_same_name(checks.proxy, asked.proxy):
        return Verdict.PROXY_UNKNOWN
    if asked.identity and checks.identity_seen is None:
        return Verdict.IDENTITY_CHECK
    if asked.unknown:
        return Verdict.AMOUNT_UNKNOWN
    if any(dues and not paid for dues, paid in _pots(asked.due, checks.paid)):
        return Verdict.PAYMENT_DUE
    return Verdict.SIGNATURE_NEEDED if asked.signature and not checks.signature else None


def traces(checks: Checks) -> tuple[str, ...]:
    """What the journal says of the checks: which, and nothing of anybody."""
    seen = {
        "majority": checks.majority_seen,
        "identity": checks.identity_seen is not None,
        "proxy": bool(checks.proxy),
        "signature": bool(checks.signature),
        "paper": checks.paper_at is not None,
        "override": bool(checks.override),
    }
    return tuple(word for word, is_seen in seen.items() if is_seen)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, whatever their order, case and accents."""
    return sorted(words(one)) == sorted(words(other))


def takings(due: Sequence[Due], paid: Sequence[Paid]) -> tuple[Taking, ...]:
    """What is taken for each order, every amount known and paid. Raises ValueError for amounts that are not the due.

    What was paid for an order that is not among them is nothing: another handover has settled it.
    """
    return tuple(taking for dues, those in _pots(due, paid) if dues for taking in _poured(dues, those))


def _pots(due: Sequence[Due], paid: Sequence[Paid]) -> list[tuple[list[Due], list[Paid]]]:
    """Each order that a payment names with its payments, and all others with the payments that name none."""
    named = {p.order_id for p in paid}
    pots = [([d], [p for p in paid if p.order_id == d.order_id]) for d in due if d.order_id in named]
    return [*pots, ([d for d in due if d.order_id not in named], [p for p in paid if p.order_id is None])]


def _poured(due: Sequence[Due], paid: Sequence[Paid]) -> Iterator[Taking]:
    """Payments laid against orders, one after the other; a payment without an amount is all the others leave."""
    said = [p.amount_cents for p in paid if p.amount_cents is not None]
    rest = sum(d.amount_cents or 0 for d in due) - sum(said)
    if rest < 0 or any(cents <= 0 for cents in said) or (rest and len(said) == len(paid)):
        raise ValueError("not what is due")
    purses = [(p.method, rest if p.amount_cents is None else p.amount_cents) for p in paid]
    for order in due:
        left = order.amount_cents or 0
        while left:
            method, cents = purses.pop(0)
            taken = min(left, cents)
            if taken:
                yield Taking(order, method, taken)
            left -= taken
            if cents > taken:
                purses.insert(0, (method, cents - taken))
