"""Short questions over the list, answered by the next scan or the next typed line: where to, how many, really."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Signal

from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Parcel
from desk_app.ui.background import Ticket
from desk_app.ui.pages.arrivages_receive import Receiving
from desk_app.ui.widgets.prompt import Prompt
from desk_app.ui.words import Words

MOST_PIECES = 99
_MOST_DIGITS = 3  # of a number of days: more is the number of an order


class Ask(Enum):
    """What is asked."""

    MOVE = "move"
    PIECES = "pieces"
    KEEP = "keep"
    PRINT = "print"


class Questions(Prompt):
    """At most one question at a time; a scan that is no answer closes it and means what it always means."""

    changed = Signal()

    def __init__(self, receiving: Receiving, words: Words) -> None:
        super().__init__("keys")
        self._receiving, self._words = receiving, words
        self.asked: Ask | None = None
        self._parcel: Parcel | None = None
        self._count = 0
        self._yes: Callable[[], object] = lambda: None

    def about(self, asked: Ask, parcel: Parcel) -> None:
        """Ask where a parcel goes, how many pieces of its order are here, or how many days longer it is kept."""
        self.asked, self._parcel = asked, parcel
        self.write()
        self.changed.emit()

    def confirm(self, count: int, yes: Callable[[], object]) -> None:
        """Ask whether so many labels are really wanted."""
        self.asked, self._parcel, self._count, self._yes = Ask.PRINT, None, count, yes
        self.write()
        self.changed.emit()

    def close_question(self) -> None:
        """Nothing is asked any more."""
        if self.asked is not None:
            self.asked = None
            self.hide()
            self.changed.emit()

    def agree(self) -> None:
        """Enter."""
        yes = self._yes
        self.close_question()
        yes()

    def answer(self, scan: Scan) -> Ticket | None:
        """What a scan answers, if it does; the question is closed in any case."""
        asked, parcel = self.asked, self._parcel
        self.close_question()
        if parcel is None or scan.kind not in {Kind.TEXT, Kind.SHELF}:
            return None
        if asked is Ask.MOVE:
            return self._receiving.move(parcel, scan.value)
        if asked is Ask.PIECES and scan.value.isdecimal() and 1 <= int(scan.value) <= MOST_PIECES:
            return self._receiving.count(parcel, int(scan.value))
        if asked is Ask.KEEP and scan.value.isdecimal() and len(scan.value) <= _MOST_DIGITS:
            return self._receiving.keep(parcel, int(scan.value))
        return None

    def write(self) -> None:
        """Write the question anew."""
        if self.asked is None:
            return
        name, parcel = self.asked.value, self._parcel
        args: dict[str, object] = {"n": self._count, "customer": "", "order": "", "shelf": ""}
        if parcel is not None:
            args |= {"customer": parcel.customer, "order": parcel.order, "shelf": parcel.shelf or "—"}
            args["until"] = parcel.keep_until
        self.ask(
            self._words(f"ui_arrivages.ask_{name}_title", **args), self._words(f"ui_arrivages.ask_{name}_text", **args)
        )
