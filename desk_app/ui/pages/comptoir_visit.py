"""The customer at the counter: their pickup, which of its parcels this visit is about, what was seen of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from desk_app.domain.checks import NOTHING_SEEN, Checks, Needs
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict
from desk_app.domain.visits import Seen, Visitor
from desk_app.ui import rooms
from desk_app.ui.pages import comptoir_tiles as view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.counter.desk import Desk

NO_NEEDS = Needs()
ASKING = frozenset(
    {
        Verdict.AGE_CHECK,
        Verdict.IDENTITY_CHECK,
        Verdict.AMOUNT_UNKNOWN,
        Verdict.PAYMENT_DUE,
        Verdict.SIGNATURE_NEEDED,
    }
)
"""Refusals that are questions: the same handover goes on when they are answered."""


@dataclass(frozen=True, slots=True)
class Visit:
    """``shelves``: by id of the parcels it is about, in walking order. ``seen`` counts for the whole visit.

    Payments in ``seen`` are those of the handover that is being asked about, and of no other. ``others`` have the
    pickup open too; ``taken`` is what they have handed over of it, by parcel.
    """

    pickup: Pickup
    shelves: Mapping[str, str | None]
    needs: Needs = NO_NEEDS
    seen: Checks = NOTHING_SEEN
    others: tuple[Visitor, ...] = ()
    taken: Mapping[str, Visitor] = field(default_factory=dict)

    @classmethod
    def of(cls, pickup: Pickup, needs: Needs | None = None) -> Self:
        """A visit about what is in the house now."""
        return cls(pickup, {p.id: p.shelf for p in view.on_the_counter(pickup)}, needs or NO_NEEDS)

    @property
    def parcels(self) -> list[Parcel]:
        """The parcels of the visit as they now stand; those handed over keep their places and their shelves."""
        by_id = {p.id: p for p in self.pickup.parcels}
        return [replace(by_id[i], shelf=by_id[i].shelf or shelf) for i, shelf in self.shelves.items() if i in by_id]

    @property
    def given(self) -> list[Parcel]:
        """What this visit has handed over."""
        return [p for p in self.parcels if p.state is State.COLLECTED and p.id not in self.taken]

    def left(self, now: datetime) -> list[Parcel]:
        """What is still to be handed over."""
        return [p for p in self.parcels if view.is_left(p, now)]

    @property
    def who(self) -> str:
        """Who stands at the counter."""
        return self.seen.proxy or self.pickup.customer

    def due_now(self, order_id: str) -> int | None:
        """What is left to pay of an order, in cents; None is unknown."""
        return next((p.amount_due_cents for p in self.pickup.parcels if p.order_id == order_id), 0)

    def with_proxy(self, name: str) -> Self:
        """Somebody else has come: nothing of them has been seen yet."""
        if name == self.seen.proxy:
            return self
        seen = replace(self.seen, proxy=name, majority_seen=False, identity_seen=None, signature="")
        return replace(self, seen=seen)

    def seen_anew(self, found: Seen, needs: Needs | None) -> Self:
        """As it now stands; what has come meanwhile is after what was there."""
        come = {p.id: p.shelf for p in view.on_the_counter(found.pickup) if p.id not in self.shelves}
        return replace(
            self,
            pickup=found.pickup,
            shelves={**self.shelves, **come},
            needs=self.needs if needs is None else needs,
            others=found.others,
            taken=found.taken,
        )


# jobs for the background door


def look(desk: Desk, code: str) -> tuple[Answer, Needs | None]:
    """What a code opens, and what the visit will ask for."""
    return _with_needs(desk, rooms.check_out.look(desk, code))


def identify(desk: Desk, parcel_id: str) -> tuple[Answer, Needs | None]:
    """Whose a parcel is, and what their visit will ask for."""
    return _with_needs(desk, rooms.returns.seen(desk, parcel_id))


def hand_over(
    desk: Desk, code: str, ids: Sequence[str] | None, checks: Checks, nonce: str
) -> tuple[Answer, Needs | None]:
    """The answer, and all that is asked for when it is a question."""
    scanned = ids is not None
    answer = rooms.check_out.hand_over(desk, code, ids, scanned=scanned, checks=checks, nonce=nonce)
    if answer.verdict not in ASKING:
        return answer, None
    return answer, rooms.check_out.needs(desk, code, ids, checks=checks)


def needs(desk: Desk, code: str, checks: Checks) -> Needs:
    """What a visit asks for of whoever has come."""
    wanted: Needs = rooms.check_out.needs(desk, code, checks=checks)
    return wanted


def tell(desk: Desk, pickup_id: str) -> tuple[Visitor, ...]:
    """The other counters may know that this pickup is open here, or that none is; which of them have it open too."""
    if pickup_id:
        found: tuple[Visitor, ...] = rooms.visits.begin(desk, pickup_id)
        return found
    rooms.visits.end(desk)
    return ()


def see(desk: Desk, visit: Visit) -> tuple[Seen | None, Needs | None]:
    """The visit's pickup as it now stands; and what it asks for, where it has changed."""
    found: Seen | None = rooms.visits.see(desk, visit.pickup.id)
    if found is None or found.pickup == visit.pickup:
        return found, None
    return found, needs(desk, found.pickup.code, visit.seen)


def _with_needs(desk: Desk, answer: Answer) -> tuple[Answer, Needs | None]:
    pickup = answer.pickup
    if pickup is None or pickup.closed_at is not None:
        return answer, None
    return answer, rooms.check_out.visit_needs(desk, pickup)
