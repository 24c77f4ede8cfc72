"""The texts of messages: seen as they will be read while one types, refused where they cannot be filled in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import message_texts
from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import PLACEHOLDERS
from desk_app.messages.words import our_words
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_texts import TextsSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import Team
from tests.ui.test_layout import clipped, looks

Key = Qt.Key
Settled = Callable[[], None]
READY = MessageKind.READY


def opened(window: Window, settled: Settled, qtbot: QtBot) -> TextsSection:
    """The texts in front, the first of them previewed."""
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("texts")
    section = page.section
    assert isinstance(section, TextsSection)
    qtbot.waitUntil(lambda: bool(section.preview.subject.text()), timeout=15_000)
    settled()
    return section


@pytest.fixture
def section(window: Window, settled: Settled, qtbot: QtBot) -> TextsSection:
    """The texts, where anybody may change them."""
    window.activateWindow()
    return opened(window, settled, qtbot)


def begin(section: TextsSection, keys: Keys, text: str, qtbot: QtBot) -> None:
    """Write at the beginning of the e-mail."""
    section.text.area.setFocus()
    qtbot.waitUntil(section.text.area.hasFocus)
    section.text.area.moveCursor(QTextCursor.MoveOperation.Start)
    keys.type(text)


def save(section: TextsSection, keys: Keys, settled: Settled) -> None:
    """Enter, in a field of one line."""
    section.subject.setFocus()
    keys.press(Key.Key_Return)
    settled()


def choose(section: TextsSection, kind: MessageKind, settled: Settled) -> None:
    """Another kind, as the clerk chooses it."""
    section.kind.combo.setCurrentIndex(section.kind.combo.findData(kind.value))
    settled()


def test_our_words_are_seen_as_they_will_be_read(section: TextsSection) -> None:
    assert section._typed() == our_words("fr")[READY]
    assert "3 colis à retirer" in section.preview.subject.text()
    mail = section.preview.mail.toPlainText()
    assert "Éloïse Lefèvre" in mail
    assert "BKD-FTR-HLN" in mail
    assert "BKD-FTR-HLN" in section.preview.sms.text()
    assert "1 message" in section.preview.length.text()
    assert not section.is_own


def test_the_preview_follows_what_is_typed(section: TextsSection, keys: Keys, qtbot: QtBot, hub: Hub) -> None:
    begin(section, keys, "Chère <b>voisine</b>, ", qtbot)
    qtbot.waitUntil(lambda: "Chère <b>voisine</b>, Bonjour Éloïse" in section.preview.mail.toPlainText())
    assert message_texts.own_words(hub.desk) == {}


def test_a_chip_puts_its_placeholder_where_the_cursor_is(section: TextsSection, keys: Keys, qtbot: QtBot) -> None:
    assert list(section.chips.chips) == list(PLACEHOLDERS[READY])
    begin(section, keys, "Ici ", qtbot)
    QTest.mouseClick(section.chips.chips["hub"], Qt.MouseButton.LeftButton)
    keys.type(" !")
    assert section.text.text().startswith("Ici {hub} !Bonjour")
    section.subject.setFocus()
    qtbot.waitUntil(section.subject.line.hasFocus)
    keys.press(Key.Key_End)
    QTest.mouseClick(section.chips.chips["code"], Qt.MouseButton.LeftButton)
    assert section.subject.text().endswith("{code}")
    qtbot.waitUntil(lambda: section.preview.subject.text().endswith("BKD-FTR-HLN"))


def test_an_unknown_placeholder_is_told_and_not_kept(
    section: TextsSection, keys: Keys, hub: Hub, settled: Settled, qtbot: QtBot
) -> None:
    begin(section, keys, "{nom} ", qtbot)
    qtbot.waitUntil(lambda: "{nom} n’existe pas ici" in section.text.wrong)
    assert "{nom}" not in section.preview.mail.toPlainText()
    save(section, keys, settled)
    assert section.is_edited
    assert "{nom}" in section.text.wrong
    assert message_texts.own_words(hub.desk) == {}
    keys.press(Key.Key_Escape)
    settled()
    assert section.text.text() == our_words("fr")[READY].body
    assert section.text.wrong == ""


@pytest.mark.parametrize(
    ("part", "text", "says"),
    [
        ("subject", "", "vide"),
        ("body", "Bonjour", "{code}"),
        ("sms", "Venez {", "accolade"),
        ("sms", "Venez", "{code}"),
    ],
)
def test_each_text_says_what_is_wrong_with_it(
    section: TextsSection, keys: Keys, hub: Hub, settled: Settled, part: str, text: str, says: str
) -> None:
    {"subject": section.subject.line.setText, "body": section.text.area.setPlainText}.get(
        part, section.sms.area.setPlainText
    )(text)
    save(section, keys, settled)
    assert [name for name, field in section.form.fields.items() if field.wrong] == [part]
    assert says in section.form.fields[part].wrong
    assert message_texts.own_words(hub.desk) == {}


def test_what_is_saved_is_said_from_now_on_and_f9_takes_it_back(
    section: TextsSection, keys: Keys, hub: Hub, settled: Settled, qtbot: QtBot
) -> None:
    begin(section, keys, "Chers voisins, ", qtbot)
    save(section, keys, settled)
    assert message_texts.own_words(hub.desk)[READY, "fr"].body.startswith("Chers voisins, Bonjour")
    assert (section.is_edited, section.is_own) == (False, True)
    keys.press(Key.Key_F9)
    settled()
    assert message_texts.own_words(hub.desk) == {}
    assert section.text.text() == our_words("fr")[READY].body
    qtbot.waitUntil(lambda: "voisins" not in section.preview.mail.toPlainText())


def test_each_kind_and_language_has_its_own(section: TextsSection, settled: Settled, qtbot: QtBot) -> None:
    choose(section, MessageKind.STATEMENT, settled)
    assert section.text.text() == our_words("fr")[MessageKind.STATEMENT].body
    assert list(section.chips.chips) == list(PLACEHOLDERS[MessageKind.STATEMENT])
    section.language.segments.pick(1)
    settled()
    assert section.text.text() == our_words("en")[MessageKind.STATEMENT].body
    qtbot.waitUntil(lambda: "Fromagerie du Marché" in section.preview.mail.toPlainText())


def test_no_other_text_is_chosen_while_one_is_being_changed(section: TextsSection, keys: Keys, qtbot: QtBot) -> None:
    begin(section, keys, "Chers voisins, ", qtbot)
    assert not section.kind.isEnabled()
    assert not section.language.isEnabled()
    keys.press(Key.Key_Escape)
    assert section.kind.isEnabled()


def test_where_there_are_clerks_a_manager_is_asked_for(
    mine: Window, team: Team, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    section = opened(mine, settled, qtbot)
    begin(section, keys, "Chers voisins, ", qtbot)
    save(section, keys, settled)
    keys.press(Key.Key_Escape)
    settled()
    assert section.is_edited
    assert message_texts.own_words(hub.desk) == {}
    save(section, keys, settled)
    keys.scan(team.claires_badge)
    settled()
    assert not section.is_edited
    assert (READY, "fr") in message_texts.own_words(hub.desk)


def test_it_fits(section: TextsSection, window: Window, settled: Settled, qtbot: QtBot) -> None:
    for look in looks(window, qtbot):
        settled()
        assert clipped(window) == [], look
