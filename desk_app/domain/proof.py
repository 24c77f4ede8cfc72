"""What proves what became of a parcel: who, when, where, and what was checked."""

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.checks import Identity, Method
from desk_app.domain.cold import ColdSpell
from desk_app.domain.remarks import Remark
from desk_app.domain.values import JournalEntry, Parcel


@dataclass(frozen=True, slots=True)
class Handover:
    """The act at the counter that stands; ``proxy`` and ``signature`` empty: nobody else came, nothing was signed."""

    at: datetime
    counter: str
    clerk: str
    majority_seen: bool
    identity_seen: Identity | None
    proxy: str
    signature: str
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """Money taken for the parcel's order; what was given back is negative."""

    at: datetime
    method: Method
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Link:
    """The parcel's last line in its counter's chain of the journal."""

    counter: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Proof:
    """All that is known of one parcel, each list the oldest first; ``link`` None when its journal has no line."""

    hub: str
    made_at: datetime
    parcel: Parcel
    entries: tuple[JournalEntry, ...]
    handover: Handover | None
    payments: tuple[Payment, ...]
    remarks: tuple[Remark, ...]
    spells: tuple[ColdSpell, ...]
    link: Link | None
