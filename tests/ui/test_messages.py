"""The messages: what did not go out is seen and understood, mended, sent again, dropped, or printed instead."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.counter import messages, setup
from desk_app.counter.sending import Postman
from desk_app.domain.codes import spell
from desk_app.domain.messages import MessageState, Outcome, Refused, Sent, Unknown
from desk_app.domain.values import Parcel, Pickup, Reason
from desk_app.ui.pages.messages import Messages
from desk_app.ui.pages.messages_reading import Part
from desk_app.ui.pages.messages_rows import kind, standing, where
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.session import Session
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.window import Window
from tests.counter.carrier import Carrier
from tests.messages.servers import Box, mail_server, new_authority
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_layout import LONG, clipped, looks, needed

Key = Qt.Key
Settled = Callable[[], None]
WRONG = Refused(Reason("mail.recipient_refused", {"host": "mail.example", "said": "550 No such user"}))
SILENT = Unknown(Reason("mail.no_answer", {"host": "mail.example"}))


@pytest.fixture
def box() -> Box:
    """Where mails arrive."""
    return Box()


@pytest.fixture
def server(hub: Hub, box: Box, tmp_path: Path) -> Iterator[None]:
    """A mail server, set up for the hub."""
    with mail_server(box, new_authority(tmp_path), "none") as account:
        said = {"host": account.host, "port": account.port, "security": "none", "sender": account.sender}
        for key, value in said.items():
            setup.save_hub_setting(hub.desk, f"smtp.{key}", str(value))
        yield


def told(hub: Hub, *ends: Outcome) -> None:
    """Send what is due, with these ends."""
    hub.later(minutes=5)
    Postman(hub.desk).send_due(Carrier(*ends))


@pytest.fixture
def page(window: Window, hub: Hub, server: None, settled: Settled) -> Messages:
    """The page, with one that failed, one that was perhaps sent, one that was sent, and one that waits."""
    hub.ready("Paul Garnier")
    told(hub, WRONG)
    hub.ready("Anne Moreau")
    told(hub, SILENT)
    hub.ready("Lise Roy")
    told(hub, Sent())
    hub.ready("Hugo Petit")
    return opened(window, settled)


def opened(window: Window, settled: Settled) -> Messages:
    """The page in front, read."""
    page = window.open_page("messages")
    assert isinstance(page, Messages)
    settled()
    return page


def shown(page: Messages) -> list[tuple[str, str, str]]:
    """Who, what kind, and how it stands."""
    return [(one.name, kind(page.words, one), standing(page.words, one)[0]) for one in page.list.items.rows]


def states(hub: Hub) -> dict[str, MessageState]:
    """How each customer's message stands."""
    return {one.name: one.message.state for one in messages.listed(hub.desk, tuple(MessageState))}


def mark(page: Messages, name: str, keys: Keys) -> None:
    """Go to the message of that customer with the arrows."""
    keys.press(Key.Key_Home)
    for _row in page.list.items.rows:
        if page.list.current().name == name:
            return
        keys.press(Key.Key_Down)


def test_what_needs_a_person_is_in_front_with_its_reason(page: Messages, keys: Keys) -> None:
    assert shown(page) == [("Anne Moreau", "Prêt", "peut-être parti"), ("Paul Garnier", "Prêt", "pas parti")]
    assert page.chips[Part.TO_SEE].text() == "À voir (2)"
    mark(page, "Paul Garnier", keys)
    assert "550 No such user" in page.card.why.text()
    assert page.card.where.text() == "paul@exemple.fr"
    assert page.strip.isHidden()


def test_the_rail_counts_them(page: Messages, window: Window, qtbot: QtBot) -> None:
    place = [entry.name for entry in window.entries].index("messages")
    page.session.retry()
    qtbot.waitUntil(lambda: window.rail.buttons[place].badge == "2")


def test_f3_goes_from_part_to_part(page: Messages, keys: Keys, settled: Settled) -> None:
    keys.press(Key.Key_F3)
    settled()
    assert shown(page) == [("Hugo Petit", "Prêt", "en attente")]
    keys.press(Key.Key_F3)
    settled()
    assert shown(page) == [("Lise Roy", "Prêt", "envoyé")]
    assert page.action_bar.button("F5") is None
    keys.press(Key.Key_F3)
    settled()
    assert page.part is Part.TO_SEE


def test_f5_sends_it_again_at_once(page: Messages, hub: Hub, box: Box, keys: Keys, settled: Settled) -> None:
    mark(page, "Paul Garnier", keys)
    keys.press(Key.Key_F5)
    settled()
    assert page.band.isVisible()
    assert box.recipients == ["paul@exemple.fr"]
    assert states(hub)["Paul Garnier"] is MessageState.SENT
    assert [row[0] for row in shown(page)] == ["Anne Moreau"]


def test_f6_mends_the_address_and_sends_it_there(
    page: Messages, hub: Hub, box: Box, keys: Keys, settled: Settled
) -> None:
    mark(page, "Paul Garnier", keys)
    keys.press(Key.Key_F6)
    assert page.panel.field.text() == "paul@exemple.fr"
    keys.type("paul chez exemple")
    keys.press(Key.Key_Return)
    settled()
    assert "ni un e-mail ni un téléphone" in page.panel.field.wrong
    assert states(hub)["Paul Garnier"] is MessageState.FAILED
    page.panel.field.line.selectAll()
    keys.type("p.garnier@autre.example")
    keys.press(Key.Key_Return)
    settled()
    assert box.recipients == ["p.garnier@autre.example"]
    assert states(hub)["Paul Garnier"] is MessageState.SENT
    assert not page.panel.isVisible()


def test_escape_leaves_the_address_as_it_was(page: Messages, hub: Hub, keys: Keys, settled: Settled) -> None:
    before = messages.listed(hub.desk)
    keys.press(Key.Key_F6)
    keys.type("x@y.example")
    keys.press(Key.Key_Escape)
    settled()
    assert page.list.hasFocus()
    assert messages.listed(hub.desk) == before


def test_a_phone_waits_for_another_channel(
    page: Messages, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_MESSAGES_OTHER", "")  # whatever keyring the system has
    mark(page, "Paul Garnier", keys)
    keys.press(Key.Key_F6)
    keys.type("06 12 34 56 78")
    keys.press(Key.Key_Return)
    settled()
    page.choose(Part.WAITING)
    settled()
    mark(page, "Paul Garnier", keys)
    assert where(page.words, page.list.current()) == "06 12 34 56 78"
    assert "autre canal" in page.card.why.text()


def test_f7_says_that_it_arrived(page: Messages, hub: Hub, box: Box, keys: Keys, settled: Settled) -> None:
    mark(page, "Anne Moreau", keys)
    keys.press(Key.Key_F7)
    settled()
    assert states(hub)["Anne Moreau"] is MessageState.SENT
    assert box.recipients == []


@pytest.mark.parametrize("key", [Key.Key_F8, Key.Key_Delete])
def test_it_is_given_up(page: Messages, hub: Hub, box: Box, keys: Keys, settled: Settled, key: Key) -> None:
    mark(page, "Paul Garnier", keys)
    keys.press(key)
    settled()
    assert states(hub)["Paul Garnier"] is MessageState.CANCELLED
    assert [row[0] for row in shown(page)] == ["Anne Moreau"]
    assert box.recipients == []


def test_f4_sends_all_that_failed(page: Messages, hub: Hub, box: Box, keys: Keys, settled: Settled) -> None:
    mark(page, "Paul Garnier", keys)
    assert page.action_bar.button("F4") is None
    hub.ready("Marc Leroux")
    hub.later(minutes=5)
    told(hub, WRONG, WRONG)  # and of Hugo Petit, whose message waited
    page.refresh()
    settled()
    keys.press(Key.Key_Home)
    keys.press(Key.Key_F4)
    settled()
    assert sorted(box.recipients) == ["hugo@exemple.fr", "marc@exemple.fr", "paul@exemple.fr"]
    assert states(hub)["Anne Moreau"] is MessageState.PERHAPS


def test_f9_prints_the_notice_instead(page: Messages, session: Session, hub: Hub, keys: Keys, settled: Settled) -> None:
    printed: list[Pickup] = []
    session.print_slip = printed.append
    mark(page, "Paul Garnier", keys)
    keys.press(Key.Key_F9)
    settled()
    assert [pickup.customer for pickup in printed] == ["Paul Garnier"]
    assert states(hub)["Paul Garnier"] is MessageState.FAILED


def test_what_somebody_else_has_decided_is_said(page: Messages, hub: Hub, keys: Keys, settled: Settled) -> None:
    mark(page, "Paul Garnier", keys)
    messages.cancel(hub.desk, page.list.current().message.id)
    keys.press(Key.Key_F5)
    settled()
    assert page.band.isVisible()
    assert states(hub)["Paul Garnier"] is MessageState.CANCELLED
    assert [row[0] for row in shown(page)] == ["Anne Moreau"]


def test_a_database_that_is_away_changes_nothing(
    page: Messages, hub: Hub, keys: Keys, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(page, "Paul Garnier", keys)
    keys.press(Key.Key_F6)
    keys.type("p@autre.example")
    hub.go_away(monkeypatch)
    keys.press(Key.Key_Return)
    settled()
    assert page.panel.field.text() == "p@autre.example"
    hub.come_back()
    assert states(hub)["Paul Garnier"] is MessageState.FAILED


def test_without_a_mail_server_one_is_led_to_the_settings(
    window: Window, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot
) -> None:
    parcel: Parcel = hub.ready("Paul Garnier")
    page = opened(window, settled)
    assert page.strip.isVisible()
    keys.press(Key.Key_F3)
    settled()
    assert [(one.name, one.code) for one in page.list.items.rows] == [("Paul Garnier", parcel.pickup_code)]
    assert spell(parcel.pickup_code) in page.card.kind.text()
    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    assert isinstance(window.page, Reglages)
    assert window.page.section.NAME == "messages"


def test_a_scan_is_not_taken_for_anything(page: Messages, keys: Keys, settled: Settled, window: Window) -> None:
    keys.scan("BKDFTRHLN")
    settled()
    assert window.page is page
    assert "Rien à scanner" in window.status.note.text()


def test_it_fits(window: Window, page: Messages, hub: Hub, keys: Keys, settled: Settled, qtbot: QtBot) -> None:
    hub.ready(LONG)
    told(hub, WRONG, WRONG)
    page.refresh()
    settled()
    mark(page, LONG, keys)
    for look in looks(window, qtbot):
        assert clipped(window) == [], look
        for key in ("F5", "F4", "F6", "F8"):
            button = page.action_bar.button(key)
            assert isinstance(button, KeyButton)
            assert button.width() >= needed(button), (look, button.text())
    keys.press(Key.Key_F6)
    for look in looks(window, qtbot):
        assert clipped(window) == [], look
