"""What a handover asks for besides the code, and what the clerk has seen of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
