"""Handing over to the customer at the counter; what has to be seen or paid first is asked, then it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.domain.checks import Checks, Needs, lacking
from desk_app.domain.states import State
from desk_app.domain.values import Answer, Parcel, Pickup
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages import comptoir_visit as visits
from desk_app.ui.pages.comptoir_asking import Asked, AskPanel
from desk_app.ui.pages.comptoir_visit import ASKING, Visit
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.domain.visits import Seen, Visitor

_DONE = frozenset({Verdict.COLLECTED, Verdict.COLLECTED_ALL})


class Serving(QObject):
    """The open visit, and its one handover under way."""

    handed_over = Signal(object)  # Answer
    told = Signal(object)  # any other Answer: nothing was handed over
    asking = Signal()  # the panel has another question, or the same for more parcels
    changed = Signal()  # what the visit asks for has changed
    failed = Signal(object)  # the exception: whether it was done is not known

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.visit: Visit | None = None
        self.paper_at: datetime | None = None  # what is entered now was handed over on paper then
        self.panel = AskPanel(session.words)
        self.panel.answered.connect(self.answer)
        self.panel.settled.connect(self.settle)
        self._wanted: tuple[str, ...] | None = ()  # waits for an answer; None is all that is left
        self._needs = Needs()  # of what is wanted
        self._manager: Desk | None = None  # answers for goods that were too warm, until they are handed over
        self._last_handed = ""
        self._under_way: Ticket | None = None
        self._nonces: dict[tuple[str, ...], str] = {}  # of handovers whose answer got lost

    # the visit

    def begin(self, pickup: Pickup, needs: Needs | None = None) -> None:
        """A customer has come."""
        self.end()
        self.visit = Visit.of(pickup, needs)

    def end(self) -> None:
        """Nobody is served any more: nothing of the last customer may be handed over."""
        self.give_up()
        self.visit = None
        self._last_handed = ""

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self.panel.asked is not None

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._under_way is not None and not self._under_way.done

    @property
    def ticket(self) -> Ticket | None:
        """What was asked last; a scan that answers a question is answered with it."""
        return self._under_way if self.is_busy else None

    def left(self) -> list[Parcel]:
        """What of the open visit is still to be handed over."""
        return self.visit.left(self._session.now()) if self.visit is not None else []

    def name_proxy(self, name: str) -> Ticket | None:
        """Who has come; empty is the customer."""
        if self.visit is None:
            return None
        self.visit = visit = self.visit.with_proxy(name)
        desk = self._session.desk()
        return self._session.door.ask(
            lambda: visits.needs(desk, visit.pickup.code, visit.seen), self._set_needs, self.failed.emit
        )

    def _set_needs(self, needs: Needs) -> None:
        if self.visit is not None:
            self.visit = replace(self.visit, needs=needs)
            self.changed.emit()

    # handing over

    def is_of_visit(self, parcel_id: str) -> bool:
        """Whether a label's parcel may be handed over in the open visit, or is refused there."""
        visit = self.visit
        return visit is not None and bool(self.left() or parcel_id in {p.id for p in visit.pickup.parcels})

    def label(self, parcel_id: str) -> Ticket | None:
        """A label was scanned: hand its parcel over; while a question is open, after its answer."""
        if parcel_id == self._last_handed:
            return None  # the scanner read it twice: it is ticked already
        if not self.is_asking:
            return self._hand_over((parcel_id,))
        if parcel_id in {p.id for p in self.left()}:
            self._wait_too(parcel_id)
            return None
        return self._ask_counter((parcel_id,), self._on_refused_meanwhile)

    def hand_over_all(self) -> Ticket | None:
        """Hand over all that is left."""
        return None if self.visit is None or self.is_busy or self.is_asking else self._hand_over(None)

    def _wait_too(self, parcel_id: str) -> None:
        if self._wanted is not None and parcel_id not in self._wanted:
            self._wanted += (parcel_id,)
        self._ask()

    def _hand_over(self, ids: tuple[str, ...] | None) -> Ticket:
        self._wanted = ids
        self._under_way = self._ask_counter(ids, self._on_answer)
        return self._under_way

    def _ask_counter(self, ids: tuple[str, ...] | None, then: Callable[[Answer, Needs | None], None]) -> Ticket:
        """The same again after a lost answer is the same action."""
        assert self.visit is not None
        code, checks = self.visit.pickup.code, replace(self.visit.seen, paper_at=self.paper_at)
        key = (code, *(ids or ()))
        nonce = self._nonces.setdefault(key, token_hex(16))
        desk = self._manager or self._session.desk()

        def answered(given: tuple[Answer, Needs | None]) -> None:
            self._nonces.pop(key, None)
            then(*given)

        return self._session.door.ask(
            lambda: visits.hand_over(desk, code, ids, checks, nonce), answered, self.failed.emit
        )

    def _on_answer(self, answer: Answer, needs: Needs | None) -> None:
        if needs is not None and self._is_about_visit(answer):
            self._needs = needs
            self._ask()
            self._session.sound(answer)
            return
        if answer.verdict is Verdict.TOO_WARM and self._is_about_visit(answer):
            self._ask_manager(answer)
            return
        self.give_up()
        self.keep(answer)
        is_done = answer.verdict in _DONE
        if is_done and answer.parcels:
            self._last_handed = answer.parcels[-1].id
        (self.handed_over if is_done else self.told).emit(answer)

    def _on_refused_meanwhile(self, answer: Answer, needs: Needs | None) -> None:
        """Another label, scanned while a question was open, is somebody else's or has gone: the question stays."""
        if needs is not None:
            self._wait_too(answer.parcels[0].id)
            return
        self.keep(answer)
        (self.handed_over if answer.verdict in _DONE else self.told).emit(answer)

    def _is_about_visit(self, answer: Answer) -> bool:
        return self.visit is not None and (answer.pickup is None or answer.pickup.id == self.visit.pickup.id)

    def keep(self, answer: Answer) -> None:
        """The pickup as it now stands."""
        if self.visit is not None and answer.pickup is not None and answer.pickup.id == self.visit.pickup.id:
            self.visit = replace(self.visit, pickup=answer.pickup)

    def meet(self, others: tuple[Visitor, ...]) -> None:
        """Other counters have the pickup open too."""
        if self.visit is not None:
            self.visit = replace(self.visit, others=others)
            self.changed.emit()

    def see(self, found: Seen, needs: Needs | None) -> list[Parcel]:
        """The pickup as other counters have made it; what they have handed over just now.

        A question about that asks for nothing any more.
        """
        before = self.visit
        if before is None:
            return []
        self.visit = after = before.seen_anew(found, needs)
        asked = self.panel.asked.parcels if self.panel.asked is not None else ()
        if after.taken.keys() & {p.id for p in asked}:
            self.give_up()
        was_here = {p.id for p in before.parcels if p.state is not State.COLLECTED}
        return [p for p in after.parcels if p.id in after.taken and p.id in was_here]

    # questions

    def _ask(self) -> None:
        """Ask for the first thing that is lacking."""
        visit = self.visit
        if visit is None:
            return
        still_due = {(due.order_id, due.amount_cents) for due in self._needs.due}
        paid = tuple(p for p in visit.seen.paid if (p.order_id, p.amount_cents) in still_due)
        seen = replace(visit.seen, paid=paid)
        question = lacking(self._needs, seen)
        if question is None or question not in ASKING:
            return
        wanted = [p for p in self.left() if self._wanted is None or p.id in self._wanted]
        self.panel.ask(Asked(question, tuple(wanted), self._needs, seen, visit.who))
        self.asking.emit()

    def _ask_manager(self, answer: Answer) -> None:
        """Goods were out of the cold for too long: a manager may say why they are handed over all the same."""
        if self.visit is not None:
            minutes = int(str(answer.args["minutes"]))
            seen, who = self.visit.seen, self.visit.who
            self.panel.ask(Asked(answer.verdict, answer.parcels, Needs(), seen, who, minutes))
            self.asking.emit()
            self._session.sound(answer)

    def _on_manager(self, desk: Desk) -> None:
        self._manager = desk
        self._hand_over(self._wanted)

    def answer(self, seen: Checks) -> None:
        """Something was seen or paid: ask for the next thing, or go on."""
        if self.visit is None or self.is_busy:
            return
        self.visit = replace(self.visit, seen=seen)
        self.changed.emit()
        if self.panel.asked is not None and self.panel.asked.question is Verdict.TOO_WARM:
            ManagerPrompt.ask(self._session, self._on_manager)
        elif lacking(self._needs, seen) in ASKING:
            self._ask()
        else:
            self._hand_over(self._wanted)

    def settle(self, order_id: str, cents: int) -> None:
        """The amount of an order is known now: go on."""
        if self.is_busy:
            return
        desk = self._session.desk()
        self._under_way = self._session.door.ask(
            lambda: rooms.till.settle(desk, order_id, cents), self._on_settled, self.failed.emit
        )

    def _on_settled(self, answer: Answer) -> None:
        if is_refusal(answer.verdict):
            self.told.emit(answer)
        elif self.visit is not None and self.is_asking:
            self._hand_over(self._wanted)

    def give_up(self) -> list[Parcel]:
        """The question is not answered: what waited for it stays here, and nothing that was told for it counts."""
        waited = list(self.panel.asked.parcels) if self.panel.asked is not None else []
        self.panel.end()
        self._wanted, self._manager = (), None
        if self.visit is not None:
            self.visit = replace(self.visit, seen=replace(self.visit.seen, paid=(), override=""))
        return waited
