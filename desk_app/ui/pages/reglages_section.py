"""What every section of the settings is, and those that are nothing but declared settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.settings import BY_KEY, Setting, Value
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import rooms, theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Field, Form
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages.reglages_fields import FormCard, ListField
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.labels import label
from desk_app.ui.widgets.scrolling import plain_widget

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk


class Section(FormCard):
    """One section: its form, and what its keys do. Typed values stay until they are saved or discarded."""

    NAME = ""

    answered = Signal(object)  # an Answer for the band
    edited = Signal()  # something was typed, saved or discarded: other keys may hold
    worked = Signal()  # something has begun or ended behind the screen: other keys hold
    showed = Signal(QWidget, QRect)  # a part of a widget that is to be in sight

    def __init__(self, session: Session, fields: Sequence[Field]) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.is_edited = self.is_narrow = False
        self._is_filling = False
        self._saving: Ticket | None = None
        self.title = label(role="title", wraps=True)
        self.about = label(role="muted", wraps=True)
        self.form = Form(fields)
        self.rest = plain_widget()  # takes the room that is left
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.about, self.form):
            self.body.addWidget(widget)
        self.body.addWidget(self.rest, 1)
        self.form.submitted.connect(self.save)
        self.form.changed.connect(self.on_edit)
        for field in fields:
            if isinstance(field, ListField):
                field.entered.connect(self.form.go_on)
        self.write_title()

    # to be overridden

    def write_title(self) -> None:
        """What the section is, and what it is good for."""
        self.words.bind(self.title.setText, f"ui_reglages.title_{self.NAME}")
        self.words.bind(self.about.setText, f"ui_reglages.about_{self.NAME}")

    def read(self) -> None:
        """Fill the fields with what holds now."""

    def save(self) -> None:
        """Keep what was typed, or say beside its field what will not do."""

    def key_actions(self) -> list[Action]:
        """What can be done here now."""
        return self.form_actions()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.form.clear_wrong()

    def set_narrow(self, narrow: bool) -> None:
        """One column of fields, or two."""
        self.is_narrow = narrow
        self.about.setVisible(not narrow)
        self.form.set_columns(1 if narrow else 2)

    # what sections share

    def refresh(self) -> None:
        """Read anew, unless something typed would be lost by it."""
        if not self.is_edited:
            self.read()

    def add(self, widget: QWidget) -> None:
        """Put a widget under the form."""
        self.body.insertWidget(self.body.indexOf(self.rest), widget)

    def take_keys(self) -> None:
        """The first field has the focus."""
        next(iter(self.form.fields.values())).setFocus()

    def discard(self) -> None:
        """Forget what was typed."""
        self.is_edited = False
        self.form.clear_wrong()
        self.read()
        self.edited.emit()

    def on_edit(self) -> None:
        """Something was typed or chosen by the clerk."""
        if not self._is_filling:
            self.is_edited = True
            self.edited.emit()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """What is written into the fields meanwhile is not typed by the clerk."""
        self._is_filling = True
        try:
            yield
        finally:
            self._is_filling = False

    def refuse(self, name: str, sentence: str) -> None:
        """Say beside a field what will not do."""
        self.form.show_wrong(name, sentence)
        self.show_wrong_field()

    def show_wrong_field(self) -> None:
        """Have the first field that is wrong in sight."""
        wrong = next((field for field in self.form.fields.values() if field.wrong), None)
        if wrong is not None:  # once the sentence below it has its room
            QTimer.singleShot(0, wrong, lambda: self.showed.emit(wrong, wrong.rect()))

    def form_actions(self) -> list[Action]:
        """Saving and discarding."""
        return [
            Action(ENTER, "ui_reglages.save", self.save, primary=True),
            Action(ESCAPE, self.short("discard"), self.discard, enabled=self.is_edited, shown=self.is_edited),
        ]

    def short(self, action: str) -> str:
        """The key of an action's words, of few where the window is narrow."""
        return f"ui_reglages.{action}_short" if self.is_narrow else f"ui_reglages.{action}"

    @property
    def is_saving(self) -> bool:
        """Whether the last save is still under way."""
        return self._saving is not None and not self._saving.done

    def say_saved(self, name: str) -> None:
        """It is kept."""
        self.is_edited = False
        self.form.clear_wrong()
        self.answered.emit(Answer(Verdict.SAVED, {"name": name}))
        self.edited.emit()

    def on_failure(self, error: Exception) -> None:
        """Nothing was kept: what was typed stays."""
        if isinstance(error, DatabaseOffline):
            self.answered.emit(offline_answer(error))


def keep(session: Session, values: Mapping[str, Value]) -> None:
    """Write this counter's settings, in a job. Raises EnvironmentTrouble."""
    for key, value in values.items():
        session.settings.set(key, value)


def save_hub(desk: Desk, values: Mapping[str, str]) -> Answer | None:
    """Write the hub's settings, in a job; the refusal when they were not written. Raises EnvironmentTrouble."""
    for key, value in values.items():
        answer: Answer = rooms.setup.save_hub_setting(desk, key, value)
        if is_refusal(answer.verdict):
            return answer
    return None


class TextLike(Protocol):
    """A field whose value can be written and read as a text."""

    def text(self) -> str:
        """Its value."""

    def set_text(self, text: str) -> None:
        """Write another."""


class DeclaredSection(Section):
    """Fields named after the settings they stand for, with ``_`` for ``.``"""

    KEYS: tuple[str, ...] = ()

    def __init__(self, session: Session, fields: Sequence[Field]) -> None:
        super().__init__(session, fields)
        for key in self.KEYS:
            self.words.bind(self.field(key).set_title, BY_KEY[key].text_key)

    def field(self, key: str) -> Field:
        """The field of a setting."""
        return self.form.fields[key.replace(".", "_")]

    def typed(self, key: str) -> str:
        """What the field of a setting says."""
        return text_of(self.field(key)).text()

    def parse(self, key: str) -> Value:
        """The value that the field of a setting means. Raises ValueError when it will not do."""
        return BY_KEY[key].parse(self.typed(key))

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Write these into the fields."""
        with self.filling():
            for key, value in values.items():
                if key in self.KEYS:
                    text_of(self.field(key)).set_text(str(value))

    def parsed(self) -> dict[str, Value] | None:
        """The values that were typed; None, and what will not do said beside its field, when one does not fit."""
        values: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for key in self.KEYS:
            try:
                values[key] = self.parse(key)
            except ValueError:
                wrong[key] = self.wrong_text(BY_KEY[key])
        self.form.clear_wrong()
        for key, sentence in wrong.items():
            self.field(key).set_wrong(sentence)
        if wrong:
            self.field(next(iter(wrong))).setFocus()
            self.show_wrong_field()
            return None
        return values

    def keep_typed(self, then: Callable[[Mapping[str, Value]], None]) -> None:
        """Keep what was typed for this counter, or say beside its field what will not do; ``then`` gets the values."""
        values = self.parsed()
        if values is None or self.is_saving:
            return
        self._saving = self.session.door.ask(
            lambda: keep(self.session, values), lambda _none: then(values), self.on_failure, Lane.BULK
        )

    def keep_for_hub(self, changed: Mapping[str, str], then: Callable[[], None]) -> None:
        """Keep these for all counters, as a manager; then call ``then``."""

        def told(refusal: Answer | None) -> None:
            then() if refusal is None else self.answered.emit(refusal)

        def write(desk: Desk) -> None:
            self._saving = self.session.door.ask(lambda: save_hub(desk, changed), told, self.on_failure)

        ManagerPrompt.ask(self.session, write)

    def wrong_text(self, setting: Setting) -> str:
        """Why a text will not do for a setting, and what will."""
        if isinstance(setting.default, int):
            return self.words("ui_reglages.wrong_number", least=setting.least, most=setting.most)
        if setting.field != "value":
            return self.words(f"sentences.field_{setting.field}")
        return self.words("ui_reglages.wrong_size" if setting.key == "label.size" else "ui_reglages.wrong_empty")


class SharedSection(DeclaredSection):
    """Settings of the hub, which all counters share."""

    def __init__(self, session: Session, fields: Sequence[Field]) -> None:
        super().__init__(session, fields)
        self.stored: dict[str, str] = {}

    def written(self, stored: Mapping[str, str]) -> Mapping[str, Value]:
        """The stored values as the fields write them."""
        return stored

    def read(self) -> None:
        """What the database says."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.setup.hub_settings(desk), self.show_stored)

    def show_stored(self, stored: Mapping[str, str]) -> None:
        """Show what the database has said, unless something typed would be lost."""
        self.stored = {key: stored.get(key, str(BY_KEY[key].default)) for key in self.KEYS}
        if not self.is_edited:
            self.show_values(self.written(self.stored))

    def save(self) -> None:
        """Keep what has changed, for all counters."""
        values = self.parsed()
        if values is None or self.is_saving or not self.session.is_open:
            return
        changed = {key: str(value) for key, value in values.items() if str(value) != self.stored.get(key)}
        self.keep_for_hub(changed, self._on_saved)

    def _on_saved(self) -> None:
        self.say_saved(self.words("ui_reglages.saved_hub"))
        self.read()
        self.session.tell_changed(Change.SETTINGS)


def text_of(field: Field) -> TextLike:
    """A field as one that has a text."""
    assert hasattr(field, "text")
    assert hasattr(field, "set_text")
    return field
