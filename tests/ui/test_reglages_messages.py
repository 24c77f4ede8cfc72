"""How messages go out: tried on a real server before it is kept, secrets in the keyring, for managers only."""

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app import keychain
from desk_app.counter import setup
from desk_app.messages.smtp import Account
from desk_app.ui.forms import TextField
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_fields import WordField
from desk_app.ui.pages.reglages_messages import MessagesSection
from desk_app.ui.window import Window
from tests.databases import free_port
from tests.messages.servers import PASSWORD, Authority, Box, mail_server, new_authority
from tests.test_keychain import Ring
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import Team
from tests.ui.test_layout import clipped, looks

Key = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """The system's keyring, empty."""
    for key in ("smtp.password", "messages.other"):
        monkeypatch.delenv(keychain.variable(key), raising=False)
    before, own = keyring.get_keyring(), Ring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """A private certificate authority."""
    return new_authority(tmp_path)


@pytest.fixture
def box() -> Box:
    """Where mails arrive."""
    return Box()


def opened(window: Window, settled: Settled) -> MessagesSection:
    """The part in front, read."""
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("messages")
    settled()
    section = page.section
    assert isinstance(section, MessagesSection)
    return section


@pytest.fixture
def section(ring: Ring, window: Window, settled: Settled) -> MessagesSection:
    """The part in front, where anybody may change it."""
    window.activateWindow()
    return opened(window, settled)


def write(section: MessagesSection, keys: Keys, **texts: str) -> None:
    """Type into fields, in place of what they say."""
    for name, text in texts.items():
        field = section.form.fields[name]
        assert isinstance(field, TextField)
        field.line.setFocus()
        field.line.selectAll()
        keys.type(text)


def fill(section: MessagesSection, keys: Keys, account: Account, **more: str) -> None:
    """The account of a server, typed."""
    security = section.form.fields["smtp_security"]
    assert isinstance(security, WordField)
    security.set_text(account.security)
    server = {"smtp_host": account.host, "smtp_port": str(account.port), "smtp_sender": account.sender}
    write(section, keys, **server, **({"smtp_user": account.user} if account.user else {}), **more)


def test_what_is_typed_is_tried_before_it_is_kept(
    section: MessagesSection, hub: Hub, box: Box, authority: Authority, keys: Keys, settled: Settled
) -> None:
    before = setup.hub_settings(hub.desk)
    with mail_server(box, authority, "starttls") as account:
        section.session.settings.set("smtp.ca_file", account.ca_file)
        fill(section, keys, account, smtp_password=PASSWORD, trial="moi@exemple.fr")
        keys.press(Key.Key_F9)
        settled()
    assert section.ended.accessibleName() == "envoyé"
    assert "moi@exemple.fr" in section.said.text()
    assert box.recipients == ["moi@exemple.fr"]
    assert setup.hub_settings(hub.desk) == before


def test_enter_in_the_address_tries_too(
    section: MessagesSection, box: Box, authority: Authority, keys: Keys, settled: Settled
) -> None:
    with mail_server(box, authority, "none") as account:
        fill(section, keys, account, trial="moi@exemple.fr")
        keys.press(Key.Key_Return)
        settled()
    assert box.recipients == ["moi@exemple.fr"]
    assert section.is_edited


def test_a_wrong_password_is_told_in_the_servers_words(
    section: MessagesSection, box: Box, authority: Authority, keys: Keys, settled: Settled
) -> None:
    with mail_server(box, authority, "starttls") as account:
        section.session.settings.set("smtp.ca_file", account.ca_file)
        fill(section, keys, account, smtp_password="faux", trial="moi@exemple.fr")
        keys.press(Key.Key_F9)
        settled()
    assert section.ended.accessibleName() == "pas parti"
    assert "refuse l’identifiant comptoir" in section.said.text()
    assert box.recipients == []


@pytest.mark.parametrize(
    ("trial", "host", "says"),
    [
        ("moi@exemple.fr", "", "Aucun serveur d’envoi"),
        ("moi", "localhost", "n’en est pas une"),
        ("moi@exemple.fr", "localhost", "n’écoute pas"),
    ],
)
def test_what_is_in_the_way_is_said(
    section: MessagesSection, keys: Keys, settled: Settled, trial: str, host: str, says: str
) -> None:
    write(section, keys, smtp_port=str(free_port()), smtp_sender="a@b.example", trial=trial)
    if host:
        write(section, keys, smtp_host=host)
    keys.press(Key.Key_F9)
    settled()
    assert says in section.said.text()


def test_what_is_saved_holds_for_all_counters_and_the_secrets_for_this_one(
    section: MessagesSection, hub: Hub, ring: Ring, keys: Keys, settled: Settled
) -> None:
    write(section, keys, smtp_host="smtp.example", smtp_sender="a@b.example", smtp_user="joe")
    write(section, keys, smtp_password="s3cret", messages_other="json://sms.example/{to}", messages_reminder_days="3")
    section.form.fields["smtp_host"].setFocus()
    keys.press(Key.Key_Return)
    settled()
    assert not section.is_edited
    stored = setup.hub_settings(hub.desk)
    assert (stored["smtp.host"], stored["smtp.user"], stored["messages.reminder_days"]) == ("smtp.example", "joe", "3")
    assert set(ring.kept.values()) == {"s3cret", "json://sms.example/{to}"}
    assert "s3cret" not in repr(stored)
    assert (section.password.text(), section.password.line.placeholderText()) == ("", "inchangé")
    write(section, keys, messages_reminder_days="1")
    keys.press(Key.Key_Return)
    settled()
    assert len(ring.kept) == 2


def test_what_will_not_do_is_said_beside_its_field(
    section: MessagesSection, hub: Hub, ring: Ring, keys: Keys, settled: Settled
) -> None:
    before = setup.hub_settings(hub.desk)
    write(section, keys, smtp_sender="personne")
    keys.press(Key.Key_Return)
    assert "adresse e-mail" in section.form.fields["smtp_sender"].wrong
    write(section, keys, smtp_sender="a@b.example", messages_other="twilio")
    keys.press(Key.Key_Return)
    assert "{to}" in section.other.wrong
    settled()
    assert (setup.hub_settings(hub.desk), ring.kept) == (before, {})


def test_a_password_of_nobody_is_not_kept(
    section: MessagesSection, hub: Hub, ring: Ring, keys: Keys, settled: Settled
) -> None:
    write(section, keys, smtp_host="smtp.example", smtp_password="s3cret")
    keys.press(Key.Key_Return)
    settled()
    assert "celui d’un compte" in section.password.wrong
    assert section.is_edited
    assert ring.kept == {}


def test_where_there_are_clerks_a_manager_is_asked_for(
    ring: Ring, mine: Window, team: Team, hub: Hub, keys: Keys, settled: Settled
) -> None:
    section = opened(mine, settled)
    write(section, keys, smtp_host="smtp.example", smtp_user="joe", smtp_password="s3cret")
    keys.press(Key.Key_Return)
    settled()
    assert (setup.hub_settings(hub.desk).get("smtp.host"), ring.kept) == (None, {})
    keys.scan(team.claires_badge)
    settled()
    assert setup.hub_settings(hub.desk)["smtp.host"] == "smtp.example"
    assert list(ring.kept.values()) == ["s3cret"]


def test_f8_goes_on_from_the_shops(section: MessagesSection, window: Window, keys: Keys) -> None:
    page = window.page
    assert isinstance(page, Reglages)
    keys.press(Key.Key_F8)
    assert page.section.NAME == "texts"
    keys.press(Key.Key_F8)
    assert page.section.NAME == "shops"
    keys.press(Key.Key_F8)
    assert page.section is section


def test_escape_takes_back_what_was_typed(section: MessagesSection, keys: Keys, settled: Settled) -> None:
    write(section, keys, smtp_host="smtp.example", smtp_password="s3cret")
    keys.press(Key.Key_Escape)
    settled()
    assert (section.typed("smtp.host"), section.password.text()) == ("", "")


def test_it_fits(section: MessagesSection, window: Window, keys: Keys, settled: Settled, qtbot: QtBot) -> None:
    write(section, keys, trial="moi@exemple.fr")
    for look in looks(window, qtbot):
        keys.press(Key.Key_F9)
        settled()
        assert clipped(window) == [], look
