"""What has to be seen or paid before a handover: one question at a time, answered by one key or one click."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.checks import Checks, Due, Identity, Method, Needs, Paid
from desk_app.domain.money import parse_cents
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.ui import theme
from desk_app.ui.widgets.action_bar import ENTER, Action, cap_of
from desk_app.ui.widgets.choices import CalmField, Choices
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.widgets.signature_pad import SignaturePad
from desk_app.ui.words import Words

KINDS: tuple[Identity, ...] = tuple(Identity)
METHODS: tuple[Method, ...] = tuple(Method)
_MOST_CENTS = 999_999_99
_MARGINS, _LOW_MARGINS = (20, 16, 20, 18), (14, 8, 14, 10)
_HIGH, _WIDE = 76, 480  # the button that answers, and the field


@dataclass(frozen=True, slots=True)
class Asked:
    """A question (the verdict that asks it), the parcels that wait for its answer, and what was seen before.

    ``who`` stands at the counter.
    """

    question: Verdict
    parcels: tuple[Parcel, ...]
    needs: Needs
    seen: Checks
    who: str

    @property
    def unknown(self) -> Due | None:
        """The first order whose amount is not known."""
        return next(iter(self.needs.unknown), None)

    @property
    def to_pay(self) -> list[Due]:
        """The orders that nothing was taken for yet."""
        paid = {payment.order_id for payment in self.seen.paid}
        return [due for due in self.needs.due if due.order_id not in paid]


class AskPanel(Card):
    """``answered`` gives what has been seen by now; ``settled`` an order's id and the cents that are due."""

    answered = Signal(object)  # Checks
    settled = Signal(str, int)
    changed = Signal()  # whether the question can be answered

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._low = False
        self.asked: Asked | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.what = LineLabel(size=theme.SMALL, weight=theme.SEMIBOLD, ink=theme.MUTED)
        self.title = label(role="big", wraps=True)
        self.text = label(role="muted", wraps=True)
        self.figure = label(role="figure")
        self.choices = Choices(max(len(KINDS), len(METHODS)))
        self.field = CalmField(12)
        self.field.setProperty("role", "large")
        self.wrong = label(role="error", wraps=True)
        self.pad = SignaturePad()
        self.button = KeyButton()

    def _add_widgets(self) -> None:
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.what, self.title, self.figure, self.text, self.choices, self.field, self.wrong):
            self.body.addWidget(widget)
        self.body.addWidget(self.pad, 1)
        self.body.addWidget(self.button)
        self.body.addStretch(0)
        for narrow in (self.field, self.button):
            narrow.setMaximumWidth(_WIDE)
        self.button.set_primary(True)
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """Where there is little room, only what the answer needs."""
        self._low = low
        self.body.setContentsMargins(*(_LOW_MARGINS if low else _MARGINS))
        self.choices.set_low(low)
        self.button.setFixedHeight(theme.TOUCH if low else _HIGH)
        self.retranslate()

    def _connect_signals(self) -> None:
        self.choices.picked.connect(self.pick)
        self.field.returnPressed.connect(self.confirm)
        self.field.textChanged.connect(self._on_text)
        self.pad.changed.connect(self._on_changed)
        self.button.clicked.connect(self.confirm)

    # asking

    def ask(self, asked: Asked) -> None:
        """Another question, or the same for more parcels."""
        is_new = self.asked is None or self.asked.question is not asked.question
        self.asked = asked
        if is_new:
            self.field.clear()
            self.pad.clear()
        self.retranslate()

    def end(self) -> None:
        """Nothing is asked any more; what was signed is forgotten."""
        self.asked = None
        self.pad.clear()

    @property
    def keys(self) -> QWidget | None:
        """What must have the keys for the answer; None when the page has them."""
        return self.field if self.asked is not None and self.asked.question is Verdict.AMOUNT_UNKNOWN else None

    def retranslate(self) -> None:
        """Write the question anew."""
        if self.asked is None:
            return
        question, words = self.asked.question, self._words
        self._show_parts(question)
        self.what.setText(words("ui_handover.before", what=_names(words, self.asked.parcels)))
        amount = words.texts.money(sum(due.amount_cents or 0 for due in self.asked.to_pay))
        self.title.setText(words(f"ui_handover.{question}_title"))
        self.figure.setText(amount)
        if self._low and question is Verdict.PAYMENT_DUE:
            self.title.setText(words("ui_handover.payment_due_short", due=amount))
        self.text.setText(self._sentence(self.asked))
        self.choices.set_texts([words.texts.name_of(choice) for choice in _choices(question)])
        self.pad.set_hint(self.asked.who)
        self.field.setPlaceholderText(words("ui_handover.amount_placeholder"))
        self.button.setText(words(f"ui_handover.{question}_yes") if _is_confirmed(question) else "")
        self.button.set_cap(cap_of(ENTER, words))
        self._on_changed()

    def _show_parts(self, question: Verdict) -> None:
        self.what.setVisible(not self._low)
        self.figure.setVisible(question is Verdict.PAYMENT_DUE and not self._low)
        self.text.setVisible(not (self._low and question is Verdict.SIGNATURE_NEEDED))
        self.choices.setVisible(bool(_choices(question)))
        self.field.setVisible(question is Verdict.AMOUNT_UNKNOWN)
        self.wrong.setVisible(question is Verdict.AMOUNT_UNKNOWN)
        self.pad.setVisible(question is Verdict.SIGNATURE_NEEDED)
        self.button.setVisible(_is_confirmed(question))
        self.body.setStretch(self.body.count() - 1, 0 if question is Verdict.SIGNATURE_NEEDED else 1)

    def _sentence(self, asked: Asked) -> str:
        words, unknown = self._words, asked.unknown
        if asked.question is Verdict.PAYMENT_DUE:
            return " · ".join(f"{due.shop} {words.texts.money(due.amount_cents)}" for due in asked.to_pay)
        if asked.question is Verdict.AMOUNT_UNKNOWN and unknown is not None:
            return words("ui_handover.amount_unknown_text", shop=unknown.shop, order=unknown.order)
        return words(f"ui_handover.{asked.question}_text", who=asked.who)

    # answering

    def pick(self, place: int) -> None:
        """One of the choices."""
        if self.asked is None or place >= len(_choices(self.asked.question)):
            return
        seen = self.asked.seen
        if self.asked.question is Verdict.IDENTITY_CHECK:
            self.answered.emit(replace(seen, identity_seen=KINDS[place]))
        else:
            paid = (Paid(METHODS[place], due.order_id, due.amount_cents) for due in self.asked.to_pay)
            self.answered.emit(replace(seen, paid=(*seen.paid, *paid)))

    def confirm(self) -> None:
        """Enter, where it answers."""
        if self.asked is None or not self.is_ready:
            return
        if self.asked.question is Verdict.AGE_CHECK:
            self.answered.emit(replace(self.asked.seen, majority_seen=True))
        elif self.asked.question is Verdict.SIGNATURE_NEEDED:
            self.answered.emit(replace(self.asked.seen, signature=self.pad.path))
        elif self.asked.question is Verdict.AMOUNT_UNKNOWN:
            self._settle(_cents(self.field.text()))

    def paid_already(self) -> None:
        """Nothing is left to pay of the order that nobody knows the amount of."""
        self._settle(0)

    def _settle(self, cents: int | None) -> None:
        due = self.asked.unknown if self.asked is not None else None
        if due is None:
            return
        if cents is None:
            self.wrong.setText(self._words("ui_handover.amount_wrong"))
        else:
            self.settled.emit(due.order_id, cents)

    @property
    def is_ready(self) -> bool:
        """Whether Enter answers now."""
        question = self.asked.question if self.asked is not None else None
        if question is Verdict.AMOUNT_UNKNOWN:
            return bool(self.field.text().strip())
        return question is Verdict.AGE_CHECK or (question is Verdict.SIGNATURE_NEEDED and self.pad.is_signed)

    def key_actions(self) -> Sequence[Action]:
        """Its keys, but Escape."""
        question = self.asked.question if self.asked is not None else None
        actions = []
        if question is not None and _is_confirmed(question):
            text = f"ui_handover.{question}_yes"
            actions.append(Action(ENTER, text, self.confirm, primary=True, enabled=self.is_ready, shown=False))
        if question is Verdict.AMOUNT_UNKNOWN:
            actions.append(Action("F4", "ui_handover.paid_already", self.paid_already))
        if question is Verdict.SIGNATURE_NEEDED:
            actions.append(Action("F4", "ui_handover.sign_again", self.pad.clear, enabled=self.pad.is_signed))
        return actions

    def _on_text(self) -> None:
        self.wrong.setText("")
        self._on_changed()

    def _on_changed(self) -> None:
        self.button.setEnabled(self.is_ready)
        self.changed.emit()


def _is_confirmed(question: Verdict) -> bool:
    """Whether Enter answers it."""
    return not _choices(question)


def _choices(question: Verdict) -> tuple[Identity, ...] | tuple[Method, ...]:
    if question is Verdict.IDENTITY_CHECK:
        return KINDS
    return METHODS if question is Verdict.PAYMENT_DUE else ()


def _names(words: Words, parcels: Sequence[Parcel]) -> str:
    names = (words("ui_comptoir.not_here_order", shop=p.shop, order=p.order) for p in parcels)
    return ", ".join(dict.fromkeys(names))


def _cents(text: str) -> int | None:
    """An amount as it is typed; None when it is none, or no price."""
    cents = parse_cents(text)
    return cents if cents is not None and 0 <= cents <= _MOST_CENTS else None
