"""Running one command: the profile, the database, the language, and what to do when something is in the way."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk_app import wording
from desk_app.cli import result
from desk_app.cli.result import Result
from desk_app.counter.desk import Desk, open_desk
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.i18n import Texts
from desk_app.settings import BY_KEY, Settings, default_profile
from desk_app.store.engine import Store


@dataclass(frozen=True, slots=True)
class Place:
    """What a command works with. The desk is opened when it is asked for."""

    settings: Settings
    texts: Texts
    url: str

    def desk(self) -> Desk:
        """The counter of this profile. Raises EnvironmentTrouble."""
        counter, clerk = self.settings.get("counter.name"), self.settings.get("counter.clerk")
        return open_desk(Store(self.url), counter, clerk, hub_name=str(BY_KEY["hub.name"].default))


Command = Callable[[Place, Namespace], Result]


def run(words: Namespace) -> int:
    """Run the command, print what it came to, return the exit status."""
    _speak_utf8()
    settings = Settings(Path(words.profile) if words.profile else default_profile())
    place = Place(settings, Texts(words.lang or settings.get("ui.language")), words.database or settings.database_url)
    if words.command is None:
        from desk_app.app import open_window  # noqa: PLC0415 - Qt only when there is a window

        return int(open_window(place.settings, place.texts.language, place.url))
    came_to = _guarded(place, words)
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
