"""Who is let in: by the address, by PostgreSQL's own files and variables, or by the system's keyring."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from desk_app import keychain
from desk_app.i18n import LANGUAGES, Texts
from desk_app.store import postgres
from desk_app.store.addresses import account_of, parse_url
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from tests.databases import execute, free_port
from tests.test_keychain import Locked, Ring, ring

__all__ = ["ring"]

PASSWORD = "tr4s#sécret"


@pytest.fixture(scope="module")
def guarded(postgres_url: str) -> str:
    """The server, as a role that needs its password; others come in as before."""
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE ROLE guarded LOGIN")
        verifier = connection.pgconn.encrypt_password(PASSWORD.encode(), b"guarded", b"scram-sha-256").decode()
        connection.execute(f"ALTER ROLE guarded PASSWORD '{verifier}'")
        (name,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        rules = Path(name).read_text(encoding="utf-8")
        Path(name).write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{rules}", encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
    return postgres_url.replace("postgres@", "guarded@")


@pytest.fixture(autouse=True)
def _nobody_is_known(monkeypatch: pytest.MonkeyPatch, ring: Ring, tmp_path: Path) -> None:
    """No password of the machine or of a test before."""
    monkeypatch.setattr(postgres, "_passwords", {})
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    for name in ("PGPASSWORD", keychain.variable(keychain.DATABASE)):
        monkeypatch.delenv(name, raising=False)


def enters(url: str) -> bool:
    """Whether a counter is let in."""
    with closing(Store(url)) as store:
        return bool(store.read(lambda tx: tx.execute(text("SELECT current_user = 'guarded'")).scalar_one()))


def keep(url: str, password: str = PASSWORD) -> None:
    """Have the keyring know the address's password."""
    keychain.keep(keychain.DATABASE, account_of(parse_url(url)), {}, password)


def refusal(url: str) -> str:
    """What is said when nobody is let in."""
    with closing(Store(url)) as store, pytest.raises(DatabaseOffline) as refused:
        store.read(lambda tx: tx.execute(text("SELECT 1")))
    said = refused.value.reason
    assert all(PASSWORD not in Texts(language)(said.key, **said.args) for language in LANGUAGES)
    return said.key


def test_by_the_keyring(guarded: str) -> None:
    keep(guarded)
    assert enters(guarded)


def test_by_the_address(guarded: str) -> None:
    assert enters(make_url(guarded).set(password=PASSWORD).render_as_string(hide_password=False))


def test_by_postgresqls_own_variable(guarded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert enters(guarded)


def test_by_postgresqls_own_file(guarded: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "pgpass"
    file.write_text(f"127.0.0.1:*:*:guarded:{PASSWORD}\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert enters(guarded)


def test_by_postgresqls_own_services(guarded: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    url, file = make_url(guarded), tmp_path / "services"
    file.write_text(
        f"[comptoir]\nhost={url.host}\nport={url.port}\nuser=guarded\ndbname=postgres\npassword={PASSWORD}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    assert enters("postgresql://?service=comptoir")


def test_by_our_own_variable(guarded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_DATABASE_PASSWORD", PASSWORD)
    assert enters(guarded)


def test_one_of_several_servers_is_away(guarded: str) -> None:
    url = make_url(guarded)
    address = (
        f"postgresql://guarded@127.0.0.1:{free_port()},127.0.0.1:{url.port}/postgres?target_session_attrs=read-write"
    )
    keep(address)
    assert enters(address)


def test_nobody_knows_the_password(guarded: str) -> None:
    assert refusal(guarded) == "errors.database_password"


def test_the_keyrings_password_is_wrong(guarded: str) -> None:
    keep(guarded, "another")
    assert refusal(guarded) == "errors.database_password"


def test_a_password_that_was_changed_is_asked_for_again(guarded: str) -> None:
    keep(guarded)
    postgres._passwords[account_of(parse_url(guarded))] = "an older one"
    assert enters(guarded)


def test_a_locked_keyring_is_as_none(guarded: str) -> None:
    import keyring  # noqa: PLC0415

    keyring.set_keyring(Locked())
    assert refusal(guarded) == "errors.database_password"


def test_the_keyring_is_not_asked_where_no_password_is_wanted(
    postgres_url: str, guarded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Ring, "get_password", lambda _self, _service, name: asked.append(name))
    with closing(Store(postgres_url)) as store:
        store.read(lambda tx: tx.execute(text("SELECT 1")))
    assert asked == []
    refusal(guarded)
    assert set(asked) == {f"database.password {account_of(parse_url(guarded))}"}


def test_a_base_that_is_not_there(postgres_url: str) -> None:
    assert refusal(postgres_url.rpartition("/")[0] + "/nowhere") == "errors.database_missing"


def test_a_counter_that_the_server_does_not_let_in(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        (name,) = connection.execute("SHOW hba_file").fetchone() or ("",)
    rules = Path(name).read_text(encoding="utf-8")
    Path(name).write_text(f"host all stranger 127.0.0.1/32 reject\n{rules}", encoding="utf-8")
    execute(postgres_url, "SELECT pg_reload_conf()")
    assert refusal(postgres_url.replace("postgres@", "stranger@")) == "errors.database_closed"
