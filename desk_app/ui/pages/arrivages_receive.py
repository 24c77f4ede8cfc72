"""Taking parcels in: what a scan means here, what is in the clerk's hand, and its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.domain import codes
from desk_app.domain.people import fold
from desk_app.domain.scan import Kind, Scan
from desk_app.domain.states import IN_HOUSE
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Parcel, Shelf
from desk_app.domain.verdicts import Verdict
from desk_app.ui import rooms
from desk_app.ui.background import Ticket
from desk_app.ui.printing import Labels
from desk_app.ui.session import Change, Session, offline_answer

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

T = TypeVar("T")
TAKEN_IN = frozenset({Verdict.SHELVED, Verdict.RECEIVED})
SCAN_AGAIN = frozenset({Verdict.UNKNOWN_SHELF, Verdict.WRONG_ZONE, Verdict.MISREAD})
PLACED = TAKEN_IN | {Verdict.MOVED}


class Receiving(QObject):
    """Asks the counter and tells the page; prints the labels of what has come in or has moved."""

    answered = Signal(object)  # Answer
    asked_shop = Signal(object, object)  # the Scan of an order several shops have, the Answer with one parcel of each
    current_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._labels = Labels.of(session)
        self.current: Parcel | None = None  # just received or scanned: a shelf scanned now is its place
        self.unknown = ""  # the last order number nobody has announced

    @property
    def is_labelling(self) -> bool:
        """Whether what comes in is labelled at once."""
        return bool(self._session.settings.get("label.print_on_receive"))

    # what is done

    def scan(self, scan: Scan, shelves: Sequence[Shelf]) -> Ticket:
        """A shelf, or the code of one, places the parcel in hand; all else is to be taken in."""
        if self.current is not None and (scan.kind is Kind.SHELF or names_shelf(scan, shelves)):
            return self.move(self.current, scan.value)
        return self.receive(scan)

    def receive(self, scan: Scan, *, shop_id: str | None = None) -> Ticket:
        """Take in what a scan names: an order's number, or a parcel's id."""
        text, others, label = scan.value, scan.alternatives, self.is_labelling
        return self._ask(
            lambda desk: rooms.receive.receive(desk, text, shop_id=shop_id, alternatives=others, label=label),
            lambda answer: self._show(answer, scan),
        )

    def move(self, parcel: Parcel, shelf: str) -> Ticket:
        """Put a parcel somewhere else; a label whose shelf is not right any more is printed again."""

        def then(answer: Answer) -> None:
            moved = answer.parcels[-1:] if answer.verdict in PLACED else ()
            self._placed(answer, [p for p in moved if p.shelf != parcel.shelf])

        return self._ask(lambda desk: rooms.receive.move(desk, parcel.id, shelf), then)

    def count(self, parcel: Parcel, pieces: int) -> Ticket:
        """All pieces of a parcel's order are here: so many."""
        label = self.is_labelling

        def job(desk: Desk) -> tuple[Answer, Parcel | None]:
            answer = rooms.receive.receive(desk, parcel.id, pieces=pieces, label=label)
            return answer, rooms.lists.parcel(desk, parcel.id)

        return self._ask(job, lambda both: self._counted(parcel, *both))

    def keep(self, parcel: Parcel, days: int) -> Ticket:
        """Keep a parcel that waits here so many more opening days."""
        return self._ask(lambda desk: rooms.keeping.extend(desk, parcel.id, days), self._kept)

    def let_go(self) -> None:
        """Nothing is in the clerk's hand any more."""
        self._hold(None)

    # what came of it

    def _show(self, answer: Answer, scan: Scan) -> None:
        if answer.verdict is Verdict.SEVERAL_ORDERS:
            self.asked_shop.emit(scan, answer)
            return
        self.unknown = scan.value if answer.verdict is Verdict.UNKNOWN_ORDER else ""
        self._placed(answer, scanned=scan.value)

    def show_unannounced(self, answer: Answer) -> None:
        """A parcel of the short form has come in, or why not."""
        self._placed(answer)

    def _counted(self, before: Parcel, answer: Answer, after: Parcel | None) -> None:
        """The first piece's label says how many there are; it is printed again when that was wrong."""
        fresh = {p.id for p in answer.parcels} if answer.verdict in TAKEN_IN else set()
        is_wrong = after is not None and after.pieces != before.pieces and before.state in IN_HOUSE
        self._placed(answer, (after,) if is_wrong and after is not None and after.id not in fresh else ())

    def _kept(self, answer: Answer) -> None:
        self.answered.emit(answer)
        if answer.verdict is Verdict.EXTENDED:
            self._session.tell_changed(Change.PARCELS)

    def _placed(self, answer: Answer, to_print: Sequence[Parcel] = (), scanned: str = "") -> None:
        """What is received has its label queued in the same transaction; ``to_print`` is what needs a new one."""
        if answer.verdict in TAKEN_IN:
            self._labels.look()  # first of all: the label is on its way while the answer is shown
        here = [p for p in answer.parcels if p.state in IN_HOUSE]
        if answer.verdict in PLACED or answer.verdict is Verdict.ALREADY_RECEIVED:
            self._hold(next((p for p in here if p.id == scanned), here[-1] if here else None))
        elif answer.verdict not in SCAN_AGAIN:
            self._hold(None)  # what was scanned is not what was in hand
        if to_print and self.is_labelling:
            self._labels.parcels(to_print)
        self.answered.emit(answer)
        if answer.verdict in PLACED:
            self._session.tell_changed(Change.PARCELS)

    def _hold(self, parcel: Parcel | None) -> None:
        self.current = parcel
        self.current_changed.emit()

    def _ask(self, job: Callable[[Desk], T], then: Callable[[T], None]) -> Ticket:
        desk = self._session.desk()
        return self._session.door.ask(lambda: job(desk), then, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """Nothing is known to have happened; what is in hand stays there."""
        if isinstance(error, EnvironmentTrouble):
            self.answered.emit(offline_answer(error))


def names_shelf(scan: Scan, shelves: Sequence[Shelf]) -> bool:
    """Whether a text is the code of a shelf, or looks like a shelf's label misread."""
    letters = scan.value.upper()
    is_tag = len(letters) == codes.SHELF_TAG_LENGTH and set(letters) <= set(codes.ALPHABET)
    return scan.kind is Kind.TEXT and (is_tag or fold(scan.value) in {fold(shelf.code) for shelf in shelves})
