"""The real program in a process of its own: its window on a private screen, keys in, pixels out."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PIL import Image

from desk_app.domain.verdicts import Tone
from desk_app.settings import Settings
from desk_app.ui import theme
from tests.end_to_end.waiting import until
from tests.end_to_end.xserver import TIMEOUT, XServer

ENTER, KEYPAD_ENTER, LINE_FEED, TAB, ALT, CAPS_LOCK, NUM_LOCK = 36, 104, 109, 23, 64, 66, 77  # keycodes
TITLE = "Comptoir"
_ROWS = (("1234567890-=", 10), ("qwertyuiop[]", 24), ("asdfghjkl", 38), ("zxcvbnm", 52))  # US keys, first keycode
KEYCODES = {letter: first + place for row, first in _ROWS for place, letter in enumerate(row)}
KEYPAD = dict(zip("7894561230", (79, 80, 81, 83, 84, 85, 87, 88, 89, 90), strict=True))
_DOT = (120, 20, 150, 44)  # where the scan bar has its dot
_numbers = count(1)
_LEAST_PIXELS = 20_000  # of a colour, for the verdict band to be there


@dataclass(frozen=True)
class CounterWindow:
    """A counter whose window is open on ``screen``."""

    screen: XServer
    process: "subprocess.Popen[bytes]"
    profile: Path
    output: Path

    @property
    def log(self) -> str:
        """What it has logged."""
        file = self.profile / "log" / "comptoir.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def errors(self) -> str:
        """What it has said on the terminal: nothing, when all is well."""
        return self.output.read_text(encoding="utf-8")

    # keys

    def scan(
        self,
        *codes: str,
        suffix: tuple[int | str, ...] = (ENTER,),
        gap_ms: int = 5,
        after_ms: int = 0,
        shift: bool = False,
    ) -> None:
        """A scanner that believes in a US keyboard types each code and its suffix, capitals with Shift or without."""
        keys = [key for code in codes for key in (*keycodes(code, shift=shift), *suffix)]
        self.screen.keycodes(*keys, delay_ms=gap_ms, after_ms=after_ms)

    def press(self, *keys: int | str) -> None:
        """Somebody presses keys: keycodes, or names such as ``F1``. An Enter any sooner would belong to the scan."""
        self.screen.keycodes(*keys, delay_ms=130, after_ms=500)

    # what is on the screen

    def picture(self) -> Image.Image:
        """The whole screen."""
        return self.screen.screenshot()

    def geometry(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the window, in dots."""
        return self.screen.geometry(TITLE, self.process.pid)

    def band(self) -> Tone | None:
        """The tone of the verdict band on the screen, by its colour."""
        shown = pixels(self.picture())
        return next((tone for tone, (ground, _) in theme.BAND.items() if shown.get(ground, 0) > _LEAST_PIXELS), None)

    def wait_for_band(self, tone: Tone | None) -> None:
        """Until the band says that; ``None`` for no band."""
        until(lambda: self.band() is tone, f"a band of tone {tone}")

    def has_banner(self) -> bool:
        """Whether the banner of a trouble is on the screen."""
        return pixels(self.picture()).get(theme.CHIP["red"][0], 0) > _LEAST_PIXELS

    def is_listening(self) -> bool:
        """Whether the scan bar's dot is green."""
        return theme.GREEN in pixels(self.picture().crop(_DOT))

    # the end

    def close(self) -> int:
        """Close the window as its own cross does; the exit status."""
        self.screen.ask_to_close(TITLE, self.process.pid)
        return self.process.wait(TIMEOUT)

    def kill(self) -> None:
        """SIGKILL: nothing is written to its end."""
        self.process.kill()
        self.process.wait(TIMEOUT)


def keycodes(code: str, *, shift: bool = False) -> list[int | str]:
    """The keys of a US keyboard that type ``code``; capitals only with ``shift``."""
    keys = zip(code, [KEYCODES[letter] for letter in code.lower()], strict=True)
    return [f"shift+{key}" if shift and letter.isupper() else key for letter, key in keys]


def pixels(picture: Image.Image) -> dict[str, int]:
    """How many pixels there are of each colour (``#rrggbb``)."""
    counted = picture.getcolors(maxcolors=picture.width * picture.height) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour): n for n, colour in counted}  # type: ignore[misc]


@contextmanager
def counter_window(
    screen: XServer, profile: Path, url: str | None, *words: str, name: str = "Poste 1", **environment: str
) -> Iterator[CounterWindow]:
    """Starts the program on ``url`` (without one, its own) and gives its window the keyboard; kills it at the end."""
    Settings(profile).set("counter.name", name)
    database = [] if url is None else ["--database", url]
    command = [sys.executable, "-m", "desk_app", "--profile", str(profile), *database, *words]
    output = screen.folder / f"output-{next(_numbers)}"  # not in the profile, whose disk may be full
    with output.open("wb") as out:
        process = subprocess.Popen(command, env=screen.environment(**environment), stdout=out, stderr=out)
    try:
        screen.focus(TITLE, process.pid)
        yield CounterWindow(screen, process, profile, output)
    finally:
        process.kill()
        process.wait(TIMEOUT)
