"""Switching the language writes every bound text again."""

import gc
import weakref

import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.i18n import Texts
from desk_app.ui.words import Words


def test_bound_texts_follow_the_language(qtbot: QtBot) -> None:
    words, label = Words(Texts("fr")), QLabel()
    qtbot.addWidget(label)
    words.bind(label.setText, "ui.page_reglages")
    assert label.text() == "Réglages"
    with qtbot.waitSignal(words.changed):
        words.switch("en")
    assert label.text() == "Settings"


def test_binding_again_replaces_the_text(qtbot: QtBot) -> None:
    words, label = Words(Texts("fr")), QLabel()
    qtbot.addWidget(label)
    words.bind(label.setText, "ui.page_reglages")
    words.bind(label.setText, "ui.help_heading", page="X")
    words.switch("en")
    assert label.text() == "Keys of the page X"


def test_a_text_can_be_unbound(qtbot: QtBot) -> None:
    words, label = Words(Texts("fr")), QLabel()
    qtbot.addWidget(label)
    words.bind(label.setText, "ui.page_reglages")
    words.unbind(label.setText)
    words.switch("en")
    assert label.text() == "Réglages"


def test_a_binding_does_not_keep_its_widget_alive(qtbot: QtBot) -> None:
    words, label = Words(Texts("fr")), QLabel()
    words.bind(label.setText, "ui.page_reglages")
    watch = weakref.ref(label)
    del label
    gc.collect()
    assert watch() is None


def test_a_widget_that_qt_has_deleted_is_passed_over(qtbot: QtBot) -> None:
    words, label = Words(Texts("fr")), QLabel()
    words.bind(label.setText, "ui.page_reglages")
    shiboken6.delete(label)
    words.switch("en")
    assert words.language == "en"


def test_qts_own_words_are_french_too(qtbot: QtBot) -> None:
    words = Words(Texts("fr"))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    words.switch("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
