"""The shops: a list, and one of them to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from desk_app.domain.deadlines import LONGEST
from desk_app.domain.people import national_phone
from desk_app.domain.told import Told
from desk_app.domain.values import Answer, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import LANGUAGES
from desk_app.ui import rooms
from desk_app.ui.forms import Field, TextField
from desk_app.ui.pages.reglages_fields import ColourField, LinesField, WordField
from desk_app.ui.pages.reglages_section import Section, TextLike
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.choice_list import Choice, ChoiceList
from desk_app.ui.widgets.empty_state import EmptyState

PALETTE = (
    "#7a4fa3", "#1e5e9a", "#1f7a6d", "#2c7a50", "#5c7a1f", "#8a5a00",
    "#b3501e", "#b3372f", "#b0386f", "#8b3fa0", "#4a5568", "#6b4a2f",
)  # fmt: skip
"""Colours that a white mark can be read on, and that a bar of them shows on white."""

YES_NO = ("True", "False")
_LEAST_LIST = 220


class ShopsSection(Section):
    """The list, or the form over it."""

    NAME = "shops"

    shop: Shop | None = None  # the one that is being filled in
    _shops: Sequence[Shop] = ()
    _has_read = False

    def __init__(self, session: Session) -> None:
        self.name, self.trade = TextField("name", required=True), TextField("trade")
        self.email, self.phone = TextField("email"), TextField("phone")
        self.language, self.told = WordField("language", LANGUAGES), WordField("told", list(Told))
        self.periods = [TextField(name) for name in LONGEST]
        self.prepaid, self.identity_check = WordField("prepaid", YES_NO), WordField("identity_check", YES_NO)
        self.active = WordField("active", YES_NO)
        self.colour = ColourField("colour", PALETTE)
        self.methods = LinesField("methods")
        fields: list[Field] = [
            *(self.name, self.trade, self.email, self.phone, self.language, self.told, *self.periods),
            *(self.prepaid, self.identity_check, self.active, self.colour, self.methods),
        ]
        super().__init__(session, fields)
        self.list = ChoiceList()
        self.nothing = EmptyState("empty", framed=False)
        self._add_more(fields)

    def _add_more(self, fields: Sequence[Field]) -> None:
        for field in fields:
            self.words.bind(field.set_title, f"ui_reglages.shop_{field.name}")
        for field in (self.prepaid, self.methods):
            self.words.bind(field.set_hint, f"ui_reglages.shop_{field.name}_hint")
        for line, most in ((self.name, 80), (self.trade, 60), (self.email, 120), (self.phone, 30)):
            line.line.setMaxLength(most)
        for period in self.periods:
            period.line.setMaxLength(3)
            self.words.bind(period.line.setPlaceholderText, "ui_reglages.shop_hold_none")
        self.list.setMinimumHeight(_LEAST_LIST)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.words.bind(self.nothing.set_title, "ui_reglages.no_shops_title")
        self.words.bind(self.nothing.set_sentence, "ui_reglages.no_shops_text")
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.list, 1)
        self._turn_to(None)
        self.list.picked.connect(self.change)
        self.list.currentRowChanged.connect(self._on_row)

    # the list

    def read(self) -> None:
        """All shops."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.setup.shops(desk), self._show)

    def _show(self, shops: Sequence[Shop]) -> None:
        self._shops, self._has_read = shops, True
        self.list.set_choices([self._choice(shop) for shop in shops], max(0, self.list.currentRow()))
        self._show_list()
        self.write_title()
        self.edited.emit()

    def _show_list(self) -> None:
        """The list, or how to begin, or neither while a shop is filled in."""
        is_list = self.shop is None
        self.list.setVisible(is_list and bool(self._shops))
        self.nothing.setVisible(is_list and self._has_read and not self._shops)

    def _choice(self, shop: Shop) -> Choice:
        state = "" if shop.active else self.words("ui_reglages.shop_inactive")
        return Choice(shop.name, shop, " · ".join(filter(None, (shop.trade, state))), shop.colour)

    def write_title(self) -> None:
        """How many there are, or which one is filled in."""
        words, shop, n = self.words, self.shop, len(self._shops)
        if shop is not None:
            self.title.setText(shop.name or words("ui_reglages.title_new_shop"))
            self.about.setText(words("ui_reglages.about_shop"))
            return
        self.title.setText(words("ui_reglages.title_shops"))
        self.about.setText(words("ui_reglages.about_shops", n=n) if n else "")

    def _on_row(self, row: int) -> None:
        if row >= 0 and self.list.isVisible():
            self.showed.emit(self.list, self.list.visualItemRect(self.list.item(row)))

    def pick_named(self, text: str) -> bool:
        """Open the shop of that name or number; whether one was meant."""
        return self.shop is None and self.list.pick_named(text)

    def take_keys(self) -> None:
        """The list, or the first field."""
        if self.shop is None:
            self.list.setFocus()
        else:
            self.name.line.setFocus()

    # one shop

    def add_shop(self) -> None:
        """Fill in a new one."""
        self.change(Shop("", "", colour=PALETTE[len(self._shops) % len(PALETTE)]))

    def change(self, shop: Shop) -> None:
        """Fill in that one."""
        self._turn_to(shop)
        self.discard()

    def discard(self) -> None:
        """What holds now, again."""
        self.form.clear_wrong()
        if self.shop is not None:
            with self.filling():
                self._fill(self.shop)
        self.is_edited = False
        self.edited.emit()

    def _fill(self, shop: Shop) -> None:
        texts: list[tuple[TextLike, str]] = [
            (self.name, shop.name),
            (self.trade, shop.trade),
            (self.email, shop.email or ""),
            (self.phone, national_phone(shop.phone) if shop.phone else ""),
            *((period, str(getattr(shop, period.name) or "")) for period in self.periods),
            (self.language, shop.language),
            (self.told, shop.told),
            *((choice, str(getattr(shop, choice.name))) for choice in self._choices()),
        ]
        for field, text in texts:
            field.set_text(text)
        self.colour.set_text(shop.colour)
        self.methods.set_values(shop.pickup_methods)

    def _choices(self) -> Sequence[WordField]:
        """What is yes or no of a shop."""
        return self.prepaid, self.identity_check, self.active

    def leave(self) -> None:
        """Back to the list; what was not saved is forgotten."""
        self.discard()
        self._turn_to(None)
        self.edited.emit()

    def _turn_to(self, shop: Shop | None) -> None:
        self.shop = shop
        self.form.setVisible(shop is not None)
        self.rest.setVisible(shop is not None)
        self._show_list()
        self.retranslate()
        if self.isVisible():
            self.take_keys()

    def save(self) -> None:
        """Write the shop, or say beside its field what will not do."""
        shop = self.filled_in()
        if shop is None or self.is_saving or not self.session.is_open:
            return
        desk = self.session.desk()
        self._saving = self.session.door.ask(
            lambda: rooms.setup.save_shop(desk, shop), self._on_answer, self.on_failure
        )

    def filled_in(self) -> Shop | None:
        """The shop as it was typed; None, and why said beside its field, when it cannot be read."""
        self.form.clear_wrong()
        if self.shop is None:
            return None
        periods = {period.name: period.text() for period in self.periods}
        for name, typed in periods.items():
            if typed and not (typed.isdecimal() and 1 <= int(typed) <= LONGEST[name]):
                self.refuse(name, self.words("ui_reglages.wrong_number", least=1, most=LONGEST[name]))
                return None
        own: dict[str, Any] = {name: int(typed) if typed else None for name, typed in periods.items()}
        own |= {choice.name: choice.text() == "True" for choice in self._choices()}
        return replace(
            self.shop,
            name=self.name.text(),
            trade=self.trade.text(),
            colour=self.colour.text(),
            email=self.email.text() or None,
            phone=self.phone.text() or None,
            pickup_methods=self.methods.values(),
            language=self.language.text(),
            told=Told(self.told.text()),
            **own,
        )

    def _on_answer(self, answer: Answer) -> None:
        if answer.verdict is Verdict.SAVED:
            self.leave()
            self.say_saved(str(answer.args["name"]))
            self.session.tell_changed(Change.SHOPS)
        elif answer.verdict is Verdict.ALREADY_EXISTS:
            self.refuse("name", self.words("ui_reglages.shop_exists", name=answer.args["name"]))
        else:
            field = str(answer.args.get("field", "name"))
            self.refuse(field, self.words(f"sentences.field_{field}"))

    # keys

    def key_actions(self) -> list[Action]:
        """Of the list, or of the form."""
        if self.shop is not None:
            return [
                Action(ENTER, "ui_reglages.save", self.save, primary=True),
                Action(ESCAPE, "ui_reglages.back", self.leave),
            ]
        some = self.list.count() > 0
        return [
            Action(ENTER, "ui_reglages.shop_change", self.list.pick, primary=some, enabled=some, shown=some),
            Action("F9", "ui_reglages.shop_add", self.add_shop, primary=not some, enabled=self.session.is_open),
        ]

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        for choice in self._choices():
            choice.set_words([self.words("ui_reglages.yes"), self.words("ui_reglages.no")])
        self.language.set_words([self.words(f"ui_reglages.language_{language}") for language in LANGUAGES])
        self.told.set_words([self.words.texts.name_of(told) for told in Told])
        self.write_title()
        self.list.set_choices([self._choice(shop) for shop in self._shops], max(0, self.list.currentRow()))
