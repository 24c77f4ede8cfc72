"""The hub's settings, which all counters share, and this counter's own: to which hub it belongs too."""

from collections.abc import Mapping
from dataclasses import replace

from desk_app.domain.hubs import Hub
from desk_app.i18n import LANGUAGES
from desk_app.settings import Value
from desk_app.ui import rooms
from desk_app.ui.forms import TextField
from desk_app.ui.manager_prompt import ManagerPrompt
from desk_app.ui.pages.reglages_fields import ListField, WordField
from desk_app.ui.pages.reglages_section import DeclaredSection, SharedSection
from desk_app.ui.session import Session

HUB = "counter.hub"
_ON_OFF = ("True", "False")


class HubSection(SharedSection):
    """What it is called, and where its clocks are."""

    NAME = "hub"
    KEYS = ("hub.name", "hub.time_zone")

    def __init__(self, session: Session) -> None:
        super().__init__(session, [TextField(key.replace(".", "_")) for key in self.KEYS])


class CounterSection(DeclaredSection):
    """Which counter of which hub this is, who stands here, and how it speaks."""

    NAME = "counter"
    KEYS = ("counter.name", "counter.clerk", HUB, "ui.language", "ui.sounds")

    def __init__(self, session: Session) -> None:
        self.language = WordField("ui_language", LANGUAGES)
        self.sounds = WordField("ui_sounds", _ON_OFF)
        self.hub = ListField("counter_hub")
        self._hubs: tuple[Hub, ...] = ()
        names = [TextField("counter_name"), TextField("counter_clerk")]
        super().__init__(session, [*names, self.hub, self.language, self.sounds])
        self.words.bind(self.hub.set_title, "ui_reglages.counter_hub")
        self.retranslate()

    def read(self) -> None:
        """What this counter keeps."""
        self.show_values({key: self.session.settings.get(key) for key in self.KEYS if key != HUB})
        self._hide_fields()
        if self.session.is_open:
            desk = self.session.desk()
            self.session.door.ask(lambda: rooms.hubs.every(desk), self._show_hubs)

    def _show_hubs(self, hubs: tuple[Hub, ...]) -> None:
        """Where the database has several, the counter's own can be changed."""
        self._hubs = hubs
        if not self.is_edited:
            with self.filling():
                self.hub.set_options([(hub.id, hub.name) for hub in hubs])
                self.hub.set_text(self.session.desk().hub_id)
        self._hide_fields()

    def _hide_fields(self) -> None:
        hidden = {"counter_clerk": self._is_signed_in, "counter_hub": not self._has_choice}
        self.form.hide_fields([name for name, is_hidden in hidden.items() if is_hidden])

    @property
    def _is_signed_in(self) -> bool:
        """Whether who stands here is known by a PIN or a badge, not by what is typed here."""
        return self.session.is_open and bool(self.session.desk().clerk_id)

    @property
    def _has_choice(self) -> bool:
        return len(self._hubs) > 1

    def typed(self, key: str) -> str:
        """As everywhere; a hub that is not to be chosen stays as it was named."""
        return str(self.session.settings.get(HUB)) if key == HUB and not self._has_choice else super().typed(key)

    def save(self) -> None:
        """Keep it, and go by it at once; a manager takes the counter to another hub."""
        if self._has_choice and self.typed(HUB) != self.session.desk().hub_id:
            ManagerPrompt.ask(self.session, lambda _desk: self.keep_typed(self._on_saved))
        else:
            self.keep_typed(self._on_saved)

    def _on_saved(self, values: Mapping[str, Value]) -> None:
        self.is_edited = False
        if values["ui.language"] != self.words.language:
            self.words.switch(str(values["ui.language"]))
        if self.session.is_open:
            self._go_by(values)
        self.say_saved(self.words("ui_reglages.saved_counter"))

    def _go_by(self, values: Mapping[str, Value]) -> None:
        desk, name = self.session.desk(), str(values["counter.name"])
        clerk = desk.clerk if self._is_signed_in else str(values["counter.clerk"])
        here = replace(desk, counter=name, clerk=clerk)
        hub_id = str(values[HUB])
        if self._has_choice and hub_id != desk.hub_id:
            self.session.door.ask(lambda: rooms.hubs.go_to(here, hub_id), self.session.set_desk)
        else:
            self.session.set_desk(here)

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self.language.set_words([self.words(f"ui_reglages.language_{language}") for language in LANGUAGES])
        self.sounds.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
