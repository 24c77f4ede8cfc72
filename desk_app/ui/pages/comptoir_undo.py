"""Taking the last handover back: which one, and why; in the page, without a dialog."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.ui import rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.session import Session
from desk_app.ui.widgets.choices import DigitButton, DigitField
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

REASONS = ("wrong_customer", "not_taken", "wrong_parcel")
_LEAST_REASON = 3  # letters


class UndoPanel(Card):
    """``confirmed`` gives the parcel and the reason; ``changed`` when there is a reason, or none any more."""

    confirmed = Signal(str, str)
    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.parcel: Parcel | None = None
        self._chosen: int | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.customer = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD)
        self.what = LineLabel(ink=theme.MUTED)
        self.buttons = [DigitButton(n, checkable=True) for n in range(1, len(REASONS) + 1)]
        self.field = DigitField(len(REASONS))

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_comptoir.undo_heading")
        self.body.setSpacing(theme.GAP_SMALL)
        self.body.addWidget(self.customer)
        self.body.addWidget(self.what)
        question = label(role="strong", wraps=True)
        self._words.bind(question.setText, "ui_comptoir.undo_why")
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(question)
        for button, reason in zip(self.buttons, REASONS, strict=True):
            self._words.bind(button.setText, f"ui_comptoir.reason_{reason}")
            self.body.addWidget(button)
        self._words.bind(self.field.setPlaceholderText, "ui_comptoir.undo_other")
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        for place, button in enumerate(self.buttons):
            button.clicked.connect(self._clicker(place))
        self.field.digit.connect(self.choose)
        self.field.moved.connect(self._move)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.confirm)

    def begin(self, parcel: Parcel) -> None:
        """Ask why this parcel comes back."""
        self.parcel = parcel
        self.field.clear()
        self.choose(None)
        self.retranslate()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self.parcel is not None:
            self.customer.setText(self.parcel.customer)
            p = self.parcel
            self.what.setText(self._words("ui_comptoir.undo_what", shop=p.shop, order=p.order, at=p.collected_at))

    @property
    def reason(self) -> str:
        """The reason as it will be journalled; empty when there is none yet."""
        typed = " ".join(self.field.text().split())
        if typed:
            return typed if sum(c.isalpha() for c in typed) >= _LEAST_REASON else ""
        return self.buttons[self._chosen].text() if self._chosen is not None else ""

    def choose(self, place: int | None) -> None:
        """Mark a ready reason."""
        self._chosen = place
        for n, button in enumerate(self.buttons):
            button.setChecked(n == place)
        self.changed.emit()

    def confirm(self) -> None:
        """Enter: take it back, when there is a reason."""
        if self.parcel is not None and self.reason:
            self.confirmed.emit(self.parcel.id, self.reason)

    def _clicker(self, place: int) -> object:
        def click() -> None:
            self.field.clear()
            self.choose(place)

        return click

    def _move(self, step: int) -> None:
        start = -1 if self._chosen is None else self._chosen
        self.field.clear()
        self.choose(max(0, min(len(self.buttons) - 1, start + step)))

    def _on_text(self, text: str) -> None:
        if text:
            self.choose(None)
        else:
            self.changed.emit()


class Undoing(QObject):
    """Taking a handover back, from the question to the answer; where the clerk may not, a manager is asked."""

    asking = Signal(object)  # the Parcel the panel asks about; None when there is none to take back
    answered = Signal(object)  # Answer
    failed = Signal(object)  # the exception

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.panel = UndoPanel(session.words)
        self.panel.confirmed.connect(self._undo)
        self._nonce = ""

    def ask(self) -> Ticket | None:
        """Which was the last handover of this counter?"""
        if not self._session.is_open:
            return None
        desk = self._session.desk()
        return self._session.door.ask(lambda: rooms.undo.last(desk), self.about, self.failed.emit)

    def about(self, parcel: Parcel | None) -> None:
        """Ask why this one comes back."""
        self._nonce = token_hex(16)
        self.asking.emit(parcel)
        if parcel is not None:
            self.panel.begin(parcel)

    def _undo(self, parcel_id: str, reason: str) -> None:
        self._ask_counter(self._session.desk(), parcel_id, reason)

    def _ask_counter(self, desk: Desk, parcel_id: str, reason: str) -> None:
        nonce = self._nonce  # the same after a lost answer; a refusal is another action

        def show(answer: Answer) -> None:
            self._nonce = token_hex(16)
            if answer.verdict is Verdict.NEEDS_MANAGER:
                self._session.sound(answer)
                ManagerPrompt.ask(self._session, lambda other: self._ask_counter(other, parcel_id, reason))
            else:
                self.answered.emit(answer)

        self._session.door.ask(lambda: rooms.undo.undo(desk, parcel_id, reason, nonce=nonce), show, self.failed.emit)
