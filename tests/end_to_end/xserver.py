"""A private X server for tests of the real window: real keycodes in, what is on the screen out."""

import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from PIL import Image

from tests.end_to_end.xclient import close_window
from tests.optional import need

SCREEN = (1366, 768)
TIMEOUT = 30  # seconds until a helper that hears nothing gives up


@dataclass(frozen=True)
class XServer:
    """A running X server; ``display`` is its name, such as ``:7``."""

    display: str
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a program whose windows shall open here."""
        without = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DISPLAY")}
        return without | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(self.folder)} | more

    @contextmanager
    def program(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """Starts a program on this screen, its output readable as text; it does not outlive the test."""
        with subprocess.Popen(command, env=self.environment(), stdout=subprocess.PIPE, text=True) as program:
            try:
                yield program
            finally:
                program.kill()

    def setxkbmap(self, layout: str, variant: str = "") -> None:
        """Gives the keyboard another layout: ``us``, ``fr``, ``be`` …"""
        self._run("setxkbmap", layout, *(["-variant", variant] if variant else []))

    def focus(self, title: str, pid: int | None = None) -> None:
        """Waits for the window whose title contains ``title`` and gives it the keyboard; there is no window manager."""
        self._run("xdotool", *_search(title, pid, "--sync"), "windowfocus", "--sync")

    def windows(self, pid: int) -> int:
        """How many windows of a process are on the screen: dialogs and open lists are some too."""
        return len(self._run("xdotool", *_search(".*", pid)).split())

    def geometry(self, title: str, pid: int) -> tuple[int, int, int, int]:
        """Where a window is and how large, in dots: left, top, width, height."""
        said = self._run("xdotool", *_search(title, pid), "getwindowgeometry", "--shell")
        found = dict(line.split("=", 1) for line in said.splitlines())
        return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])

    def keycodes(self, *keys: int | str, delay_ms: int = 5, after_ms: int = 0) -> None:
        """Presses keys by their place on the keyboard: 24 is a US Q and a French A; ``"shift+24"`` too.

        Nothing is pressed in the first ``after_ms``, as people do and scanners do not.
        """
        if any(isinstance(key, int) and key < 10 for key in keys):
            raise ValueError("xdotool takes a single digit for a character: use keycodes from 10 up")
        self._run("xdotool", "sleep", str(after_ms / 1000), "key", "--delay", str(delay_ms), *map(str, keys))

    def bursts(self, *bursts: Sequence[int | str], delay_ms: int, pause_ms: int) -> None:
        """The same, with a pause after each burst of keys."""
        pause = ("sleep", str(pause_ms / 1000))
        words = [("key", "--delay", str(delay_ms), *map(str, keys), *pause) for keys in bursts]
        self._run("xdotool", *chain.from_iterable(words))

    def hold(self, key: int, *groups: Sequence[int]) -> None:
        """Presses each group of keys while ``key`` is down, and lets it go between them."""
        words = [("keydown", str(key), "key", "--delay", "2", *map(str, keys), "keyup", str(key)) for keys in groups]
        self._run("xdotool", *chain.from_iterable(words))

    def ask_to_close(self, title: str, pid: int) -> None:
        """What the cross of a window's frame does."""
        (window,) = self._run("xdotool", *_search(title, pid)).split()
        close_window(self.display, int(window))

    def screenshot(self) -> Image.Image:
        """The whole screen, as it is now."""
        data = (self.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])  # an XWD file: sizes of header and colour map, geometry
        start, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[start + 12 * colours :][: stride * height]
        return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", stride)

    def _run(self, *command: str) -> str:
        run = subprocess.run(
            command, check=True, env=self.environment(), timeout=TIMEOUT, stdout=subprocess.PIPE, text=True
        )
        return run.stdout


def _search(title: str, pid: int | None, *options: str) -> list[str]:
    """xdotool's words for the visible window with that title, of that process where one is named."""
    process = [] if pid is None else ["--pid", str(pid)]
    return ["search", *options, "--all", "--onlyvisible", *process, "--name", title]


@contextmanager
def x_server() -> Iterator[XServer]:
    """Starts an X server on a free display and stops it at the end; skips the test where there is none."""
    need("Xvfb", "xdotool", "setxkbmap")
    with tempfile.TemporaryDirectory(prefix="comptoir-x-") as folder:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-noreset", "-nolisten", "tcp", "-fbdir", folder]
        size = "{}x{}x24".format(*SCREEN)
        with subprocess.Popen([*command, "-screen", "0", size], pass_fds=[write], stderr=subprocess.DEVNULL) as process:
            os.close(write)
            try:
                with os.fdopen(read) as answer:  # one line, as soon as programs may connect
                    yield XServer(f":{int(answer.readline())}", Path(folder))
            finally:
                process.terminate()
