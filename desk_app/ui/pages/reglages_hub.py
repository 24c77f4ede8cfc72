"""The hub's settings, which all counters share, and this counter's own."""

from collections.abc import Mapping
from dataclasses import replace

from desk_app.i18n import LANGUAGES
from desk_app.settings import BY_KEY, Value
from desk_app.ui import rooms
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages_fields import WordField
from desk_app.ui.pages.reglages_section import DeclaredSection, save_hub
from desk_app.ui.session import Change, Session

_ON_OFF = ("True", "False")


class HubSection(DeclaredSection):
    """What it is called, and where its clocks are."""

    NAME = "hub"
    KEYS = ("hub.name", "hub.time_zone")

    def __init__(self, session: Session) -> None:
        super().__init__(session, [TextField(key.replace(".", "_")) for key in self.KEYS])
        self._stored: dict[str, str] = {}

    def read(self) -> None:
        """What the database says."""
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.setup.hub_settings(desk), self._show)

    def _show(self, stored: Mapping[str, str]) -> None:
        self._stored = {key: stored.get(key, str(BY_KEY[key].default)) for key in self.KEYS}
        if not self.is_edited:
            self.show_values(self._stored)

    def save(self) -> None:
        """Keep what has changed, for all counters."""
        values = self.parsed()
        if values is None or self.is_saving or not self.session.is_open:
            return
        changed = {key: str(value) for key, value in values.items() if str(value) != self._stored.get(key)}
        desk = self.session.desk()
        self._saving = self.session.door.ask(lambda: save_hub(desk, changed), self._on_saved, self.on_failure)

    def _on_saved(self, _none: None) -> None:
        self.say_saved(self.words("ui_reglages.saved_hub"))
        self.session.tell_changed(Change.SETTINGS)


class CounterSection(DeclaredSection):
    """Who stands here, and how this counter speaks."""

    NAME = "counter"
    KEYS = ("counter.name", "counter.clerk", "ui.language", "ui.sounds")

    def __init__(self, session: Session) -> None:
        self.language = WordField("ui_language", LANGUAGES)
        self.sounds = WordField("ui_sounds", _ON_OFF)
        super().__init__(session, [TextField("counter_name"), TextField("counter_clerk"), self.language, self.sounds])
        self.retranslate()

    def read(self) -> None:
        """What this counter keeps."""
        self.show_values({key: self.session.settings.get(key) for key in self.KEYS})

    def save(self) -> None:
        """Keep it, and go by it at once."""
        self.keep_typed(self._on_saved)

    def _on_saved(self, values: Mapping[str, Value]) -> None:
        self.is_edited = False
        if values["ui.language"] != self.words.language:
            self.words.switch(str(values["ui.language"]))
        if self.session.is_open:
            name, clerk = str(values["counter.name"]), str(values["counter.clerk"])
            self.session.set_desk(replace(self.session.desk(), counter=name, clerk=clerk))
        self.say_saved(self.words("ui_reglages.saved_counter"))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self.language.set_words([self.words(f"ui_reglages.language_{language}") for language in LANGUAGES])
        self.sounds.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
