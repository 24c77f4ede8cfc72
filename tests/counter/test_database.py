"""A database is looked at before a counter moves to it; its password stays out of sight."""

from contextlib import closing
from pathlib import Path

import pytest

from desk_app.counter import announce, setup
from desk_app.counter.database import Address, look, move_to
from desk_app.counter.desk import open_desk
from desk_app.domain.values import Announcement, Shop
from desk_app.store import columns
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline, DatabaseUnusable
from tests.databases import free_port


def test_a_hub_says_its_version_schema_and_parcels(store: Store) -> None:
    desk = open_desk(store, "Poste 1")
    setup.save_shop(desk, Shop("", "La Belle Plume"))
    announce.announce(desk, setup.shops(desk)[0].id, Announcement("4127", "Éloïse Lefèvre", pieces=3))
    found = look(store.url.render_as_string(hide_password=False))
    assert found.parcels == 3
    assert not found.capped
    assert found.schema == columns.SCHEMA
    assert found.version[0].isdigit()
    assert found.system == ("SQLite" if store.is_sqlite else "PostgreSQL")


def test_a_counter_that_moves_stays_at_its_hub_where_that_has_moved_too(store: Store, tmp_path: Path) -> None:
    home, url = open_desk(store, "Poste 1", hub_name="Maison"), f"sqlite:///{tmp_path / 'city.sqlite'}"
    with closing(Store(url)) as city:
        oldest = open_desk(city, "Poste 1", hub_name="Halle").hub_id
        moved = move_to(url, tmp_path, home, "Poste 1", "")
        assert moved.hub_id == oldest
        moved.store.close()
        text = f"INSERT INTO hub (id, name) VALUES ('{home.hub_id}', 'Maison')"
        city.write(lambda tx: tx.exec_driver_sql(text))
        moved = move_to(url, tmp_path, home, "Poste 1", "")
        assert moved.hub_id == home.hub_id
        moved.store.close()


def test_an_empty_database_is_no_error(database_url: str) -> None:
    found = look(database_url)
    assert (found.schema, found.parcels) == (None, 0)


def test_looking_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "not yet" / "hub.sqlite"
    assert look(f"sqlite:///{file}").schema is None
    assert not file.parent.exists()


def test_another_programs_tables_are_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with closing(Store(url)) as store:
        store.write(lambda tx: tx.exec_driver_sql("CREATE TABLE recipes (id INTEGER)"))
    with pytest.raises(DatabaseUnusable) as refused:
        look(url)
    assert refused.value.reason.key == "errors.database_foreign"


def test_a_newer_hub_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hub.sqlite'}"
    with closing(Store(url)) as store:
        open_desk(store, "Poste 1")
        store.write(lambda tx: tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable) as refused:
        look(url)
    assert refused.value.reason.key == "errors.database_newer"


@pytest.mark.parametrize("url", ["comptoir", "sqlite://", "postgresql://hub:port/comptoir", "mysql://hub/comptoir"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        look(url)
    assert refused.value.reason.key == "errors.database_address"


def test_a_server_that_is_away_is_offline() -> None:
    with pytest.raises(DatabaseOffline) as offline:
        look(f"postgresql://comptoir:secret@127.0.0.1:{free_port()}/comptoir")
    assert "secret" not in str(offline.value.reason.args)


def test_a_password_is_split_off_and_put_back() -> None:
    before = Address.split("postgresql://comptoir:s%40cret@hub:5432/comptoir")
    assert before == Address("postgresql://comptoir@hub:5432/comptoir", "s@cret")
    assert Address(before.text).joined(before) == "postgresql://comptoir:s%40cret@hub:5432/comptoir"
    assert Address(before.text, "new").joined(before) == "postgresql://comptoir:new@hub:5432/comptoir"


def test_a_password_among_the_options_is_split_off_too() -> None:
    assert Address.split("postgresql://hub/x?user=u&password=secret").text == "postgresql://hub/x?user=u"


@pytest.mark.parametrize("text", ["postgresql://comptoir@elsewhere/comptoir", "postgresql://other@hub/comptoir"])
def test_a_password_is_not_told_to_another_server_or_user(text: str) -> None:
    before = Address("postgresql://comptoir@hub/comptoir", "secret")
    assert "secret" not in Address(text).joined(before)


def test_a_password_typed_into_the_address_is_taken() -> None:
    assert Address("postgresql://u:new@hub/x").joined(Address("")) == "postgresql://u:new@hub/x"


@pytest.mark.parametrize("text", ["sqlite:///C:/hub/comptoir.sqlite", "rubbish"])
def test_an_address_without_password_is_shown_as_it_stands(text: str) -> None:
    assert Address.split(text) == Address(text)
