"""Panels of the returns' page, each asked in the page without a dialog: who takes it, and why it is thrown away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.pages.etageres_content import whose
from desk_app.ui.widgets.choices import CalmField, DigitButton, DigitField
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

REASONS = ("past_limit", "damaged", "unsaleable")
_LEAST_REASON = 3  # letters


class AskPanel(Card):
    """A question about some parcels, answered in a field; ``changed`` when there is an answer, or none any more."""

    confirmed = Signal()
    changed = Signal()

    def __init__(self, words: Words, name: str, field: CalmField) -> None:
        """``name`` is that of its texts: ``ui_retours.<name>_heading``, ``_question`` and ``_placeholder``."""
        super().__init__()
        self._words = words
        self.parcels: Sequence[Parcel] = ()
        self.title = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD)
        self.what = label(role="muted", wraps=True)
        self.field = field
        self._add_widgets(name)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.confirm)

    def _add_widgets(self, name: str) -> None:
        question = f"ui_retours.{name}_question"
        self._words.bind(self.set_heading, f"ui_retours.{name}_heading")
        self.body.setSpacing(theme.GAP_SMALL)
        asked = label(role="strong", wraps=True)
        self._words.bind(asked.setText, question)
        self._words.bind(self.field.setPlaceholderText, f"ui_retours.{name}_placeholder")
        self._words.bind(self.field.setAccessibleName, question)
        for widget in (self.title, self.what, asked, *self.choices(), self.field):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def choices(self) -> Sequence[DigitButton]:
        """Ready answers above the field."""
        return ()

    def begin(self, parcels: Sequence[Parcel]) -> None:
        """Ask about these."""
        self.parcels = parcels
        self.field.clear()
        self.retranslate()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Write anew what is not bound."""

    @property
    def text(self) -> str:
        """The answer; empty while there is none."""
        typed = " ".join(self.field.text().split())
        return typed if any(char.isalpha() for char in typed) else ""

    def confirm(self) -> None:
        """Enter: done, when there is an answer."""
        if self.parcels and self.text:
            self.confirmed.emit()

    def _on_text(self, _text: str) -> None:
        self.changed.emit()


class GivePanel(AskPanel):
    """Who of the shop takes these parcels."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, "give", CalmField())

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self.parcels:
            orders = ", ".join(dict.fromkeys(self._words("ui_etageres.order", order=p.order) for p in self.parcels))
            self.title.setText(self.parcels[0].shop)
            self.what.setText(self._words("ui_retours.give_what", n=len(self.parcels), orders=orders))


class DisposePanel(AskPanel):
    """Why one parcel is thrown away: one of the ready reasons by its digit, or other words."""

    def __init__(self, words: Words) -> None:
        self.buttons = [DigitButton(n, checkable=True) for n in range(1, len(REASONS) + 1)]
        self._chosen = 0
        digits = DigitField(len(REASONS))
        super().__init__(words, "dispose", digits)
        for place, (button, reason) in enumerate(zip(self.buttons, REASONS, strict=True)):
            words.bind(button.setText, f"ui_retours.reason_{reason}")
            button.clicked.connect(self._chooser(place))
        digits.digit.connect(self.choose)
        digits.moved.connect(self._move)

    def choices(self) -> Sequence[DigitButton]:
        """Ready answers above the field."""
        return self.buttons

    def begin(self, parcels: Sequence[Parcel]) -> None:
        """Ask about one; what is damaged is proposed as such."""
        super().begin(parcels)
        self.choose(1 if parcels[0].is_damaged else 0)

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self.parcels:
            parcel = self.parcels[0]
            self.title.setText(parcel.shelf or parcel.shop)
            self.what.setText(f"{whose(self._words, parcel)} · {parcel.customer}")

    @property
    def text(self) -> str:
        """The reason: the words, where there are some, else the ready one."""
        typed = " ".join(self.field.text().split())
        if typed:
            return typed if sum(char.isalpha() for char in typed) >= _LEAST_REASON else ""
        return self.buttons[self._chosen].text()

    def choose(self, place: int) -> None:
        """Mark a ready reason."""
        self._chosen = max(0, min(place, len(self.buttons) - 1))
        self._mark()

    def _chooser(self, place: int) -> object:
        def choose() -> None:
            self.field.clear()
            self.choose(place)

        return choose

    def _move(self, step: int) -> None:
        self.field.clear()
        self.choose(self._chosen + step)

    def _on_text(self, _text: str) -> None:
        self._mark()

    def _mark(self) -> None:
        for place, button in enumerate(self.buttons):
            button.setChecked(place == self._chosen and not self.field.text())
        self.changed.emit()
