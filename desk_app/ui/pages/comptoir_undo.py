"""Taking the last handover back: which one, and why; in the page, without a dialog."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desk_app.domain.values import Parcel
from desk_app.ui import painting, theme
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

REASONS = ("wrong_customer", "not_taken", "wrong_parcel")
_DIGITS = {"1": 0, "&": 0, "2": 1, "é": 1, "3": 2, '"': 2}  # the French digits row without Shift too
_LEAST_REASON = 3  # letters
_HASTE_MS = 70  # nobody presses Enter this soon after another key


class ReasonButton(QAbstractButton):
    """One ready reason with its digit."""

    def __init__(self, digit: int) -> None:
        super().__init__()
        self._digit = str(digit)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(320, theme.TOUCH + 4)

    def setText(self, text: str) -> None:
        """Another reason."""
        super().setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.isChecked():
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        else:
            painting.box(painter, rect, theme.RADIUS_SMALL, theme.CARD, theme.LINE_STRONG)
        cap = QRectF(14, rect.center().y() - 10, 24, painting.KEY_CAP_HEIGHT)
        painting.key_cap(painter, cap, self._digit)
        font = theme.font(theme.BODY, theme.SEMIBOLD)
        painting.words(painter, rect.adjusted(52, 0, -14, 0), self.text(), font, theme.INK)


class ReasonField(QLineEdit):
    """A reason in the clerk's words; a lone digit chooses a ready one instead."""

    digit = Signal(int)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._last_key_at = -_HASTE_MS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hasty = event.timestamp() - self._last_key_at < _HASTE_MS
        self._last_key_at = event.timestamp()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and hasty:
            return  # a scanner read some other barcode into the field: nobody has given a reason
        if not self.text() and event.text() in _DIGITS:
            self.digit.emit(_DIGITS[event.text()])
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


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
        self.buttons = [ReasonButton(n) for n in range(1, len(REASONS) + 1)]
        self.field = ReasonField()
        self.field.setMaxLength(120)

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
