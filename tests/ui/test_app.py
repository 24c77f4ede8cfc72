"""The start: an empty window first, then its content, then the store; and what happens to errors."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import app
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.i18n import Texts
from desk_app.settings import Settings, Start
from desk_app.ui.program import Program
from desk_app.ui.shell import FirstPaint, Shell


@pytest.fixture
def program(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[Program]:
    """A program in a painted window, its store open."""
    level = logging.getLogger().level
    shell = Shell()
    qtbot.addWidget(shell)
    first_paint = FirstPaint(shell)
    with qtbot.waitSignal(first_paint.painted):
        shell.show()
    made = Program(shell, settings, Texts("fr"), f"sqlite:///{tmp_path / 'hub.sqlite3'}")
    with qtbot.waitSignal(made.session.totals_changed, timeout=20_000):
        pass
    yield made
    shell.close()
    made.close()
    logging.getLogger().setLevel(level)


def test_the_store_is_opened_once_the_window_has_been_painted(program: Program) -> None:
    assert program.window.isVisible()
    assert program.session.desk().counter == "Poste 1"
    assert program.window.status.database.text == "Base à jour"
    assert (program.log_file).exists()


def test_keys_reach_the_counter_inside_the_shell(program: Program, qtbot: QtBot) -> None:
    handle = program.window.window().windowHandle()
    qtbot.waitUntil(program.window.page.hasFocus)
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert program.window.scan_bar.text.upper() == "B"


def test_a_bug_is_logged_and_told_and_the_program_goes_on(program: Program) -> None:
    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "imprévu" in program.window.banner.words.sentence
    assert (
        program.log_file.read_text(encoding="utf-8").rstrip().endswith("ZeroDivisionError")
    )  # its kind, not its words


def test_a_trouble_of_the_environment_is_a_sentence_and_no_bug(program: Program) -> None:
    error = EnvironmentTrouble(Reason("errors.disk_full", {"database": "hub"}))
    sys.excepthook(type(error), error, None)
    assert program.window.banner.words.sentence.startswith("Le disque est plein")
    assert "EnvironmentTrouble" not in program.log_file.read_text(encoding="utf-8")


def test_a_bug_in_a_job_reaches_the_same_hook(program: Program, qtbot: QtBot) -> None:
    program.session.door.ask(lambda: 1 // 0, lambda _answer: None)
    qtbot.waitUntil(lambda: "imprévu" in program.window.banner.words.sentence)


def test_closing_the_shell_ends_the_session(program: Program) -> None:
    program.window.window().close()
    assert program.session.door.ask(lambda: 1, lambda _one: None).cancelled


def test_no_display_is_told_before_qt_would_abort(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert app.open_window(lambda: Start(settings, "fr", "sqlite://")) == app.ENVIRONMENT
    assert "Aucun écran" in capsys.readouterr().err


def test_the_application_is_dressed_and_has_a_picture(qapp: QApplication) -> None:
    assert not app.application().windowIcon().isNull()
