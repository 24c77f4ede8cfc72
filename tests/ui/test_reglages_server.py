"""From the settings to a shared server: it is tried, prepared, and the parcels of this PC come along."""

from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app import keychain
from desk_app.counter import database, lists, moving
from desk_app.counter.moving import Step
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_database import DatabaseSection
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.databases import execute, postgres_database
from tests.test_keychain import Ring, ring
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.test_reglages_database import section, write

__all__ = ["ring", "section"]

Key = Qt.Key
ROLE = "settings_counter"


@pytest.fixture
def server(postgres_url: str, postgres_template: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database on a server, as its owner; the role of the counters is new."""
    monkeypatch.setattr(moving.init, "__defaults__", (ROLE, ""))
    with postgres_database(postgres_url, postgres_template) as url:
        yield url.replace("+psycopg", "")
        execute(url, f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def step(section: DatabaseSection) -> str:
    """What F9 would do."""
    return section.key_actions()[-1].text


def press(section: DatabaseSection, keys: Keys, key: Key, qtbot: QtBot) -> None:
    """Press it, and wait until what it began is over."""
    keys.press(key)
    qtbot.waitUntil(lambda: not (section.is_trying or section.is_saving), timeout=30_000)


def test_a_hub_moves_to_a_server_step_by_step(
    section: DatabaseSection,
    session: Session,
    settings: Settings,
    hub: Hub,
    server: str,
    ring: Ring,
    keys: Keys,
    qtbot: QtBot,
) -> None:
    parcel, local = hub.ready("Éloïse Lefèvre"), session.desk()
    write(section, server, qtbot)
    assert step(section) == "ui_reglages.test"
    press(section, keys, Key.Key_F9, qtbot)
    assert "même le journal" in section.said.text()
    assert step(section) == "ui_moving.prepare"
    press(section, keys, Key.Key_F9, qtbot)
    assert section.address.text() == server.replace("postgres@", f"{ROLE}@")
    password = section.password.text()
    assert section.found.texts == [("Compte des postes", ROLE), ("Mot de passe", password)]
    assert step(section) == "ui_moving.copy"
    press(section, keys, Key.Key_F9, qtbot)
    assert section.found.heading.text() == "Tout est copié et vérifié"
    assert session.desk() is local
    press(section, keys, Key.Key_Return, qtbot)
    qtbot.waitUntil(lambda: session.desk() is not local)
    assert session.desk().hub_id == local.hub_id
    assert settings.get("database.url") == server.replace("postgres@", f"{ROLE}@")
    whose = database.whose(server).replace("postgres@", f"{ROLE}@")
    assert ring.kept == {(keychain.SERVICE, f"database.password {whose}"): password}
    assert lists.parcel(session.desk(), parcel.id) is not None


def test_without_a_keyring_the_password_is_not_kept_and_the_counter_stays(
    section: DatabaseSection, session: Session, settings: Settings, server: str, ring: Ring, keys: Keys, qtbot: QtBot
) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    local = session.desk()
    moving.init(server, "Maison")
    write(section, server.replace("postgres@", f"{ROLE}@"), qtbot, "tr4s#secret")
    press(section, keys, Key.Key_Return, qtbot)
    assert "pgpass" in section.password.wrong
    assert settings.get("database.url") == ""
    assert session.desk() is local


def test_a_copy_that_is_given_up_leaves_the_server_as_it_was(
    section: DatabaseSection, hub: Hub, server: str, keys: Keys, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.ready("Éloïse Lefèvre")
    moving.init(server, "Maison")
    copy = moving.copy

    def given_up(source: str, target: str, step: Callable[[Step, str, int], None]) -> object:
        def stopped(what: Step, table: str, done: int) -> None:
            if (what, table) == (Step.COPY, "parcel"):
                assert section._trying is not None
                section._trying._stop.set()
            step(what, table, done)

        return copy(source, target, stopped)

    monkeypatch.setattr(moving, "copy", given_up)
    write(section, server.replace("postgres@", f"{ROLE}@"), qtbot)
    press(section, keys, Key.Key_F9, qtbot)
    assert step(section) == "ui_moving.copy"
    keys.press(Key.Key_F9)
    qtbot.waitUntil(lambda: not section.session.door.is_busy, timeout=30_000)
    assert database.look(server).parcels == 0


def test_an_address_that_asks_for_proof_is_shown_in_its_fields_and_kept(
    section: DatabaseSection, settings: Settings, window: Window, qtbot: QtBot
) -> None:
    url = "postgresql://hub@db.example/comptoir?sslmode=verify-full&sslrootcert=/etc/ssl/hub.pem"
    settings.set("database.url", url)
    section.discard()
    qtbot.waitUntil(lambda: section.address.text() == "postgresql://hub@db.example/comptoir")
    assert (section.tls.text(), section.ca_file.text()) == ("verified", "/etc/ssl/hub.pem")
    assert section.ca_file.isVisibleTo(section)
    assert section._asked().whole() == url
    assert isinstance(window.page, Reglages)


def test_a_file_has_neither_password_nor_proof(section: DatabaseSection, qtbot: QtBot) -> None:
    write(section, "sqlite:///C:/hub.sqlite", qtbot)
    hidden = [field.name for field in section.form.fields.values() if not field.isVisibleTo(section)]
    assert hidden == ["password", "tls", "ca_file"]
    write(section, "postgresql://hub@db.example/comptoir", qtbot)
    assert section.password.isVisibleTo(section)
