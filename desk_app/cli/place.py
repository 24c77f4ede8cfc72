"""What a command works with: the profile's settings, the words, the database."""

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, Settings

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.counter.replay import Replayed
    from desk_app.counter.sending import OpenPost
    from desk_app.store.engine import Store


@dataclass(slots=True)
class Place:
    """The database is opened when it is asked for, and closed at the end."""

    settings: Settings
    texts: Texts
    url: str
    came_back: "Replayed | None" = field(default=None, init=False)
    _store: "Store | None" = field(default=None, init=False)

    def desk(self) -> "Desk":
        """The counter of this profile. Raises EnvironmentTrouble."""
        from desk_app.counter import database  # noqa: PLC0415 - the window paints before the store is loaded
        from desk_app.counter.desk import open_desk  # noqa: PLC0415
        from desk_app.counter.replay import come_back  # noqa: PLC0415
        from desk_app.store.shared import open_store  # noqa: PLC0415

        database.secure(self.settings.get("database.url"), partial(self.settings.set, "database.url"))
        self._store = store = open_store(self.url, self.settings.profile)
        counter, clerk = self.settings.get("counter.name"), self.settings.get("counter.clerk")
        hub, hub_name = self.settings.get("counter.hub"), str(BY_KEY["hub.name"].default)
        desk = open_desk(store, counter, clerk, hub_name=hub_name, hub=hub)
        if store.is_alone:  # what was done alone goes before all else
            self.came_back = come_back(desk)
        return desk

    @property
    def is_alone(self) -> bool:
        """Whether this was answered by the counter's own copy, its server being away."""
        return self._store is not None and self._store.is_alone

    def store(self) -> "Store":
        """The hub's database itself, as it is: nothing is made or upgraded there. Raises DatabaseUnusable."""
        from desk_app.store.engine import Store  # noqa: PLC0415 - the window paints before the store is loaded

        self._store = Store(self.url)
        return self._store

    def open_post(self, desk: "Desk") -> "OpenPost":
        """The ways that the hub's messages go."""
        from desk_app.counter import message_texts, setup  # noqa: PLC0415 - few commands send anything
        from desk_app.messages.post import Post, Ways  # noqa: PLC0415

        def opened() -> Post:
            ways = Ways.of(desk.hub_id, setup.hub_settings(desk), self.settings.get("smtp.ca_file"))
            return Post(ways, message_texts.own_words(desk))

        return opened

    def close(self) -> None:
        """Close the database, if it was opened."""
        if self._store is not None:
            self._store.close()
