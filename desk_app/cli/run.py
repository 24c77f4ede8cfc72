"""Running one command: the profile, the database, the language, and what to do when something is in the way."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.result import Result
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, Settings, default_profile

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk
    from desk_app.store.engine import Store


@dataclass(slots=True)
class Place:
    """What a command works with. The database is opened when it is asked for, and closed at the end."""

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


Command = Callable[[Place, Namespace], Result]


def run(words: Namespace) -> int:
    """Run the command, print what it came to, return the exit status."""
    _speak_utf8()
    settings = Settings(Path(words.profile) if words.profile else default_profile())
    place = Place(settings, Texts(words.lang or settings.get("ui.language")), words.database or settings.database_url)
    if words.command is None:
        from desk_app.app import open_window  # noqa: PLC0415 - Qt only when there is a window

        return int(open_window(place.settings, place.texts.language, place.url))
    try:
        came_to = _guarded(place, words)
    finally:
        place.close()
    output = came_to.shown(as_json=words.json)
    is_complaint = came_to.status >= result.USAGE and not words.json
    if output:
        print(output, file=sys.stderr if is_complaint else sys.stdout)
    return came_to.status


def _guarded(place: Place, words: Namespace) -> Result:
    from desk_app.cli.commands import COMMANDS  # noqa: PLC0415 - after the window has had its chance

    try:
        return COMMANDS[words.command](place, words)
    except EnvironmentTrouble as trouble:
        message = wording.reason(place.texts, trouble.reason)
        verdict = "database_offline" if "database" in trouble.reason.key else "environment"
        return Result(result.ENVIRONMENT, {"verdict": verdict, "message": message}, [message])


def _speak_utf8() -> None:
    """A Windows console may know no é."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
