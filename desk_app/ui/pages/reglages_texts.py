"""What messages say, in the hub's own words: written on the left, seen as they will be read on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout

from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import PLACEHOLDERS, TemplateError, Words, check
from desk_app.domain.values import Answer, Reason
from desk_app.domain.verdicts import is_refusal
from desk_app.i18n import LANGUAGES
from desk_app.ui import rooms, theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Form, TextField
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages.reglages_fields import ListField, WordField
from desk_app.ui.pages.reglages_preview import Preview
from desk_app.ui.pages.reglages_section import Section
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.placeholders import ChipFlow, TextArea
from desk_app.wording import reason

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.counter.desk import Desk
    from desk_app.messages.render import Rendered
    from desk_app.messages.words import OwnWords

LOOK_DELAY_MS = 200  # after the last letter
_KINDS = tuple(MessageKind)
_BODY_HEIGHT, _SMS_HEIGHT = 92, 48  # at least


@dataclass(frozen=True, slots=True)
class Wrong:
    """Which text cannot be filled in, and why."""

    part: str
    reason: Reason


class TextsSection(Section):
    """One text at a time; while it is being changed no other can be chosen, so that nothing typed is lost."""

    NAME = "texts"

    def __init__(self, session: Session) -> None:
        self.kind, self.language = ListField("kind"), WordField("language", LANGUAGES)
        self.subject = TextField("subject")
        self.text, self.sms = TextArea("body", _BODY_HEIGHT), TextArea("sms", _SMS_HEIGHT)
        super().__init__(session, [self.subject, self.text, self.sms])
        self._own: OwnWords = {}
        self._hub: Mapping[str, str] = {}
        self._looking: Ticket | None = None
        self._written: QObject = self.text.area  # where the last letters went
        self.chooser = Form([self.kind, self.language])
        self.chips, self.preview = ChipFlow(), Preview(self.words)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._later = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._add_more()
        self._connect_signals()
        self.retranslate()

    def _add_more(self) -> None:
        for field in (self.kind, self.language, self.subject, self.text, self.sms):
            self.words.bind(field.set_title, f"ui_texts.{field.name}")
        self.words.bind(self.chips.setToolTip, "ui_texts.insert")
        self.body.removeWidget(self.form)
        self._columns.setSpacing(theme.GAP_LARGE)
        self._columns.addWidget(self.form, 1)
        self._columns.addWidget(self.preview, 1)
        self.add(self.chooser)
        self.add(self.chips)
        self.body.insertLayout(self.body.indexOf(self.rest), self._columns, 1)
        self.rest.hide()

    def _connect_signals(self) -> None:
        self.chooser.changed.connect(self._fill)
        self.form.changed.connect(self._later.start)
        self._later.timeout.connect(self._look)
        self.chips.picked.connect(self._insert)
        self.edited.connect(self._on_edited)
        for field in (self.subject, self.text, self.sms):
            field.entry.installEventFilter(self)

    def set_narrow(self, narrow: bool) -> None:
        """The preview beside the text, or below it."""
        super().set_narrow(narrow)
        self.about.hide()
        self.form.set_columns(1)
        self.form.let_grow(self.text.name)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    # what holds

    @property
    def chosen(self) -> tuple[MessageKind, str]:
        """The kind and the language."""
        return MessageKind(self.kind.text()), self.language.text()

    @property
    def is_own(self) -> bool:
        """Whether the hub has changed this text."""
        return self.chosen in self._own

    def read(self) -> None:
        """The hub's own words, and what the preview is filled in with."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(
                lambda: (rooms.message_texts.own_words(desk), rooms.setup.hub_settings(desk)), self._show
            )

    def _show(self, found: tuple[OwnWords, Mapping[str, str]]) -> None:
        self._own, self._hub = found
        self._fill()
        self.edited.emit()

    def _fill(self) -> None:
        """The text that is chosen, unless something typed would be lost."""
        if self.is_edited:
            return
        words = self._own.get(self.chosen)
        if words is None:
            self.session.door.ask(partial(_ours, *self.chosen), self._write, lane=Lane.BULK)
        else:
            self._write(words)

    def _write(self, words: Words) -> None:
        known = PLACEHOLDERS[self.chosen[0]]
        with self.filling():
            self.subject.set_text(words.subject)
            self.text.set_text(words.body)
            self.sms.set_text(words.sms)
        for field in (self.text, self.sms):
            field.marker.set_known(known)
        self._offer_chips()
        self._look()

    def _offer_chips(self) -> None:
        known = PLACEHOLDERS[self.chosen[0]]
        self.chips.offer([(name, self.words(f"ui_texts.word_{name}"), f"{{{name}}}") for name in known])

    def _typed(self) -> Words:
        return Words(self.subject.line.text(), self.text.text(), self.sms.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a chip takes the focus away from where the placeholder is meant to go."""
        if event.type() == QEvent.Type.FocusIn:
            self._written = watched
        return False

    def _insert(self, name: str) -> None:
        """A placeholder where the cursor stands, or stood last; one goes on writing there."""
        text = f"{{{name}}}"
        if self._written is self.subject.line:
            self.subject.line.insert(text)
            self.subject.changed.emit()
            self.subject.setFocus()
            return
        field = self.sms if self._written is self.sms.area else self.text
        field.area.insertPlainText(text)
        field.setFocus()

    def _on_edited(self) -> None:
        """Another text is chosen when this one is kept or put back."""
        for field in (self.kind, self.language):
            field.setEnabled(not self.is_edited)
        whose = "edited" if self.is_edited else "own" if self.is_own else "ours"
        self.kind.set_hint(self.words(f"ui_texts.is_{whose}"))

    # as it will be read

    def _look(self) -> None:
        if not self._hub:
            return
        if self._looking is not None:
            self._looking.cancel()
        look = partial(_looked, *self.chosen, self._typed(), self._hub, self.session.now())
        self._looking = self.session.door.ask(look, self._show_look, lane=Lane.BULK)

    def _show_look(self, found: Rendered | Wrong) -> None:
        wrong = found if isinstance(found, Wrong) else None
        for name, field in self.form.fields.items():
            is_wrong = wrong is not None and wrong.part == name
            field.set_wrong(reason(self.words.texts, wrong.reason) if is_wrong and wrong else "")
        if not isinstance(found, Wrong):
            self.preview.show_message(found)

    # keeping

    def key_actions(self) -> list[Action]:
        """Also the way back to our words."""
        return [*self.form_actions(), Action("F9", self.short("ours"), self._reset, enabled=self.is_own)]

    def save(self) -> None:
        """Say it so from now on, or say what will not do beside its text."""
        if self.is_saving or not self.session.is_open:
            return
        keep = partial(_keep, *self.chosen, self._typed())
        ManagerPrompt.ask(self.session, lambda desk: self._ask(partial(keep, desk)))

    def _reset(self) -> None:
        kind, language = self.chosen
        ManagerPrompt.ask(
            self.session, lambda desk: self._ask(lambda: rooms.message_texts.reset_words(desk, kind, language))
        )

    def _ask(self, job: partial[Answer | Wrong]) -> None:
        self._saving = self.session.door.ask(job, self._on_kept, self.on_failure)

    def _on_kept(self, ended: Answer | Wrong) -> None:
        if isinstance(ended, Wrong):
            self.refuse(ended.part, reason(self.words.texts, ended.reason))
            return
        self.answered.emit(ended)
        if not is_refusal(ended.verdict):
            self.is_edited = False
            self.read()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        chosen = self.kind.text() or _KINDS[0].value
        self.kind.set_options([(kind.value, self._name_of(kind)) for kind in _KINDS])
        self.kind.set_text(chosen)
        self.language.set_words([self.words(f"ui_reglages.language_{language}") for language in LANGUAGES])
        self._offer_chips()
        self._on_edited()
        self.preview.retranslate()

    def _name_of(self, kind: MessageKind) -> str:
        whom = self.words("ui_texts.to_shop" if kind.is_for_shop else "ui_texts.to_customer")
        return f"{whom} · {self.words(f'messages.kind_{kind.value}')}"


def _ours(kind: MessageKind, language: str) -> Words:
    from desk_app.messages.words import our_words  # noqa: PLC0415 - behind the painted window

    return our_words(language)[kind]


def _wrong(kind: MessageKind, language: str, words: Words) -> Wrong | None:
    """The first text that will not do, each tried among ours."""
    ours = _ours(kind, language)
    for part in ("subject", "body", "sms"):
        try:
            check(replace(ours, **{part: getattr(words, part)}), kind)
        except TemplateError as error:
            return Wrong(part, error.reason)
    return None


def _looked(kind: MessageKind, language: str, words: Words, hub: Mapping[str, str], now: datetime) -> Rendered | Wrong:
    from desk_app.messages.picture import inline_picture  # noqa: PLC0415 - as above
    from desk_app.messages.render import render  # noqa: PLC0415
    from desk_app.messages.sample import CODE, sample  # noqa: PLC0415

    wrong = _wrong(kind, language, words)
    return wrong or render(kind, words, sample(kind, language, hub, now), inline_picture(CODE))


def _keep(kind: MessageKind, language: str, words: Words, desk: Desk) -> Answer | Wrong:
    wrong = _wrong(kind, language, words)
    if wrong is not None:
        return wrong
    answer: Answer = rooms.message_texts.save_words(desk, kind, language, words)
    return answer
