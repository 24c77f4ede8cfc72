"""Sounds: short, told apart, and never in the way."""

import os
import sys
import wave
from importlib.resources import files
from pathlib import Path

import pytest

from desk_app.devices import sound
from desk_app.domain.verdicts import Tone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays sounds itself")

PLAYS = '#!/bin/sh\necho "$@" > "$(dirname "$0")/played"\n'
FAILS = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for players before all others, and nothing known of them yet."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sound, "_PROGRAMS", ("first-player", "second-player"))
    monkeypatch.setattr(sound, "_failed", set())
    monkeypatch.setattr(sound, "_playing", [])
    return tmp_path


def install(folder: Path, name: str, script: str) -> None:
    """A player of ours."""
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


def wait() -> None:
    """Until all players have ended."""
    for player in sound._playing:
        player.wait(timeout=10)


@pytest.mark.parametrize("tone", Tone)
def test_a_sound_is_short_and_small(tone: Tone) -> None:
    file = files("desk_app.resources").joinpath("sounds", f"{tone}.wav")
    assert len(file.read_bytes()) < 20_000
    with file.open("rb") as raw, wave.open(raw) as wav:
        assert (wav.getnchannels(), wav.getsampwidth()) == (1, 2)
        assert 0.1 < wav.getnframes() / wav.getframerate() < 0.5


def test_the_sounds_differ() -> None:
    assert len({files("desk_app.resources").joinpath("sounds", f"{tone}.wav").read_bytes() for tone in Tone}) == 3


def test_the_first_player_there_is_plays(programs: Path) -> None:
    install(programs, "second-player", PLAYS)
    beeps: list[str] = []
    sound.play(Tone.YES, lambda: beeps.append("beep"))
    wait()
    assert (programs / "played").read_text(encoding="utf-8").strip().endswith("yes.wav")
    assert beeps == []


def test_without_a_player_it_beeps(programs: Path) -> None:
    beeps: list[str] = []
    sound.play(Tone.NO, lambda: beeps.append("beep"))
    assert beeps == ["beep"]


def test_a_player_without_a_sound_card_is_not_asked_again(programs: Path) -> None:
    install(programs, "first-player", FAILS)
    install(programs, "second-player", PLAYS)
    sound.play(Tone.LOOK, lambda: None)
    wait()
    assert not (programs / "played").exists()
    sound.play(Tone.LOOK, lambda: None)
    wait()
    assert (programs / "played").read_text(encoding="utf-8").strip().endswith("look.wav")


def test_a_program_that_cannot_start_is_no_trouble(programs: Path) -> None:
    install(programs, "first-player", "no program at all")
    beeps: list[str] = []
    sound.play(Tone.NO, lambda: beeps.append("beep"))
    assert beeps == ["beep"]


def test_players_that_hang_do_not_pile_up(programs: Path) -> None:
    install(programs, "first-player", '#!/bin/sh\nread never < "$(dirname "$0")/pipe"\n')
    os.mkfifo(programs / "pipe")
    beeps: list[str] = []
    for _ in range(6):
        sound.play(Tone.YES, lambda: beeps.append("beep"))
    assert (len(sound._playing), len(beeps)) == (4, 2)
    for player in sound._playing:
        player.kill()
    wait()
