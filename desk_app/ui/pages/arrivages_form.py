"""Announcing an order by hand, and taking in a parcel nobody announced: one form, short or whole."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.lists import Known
from desk_app.domain.money import parse_cents
from desk_app.domain.people import fold, masked_email, masked_phone, national_phone
from desk_app.domain.values import Announcement, Answer, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.ui import rooms, theme
from desk_app.ui.background import Ticket
from desk_app.ui.forms import ChoiceField, Completer, Form, TextField
from desk_app.ui.session import Session
from desk_app.ui.shop_field import ShopField
from desk_app.ui.widgets.labels import Card, label
from desk_app.ui.widgets.suggestions import Suggestion
from desk_app.wording import sentence

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

ZONES = tuple(Zone)
UNKNOWN = "?"
_LEAST = 2  # letters of a name before customers are offered
_TAKEN = frozenset({Verdict.ANNOUNCED, Verdict.ALREADY_ANNOUNCED, Verdict.SHELVED, Verdict.RECEIVED})


class Kind(Enum):
    """What the form is for."""

    ANNOUNCE = "announce"
    UNANNOUNCED = "unannounced"


class OrderForm(QWidget):
    """Stays filled until the counter has taken what it says."""

    answered = Signal(object)  # Answer; INVALID is shown under its field instead
    failed = Signal(object)  # the exception; the form is as it was

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.kind = Kind.ANNOUNCE
        self._nonce = token_hex(16)
        self._asking: Ticket | None = None
        self._sending: Ticket | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.shop = ShopField()
        self.order = TextField("order", required=True)
        self.customer = TextField("customer", required=True)
        self.phone = TextField("phone")
        self.email = TextField("email")
        self.pieces = TextField("pieces")
        self.zone = ChoiceField("zone", ZONES)
        self.age = ChoiceField("age", (False, True))
        self.due = TextField("due")
        every = (self.shop, self.order, self.customer, self.phone, self.email)
        self.form = Form([*every, self.pieces, self.zone, self.age, self.due])
        self.customer_completer = Completer(self.customer, self._ask_customers)

    def _add_widgets(self) -> None:
        self.card = Card()
        self.card.body.setSpacing(theme.GAP_SMALL)
        self._why = label(role="muted", wraps=True)
        self.card.body.addWidget(self._why)
        self.card.body.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def _connect_signals(self) -> None:
        self.form.submitted.connect(self.send)
        self.form.changed.connect(self._renew)
        self.shop.taken.connect(self._go_to_order)
        self.customer_completer.taken.connect(self._fill_customer)

    # from outside

    def open(self, kind: Kind, reference: str = "", shop: Shop | None = None) -> None:
        """Ask for an order; what was typed before and not sent is still there, unless it was for the other form."""
        if kind is not self.kind:
            self._clear()
        self.kind = kind
        if reference:
            self.order.set_text(reference)
        if shop is not None and not self.shop.text():
            self.shop.set_text(shop.name)
        self.due.setVisible(kind is Kind.ANNOUNCE)
        self.form.clear_wrong()
        self.retranslate()
        (self.form.missing() or self.customer).setFocus()

    def put_lists_away(self) -> bool:
        """Escape: the completions first; whether there were any."""
        return self.shop.completer.hide() or self.customer_completer.hide()

    def retranslate(self) -> None:
        """Write everything anew."""
        words = self.words
        self.card.set_heading(words(f"ui_arrivages.form_{self.kind.value}"))
        self._why.setText(words(f"ui_arrivages.form_{self.kind.value}_text"))
        for name, field in self.form.fields.items():
            field.set_title(words(f"ui_arrivages.field_{name}"))
        self.zone.segments.set_texts([words.texts.name_of(zone) for zone in ZONES])
        self.age.segments.set_texts([words("ui_arrivages.no"), words("ui_arrivages.yes")])
        self.pieces.set_hint(words("ui_arrivages.hint_pieces"))
        self.due.set_hint(words("ui_arrivages.hint_due"))

    # sending

    def send(self) -> None:
        """Have the counter take it, unless something cannot be read."""
        if not self.session.is_open or (self._sending is not None and not self._sending.done):
            return
        shop, announcement = self.shop.shop, self._announcement()
        if shop is None:
            self.form.show_wrong("shop", self.words("ui_arrivages.wrong_shop"))
        elif announcement is not None:
            self.form.clear_wrong()
            desk, nonce, kind = self.session.desk(), self._nonce, self.kind
            label = bool(self.session.settings.get("label.print_on_receive"))
            self._sending = self.session.door.ask(
                lambda: _send(desk, kind, shop.id, announcement, nonce, label=label), self._show, self.failed.emit
            )

    def _announcement(self) -> Announcement | None:
        """What the fields say; None when one of them cannot be read, and then it says so."""
        pieces, due = self.pieces.text(), self.due.text()
        if pieces and not (pieces.isdecimal() and int(pieces) > 0):
            self.form.show_wrong("pieces", self.words("sentences.field_pieces"))
            return None
        cents = None if due == UNKNOWN else parse_cents(due or "0")
        if due != UNKNOWN and (cents is None or cents < 0):
            self.form.show_wrong("due", self.words("ui_arrivages.wrong_due"))
            return None
        zone = self.zone.value
        assert isinstance(zone, Zone)
        return Announcement(
            reference=self.order.text(),
            customer=self.customer.text(),
            email=self.email.text() or None,
            phone=self.phone.text() or None,
            pieces=int(pieces) if pieces else None,
            zone=zone,
            age_check=bool(self.age.value),
            due_cents=cents if self.kind is Kind.ANNOUNCE else None,
        )

    def _show(self, answer: Answer) -> None:
        self._renew()
        field = str(answer.args.get("field", ""))
        if answer.verdict is Verdict.INVALID and field in self.form.fields:
            self.form.show_wrong(field, sentence(self.words.texts, answer))
            return
        if answer.verdict in _TAKEN:
            self._clear()
        self.answered.emit(answer)

    def _clear(self) -> None:
        """Ready for the next order of the same shop."""
        for field in self.form.text_fields():
            if field is not self.shop:
                field.set_text("")
        self.zone.choose(Zone.AMBIENT)
        self.age.choose(False)
        self.order.setFocus()

    def _renew(self) -> None:
        """Something else is said: no longer the same action as the one that may have got lost."""
        self._nonce = token_hex(16)

    # completion

    def _go_to_order(self, shop: Shop) -> None:
        self._renew()
        self.order.setFocus()

    def _ask_customers(self, text: str) -> None:
        if self._asking is not None:
            self._asking.cancel()
        if len(fold(text)) < _LEAST or not self.session.is_open:
            self.customer_completer.offer([])
            return
        desk = self.session.desk()
        self._asking = self.session.door.ask(lambda: rooms.announce.known_customers(desk, text), self._offer_customers)

    def _offer_customers(self, found: Sequence[Known]) -> None:
        self.customer_completer.offer([Suggestion(known.name, known, _reach(known)) for known in found])

    def _fill_customer(self, known: Known) -> None:
        self._renew()
        self.email.set_text(known.email or "")
        self.phone.set_text(national_phone(known.phone) if known.phone else "")
        self.pieces.setFocus()


def _send(desk: Desk, kind: Kind, shop_id: str, announcement: Announcement, nonce: str, *, label: bool) -> Answer:
    if kind is Kind.ANNOUNCE:
        return rooms.announce.announce(desk, shop_id, announcement, nonce=nonce)
    return rooms.receive.receive_unannounced(desk, shop_id, announcement, label=label, nonce=nonce)


def _reach(known: Known) -> str:
    """Enough to tell two of the same name apart."""
    return " · ".join(
        part for part in (known.phone and masked_phone(known.phone), known.email and masked_email(known.email)) if part
    )
