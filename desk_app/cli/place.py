"""What a command works with: the profile's settings, the words, the database."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, Settings

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.store.engine import Store


@dataclass(slots=True)
class Place:
    """The database is opened when it is asked for, and closed at the end."""

    settings: Settings
    texts: Texts
    url: str
    _store: "Store | None" = field(default=None, init=False)

    def desk(self) -> "Desk":
        """The counter of this profile. Raises EnvironmentTrouble."""
        from desk_app.counter.desk import open_desk  # noqa: PLC0415 - the window paints before the store is loaded
        from desk_app.store.engine import Store  # noqa: PLC0415

        self._store = Store(self.url)
        counter, clerk = self.settings.get("counter.name"), self.settings.get("counter.clerk")
        return open_desk(self._store, counter, clerk, hub_name=str(BY_KEY["hub.name"].default))

    def close(self) -> None:
        """Close the database, if it was opened."""
        if self._store is not None:
            self._store.close()
