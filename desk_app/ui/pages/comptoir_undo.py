"""Taking the last handover back: which one, and why; in the page, without a dialog."""

from PySide6.QtCore import Signal

from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.widgets.choices import DigitField, DigitButton
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

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
