"""Running one command: the window, or one of the commands and what to do when something is in the way."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.place import Place
from desk_app.i18n import Texts
from desk_app.settings import Settings, Start, default_profile

if TYPE_CHECKING:
    from desk_app.cli.result import Result


def run(words: Namespace) -> int:
    """Run the command, print what it came to, return the exit status."""
    if words.command is None:
        from desk_app.app import open_window  # noqa: PLC0415 - Qt only when there is a window

        return open_window(lambda: start(words))
    settings, language, url = start(words)
    place = Place(settings, Texts(language), url)
    try:
        came_to = _guarded(place, words)
        if place.is_alone:
            came_to = came_to.alone()
    finally:
        place.close()
    output = came_to.shown(as_json=words.json)
    if output:
        print(output, file=sys.stderr if came_to.is_complaint and not words.json else sys.stdout)
    return came_to.status


def start(words: Namespace) -> Start:
    """Whose settings, which language and which database the words name."""
    _speak_utf8()
    settings = Settings(Path(words.profile) if words.profile else default_profile())
    return Start(settings, words.lang or settings.get("ui.language"), words.database or settings.database_url)


def _guarded(place: Place, words: Namespace) -> "Result":
    from desk_app.cli.commands import COMMANDS  # noqa: PLC0415 - the window is painted without all of these
    from desk_app.cli.result import of_trouble  # noqa: PLC0415
    from desk_app.domain.trouble import EnvironmentTrouble  # noqa: PLC0415
    from desk_app.domain.values import Reason  # noqa: PLC0415

    try:
        return COMMANDS[words.command](place, words)
    except EnvironmentTrouble as trouble:
        return of_trouble(place.texts, trouble)
    except UnicodeEncodeError:  # bytes that are no text may name a file, and nothing else
        return of_trouble(place.texts, EnvironmentTrouble(Reason("errors.not_text")))


def _speak_utf8() -> None:
    """A Windows console may know no é."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
