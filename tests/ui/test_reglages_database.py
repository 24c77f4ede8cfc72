"""The database is tried before it is trusted, changed without a restart, and its password is never shown."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.counter import setup
from desk_app.counter.desk import open_desk
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.store import columns
from desk_app.store.engine import Store
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_database import DatabaseSection
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from desk_app.ui.words import Words
from tests.databases import free_port, postgres_database
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Hub]:
    """Another hub, with two parcels."""
    made = Hub(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    setup.save_hub_setting(made.desk, "hub.name", "L’autre lieu")
    made.ready("Éloïse Lefèvre")
    made.announce("Paul Garnier")
    yield made
    made.close()


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> Iterator[DatabaseSection]:
    """The database's part, in front; whatever store is open at the end is closed."""
    window.activateWindow()
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("database")
    section = page.section
    assert isinstance(section, DatabaseSection)
    qtbot.waitUntil(lambda: section._stored is not None)
    yield section
    session = section.session
    session.close()
    if session.is_open:
        session.desk().store.close()


def write(section: DatabaseSection, address: str, qtbot: QtBot, password: str = "") -> None:
    """Type an address."""
    section.address.line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is section.address.line)
    section.address.line.setText(address)
    section.address.line.textEdited.emit(address)
    section.password.line.setText(password)


def url_of(hub: Hub) -> str:
    """Where a hub is."""
    return f"sqlite:///{hub.store.file}"


def found(section: DatabaseSection) -> dict[str, str]:
    """What the test says it found."""
    return dict(section.found.texts)


def is_found(section: DatabaseSection, qtbot: QtBot) -> None:
    """Wait for the test's answer."""
    qtbot.waitUntil(lambda: bool(section.found.texts))


def is_refused(section: DatabaseSection, qtbot: QtBot) -> None:
    """Wait for the sentence beside the field."""
    qtbot.waitUntil(lambda: bool(section.address.wrong or section.password.wrong))


def test_f9_says_what_it_found(section: DatabaseSection, other: Hub, keys: Keys, qtbot: QtBot) -> None:
    write(section, url_of(other), qtbot)
    keys.press(Key.Key_F9)
    is_found(section, qtbot)
    assert section.found.heading.text() == "La base répond"
    says = found(section)
    assert says["Colis"] == "2"
    assert says["Schéma"] == columns.SCHEMA
    assert says["Système"].startswith("SQLite 3")
    assert says["Temps de réponse"].endswith(" ms")


def test_the_test_changes_nothing(
    section: DatabaseSection, session: Session, settings: Settings, other: Hub, keys: Keys, qtbot: QtBot
) -> None:
    before = session.desk()
    write(section, url_of(other), qtbot)
    keys.press(Key.Key_F9)
    is_found(section, qtbot)
    assert session.desk() is before
    assert settings.get("database.url") == ""
    assert section.is_edited


def test_a_new_file_is_told_to_be_empty_and_not_made(
    section: DatabaseSection, tmp_path: Path, keys: Keys, qtbot: QtBot
) -> None:
    file = tmp_path / "new" / "hub.sqlite"
    write(section, f"sqlite:///{file}", qtbot)
    keys.press(Key.Key_F9)
    is_found(section, qtbot)
    assert "vide" in section.found.heading.text()
    assert not file.parent.exists()


def test_saving_moves_the_counter_without_a_restart(
    section: DatabaseSection,
    session: Session,
    settings: Settings,
    window: Window,
    other: Hub,
    keys: Keys,
    qtbot: QtBot,
) -> None:
    write(section, url_of(other), qtbot)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("database.url") == url_of(other))
    qtbot.waitUntil(lambda: session.totals is not None and session.totals.expected == 1)
    assert session.desk().store.file == other.store.file
    assert window.page.band.title == "Enregistré"
    assert not section.is_edited


def test_the_local_file_comes_back_with_an_empty_address(
    section: DatabaseSection, session: Session, settings: Settings, other: Hub, keys: Keys, qtbot: QtBot
) -> None:
    write(section, url_of(other), qtbot)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: settings.get("database.url") == url_of(other) and not section.is_saving)
    write(section, "", qtbot)
    keys.press(Key.Key_Return)
    local = settings.profile / "comptoir.sqlite"  # all its tables are made first
    qtbot.waitUntil(lambda: session.desk().store.file == local, timeout=20_000)
    assert settings.get("database.url") == ""


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F9])
@pytest.mark.parametrize("address", ["comptoir", "mysql://hub/comptoir", "postgresql://hub:port/comptoir", "sqlite://"])
def test_what_is_no_address_is_said_beside_the_field_and_kept(
    section: DatabaseSection, session: Session, settings: Settings, keys: Keys, qtbot: QtBot, address: str, key: Key
) -> None:
    before = session.desk()
    write(section, address, qtbot)
    keys.press(key)
    is_refused(section, qtbot)
    assert "commence par sqlite:/// ou postgresql://" in section.address.wrong
    assert section.address.text() == address
    assert session.desk() is before
    assert settings.get("database.url") == ""


def test_a_server_that_is_away_is_refused_and_the_counter_works_on(
    section: DatabaseSection, session: Session, window: Window, settings: Settings, keys: Keys, qtbot: QtBot
) -> None:
    before = session.desk()
    write(section, f"postgresql://comptoir@127.0.0.1:{free_port()}/comptoir", qtbot, "secret")
    keys.press(Key.Key_Return)
    is_refused(section, qtbot)
    assert "ne répond pas" in section.address.wrong
    assert "secret" not in section.address.wrong
    assert session.desk() is before
    assert session.is_online
    assert not window.banner.isVisible()
    assert section.password.text() == "secret"
    assert settings.get("database.url") == ""


def test_another_programs_database_is_refused(
    section: DatabaseSection, session: Session, tmp_path: Path, keys: Keys, qtbot: QtBot
) -> None:
    before = session.desk()
    url = f"sqlite:///{tmp_path / 'recipes.sqlite'}"
    with closing(Store(url)) as store:
        store.write(lambda tx: tx.exec_driver_sql("CREATE TABLE recipes (id INTEGER)"))
    write(section, url, qtbot)
    keys.press(Key.Key_Return)
    is_refused(section, qtbot)
    assert "autre programme" in section.address.wrong
    assert session.desk() is before


def test_a_password_is_never_shown(section: DatabaseSection, settings: Settings, qtbot: QtBot) -> None:
    settings.set("database.url", "postgresql://comptoir:secret@hub/comptoir")
    section.discard()
    qtbot.waitUntil(lambda: section.address.text() == "postgresql://comptoir@hub/comptoir")
    assert section.password.line.text() == ""
    assert section.password.line.placeholderText() == "inchangé"
    assert section.password.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_counter_moves_to_postgresql(
    section: DatabaseSection,
    session: Session,
    settings: Settings,
    postgres_url: str,
    postgres_template: str,
    keys: Keys,
    qtbot: QtBot,
) -> None:
    with postgres_database(postgres_url, postgres_template) as url:
        write(section, url.replace("+psycopg", ""), qtbot)
        keys.press(Key.Key_F9)
        is_found(section, qtbot)
        assert found(section)["Système"].startswith("PostgreSQL 1")
        keys.press(Key.Key_Return)
        qtbot.waitUntil(lambda: not session.desk().store.is_sqlite)
        qtbot.waitUntil(lambda: settings.get("database.url").startswith("postgresql://postgres@"))
        session.close()
        session.desk().store.close()


def test_a_start_on_an_unreachable_database_is_mended_here(
    settings: Settings, other: Hub, qapp: QApplication, qtbot: QtBot
) -> None:
    """The address is wrong at the start: nothing is open, and a right one opens it."""

    address = f"postgresql://comptoir@127.0.0.1:{free_port()}/comptoir"
    session = Session(Words(Texts("fr")), settings, lambda: open_desk(Store(address), "Poste 1"))
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    session.open()
    qtbot.waitUntil(lambda: not session.is_online)
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("database")
    section = page.section
    assert isinstance(section, DatabaseSection)
    write(section, url_of(other), qtbot)
    with qtbot.waitSignal(session.opened):
        Keys(window).press(Key.Key_Return)
    qtbot.waitUntil(lambda: session.is_online)
    assert session.desk().store.file == other.store.file
    session.close()
    session.desk().store.close()
