"""A sound for each tone of an answer. Never waits, never raises: a counter without sound works.

The sounds are plain tones made for this program: two rising notes, one note twice, two low buzzes.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable

from desk_app.domain.verdicts import Tone
from desk_app.resources import FOLDER

_PROGRAMS = ("pw-play", "paplay", "afplay", "aplay")  # PipeWire, PulseAudio, macOS, bare ALSA
_AT_ONCE = 4

_playing: list[subprocess.Popen[bytes]] = []
_failed: set[str] = set()  # installed, but without a sound card or server behind it


def play(tone: Tone, beep: Callable[[], object]) -> None:
    """Starts the sound of ``tone`` and returns; calls ``beep`` where nothing can play it. For the screen's thread."""
    try:
        is_started = _start(str(FOLDER / "sounds" / f"{tone}.wav"))
    except (OSError, RuntimeError):  # the program has gone, or Windows has no sound card
        is_started = False
    if not is_started:
        beep()


def _start(wav: str) -> bool:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        winsound.PlaySound(wav, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return True
    _reap()
    program = next((name for name in _PROGRAMS if name not in _failed and shutil.which(name)), None)
    if program is None or len(_playing) >= _AT_ONCE:
        return False
    silent = subprocess.DEVNULL
    _playing.append(subprocess.Popen([program, wav], stdin=silent, stdout=silent, stderr=silent))
    return True


def _reap() -> None:
    for player in [player for player in _playing if player.poll() is not None]:
        _playing.remove(player)
        if player.returncode:
            _failed.add(str(player.args[0]))  # type: ignore[index]
