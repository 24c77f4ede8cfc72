"""The hub's settings, which all counters share, and this counter's own."""

from collections.abc import Mapping
from dataclasses import replace

from desk_app.i18n import LANGUAGES
from desk_app.settings import Value
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages_fields import WordField
from desk_app.ui.pages.reglages_section import DeclaredSection, SharedSection
from desk_app.ui.session import Session

_ON_OFF = ("True", "False")


class HubSection(SharedSection):
    """What it is called, and where its clocks are."""

    NAME = "hub"
    KEYS = ("hub.name", "hub.time_zone")

    def __init__(self, session: Session) -> None:
        super().__init__(session, [TextField(key.replace(".", "_")) for key in self.KEYS])


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
        self.form.hide_fields(["counter_clerk"] if self._is_signed_in else [])

    @property
    def _is_signed_in(self) -> bool:
        """Whether who stands here is known by a PIN or a badge, not by what is typed here."""
        return self.session.is_open and bool(self.session.desk().clerk_id)

    def save(self) -> None:
        """Keep it, and go by it at once."""
        self.keep_typed(self._on_saved)

    def _on_saved(self, values: Mapping[str, Value]) -> None:
        self.is_edited = False
        if values["ui.language"] != self.words.language:
            self.words.switch(str(values["ui.language"]))
        if self.session.is_open:
            desk, name = self.session.desk(), str(values["counter.name"])
            clerk = desk.clerk if self._is_signed_in else str(values["counter.clerk"])
            self.session.set_desk(replace(desk, counter=name, clerk=clerk))
        self.say_saved(self.words("ui_reglages.saved_counter"))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self.language.set_words([self.words(f"ui_reglages.language_{language}") for language in LANGUAGES])
        self.sounds.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
