"""Setting a shared database up, moving a hub into it, and where its password is kept."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desk_app import keychain
from desk_app.cli import main
from desk_app.store.addresses import account_of, parse_url
from tests.databases import postgres_database
from tests.test_keychain import Ring, ring

__all__ = ["ring"]

Run = Callable[..., dict[str, Any]]
SECRET = "tr4s#secret"
SERVER = "postgresql://hub@db.example:5433/comptoir?sslmode=verify-full"
WHOLE = SERVER.replace("hub@", f"hub:{SECRET.replace('#', '%23')}@")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in a profile of its own, by default the first one's; ``want`` is the exit status."""

    def go(*words: object, want: int = 0, profile: str = "one") -> dict[str, Any]:
        capsys.readouterr()
        status = main(["--profile", str(tmp_path / profile), "--json", *map(str, words)])
        output = capsys.readouterr()
        assert (status, output.err) == (want, ""), output
        answer = json.loads(output.out)
        assert isinstance(answer, dict)
        return answer

    return go


@pytest.fixture
def shared(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """A database on a server, with the tables."""
    with postgres_database(postgres_url, postgres_template) as url:
        yield url.replace("+psycopg", "")


def written(tmp_path: Path, profile: str = "one") -> str:
    """All that a profile's settings say."""
    return (tmp_path / profile / "settings.json").read_text(encoding="utf-8")


def test_a_hub_moves_to_a_server_and_goes_on_there(run: Run, shared: str, tmp_path: Path) -> None:
    run("shops", "add", "La Belle Plume")
    parcel = run("announce", "--shop", "La Belle Plume", "--order", "4127", "--name", "Éloïse")["parcels"][0]["id"]
    ready = run("database", "init", shared, "--hub", "Maison")
    assert (ready["role"], ready["hub"]) == ("comptoir_counter", "Maison")
    mine = shared.replace("postgres@", "comptoir_counter@")
    local = f"sqlite:///{tmp_path / 'one' / 'comptoir.sqlite'}"
    copied = run("database", "copy", local, mine)
    assert copied["checked"]
    assert copied["tables"]["parcel"] == {"rows": 1, "copied": 1}
    assert run("database", "copy", local, mine)["tables"]["parcel"] == {"rows": 1, "copied": 0}
    run("settings", "database.url", mine)
    assert [p["id"] for p in run("parcels")["parcels"]] == [parcel]
    assert run("journal", "verify")["holds"]


def test_a_row_that_cannot_be_the_same_is_named(run: Run, shared: str, tmp_path: Path) -> None:
    run("shops", "add", "La Belle Plume")
    local = f"sqlite:///{tmp_path / 'one' / 'comptoir.sqlite'}"
    run("database", "copy", local, shared)
    run("--database", shared, "shops", "add", "Maison Iris")
    run("--database", shared, "announce", "--shop", "Maison Iris", "--order", "1", "--name", "Ana")
    refused = run("database", "copy", local, shared, want=1)
    assert refused["verdict"] == "refused"
    assert "Poste 1" in refused["message"]
    assert not refused["checked"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_profiles_of_one_machine_are_two_counters(
    run: Run, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'hub.sqlite'}" if kind == "sqlite" else request.getfixturevalue("shared")
    for profile in ("one", "two"):
        run("settings", "database.url", url, profile=profile)
        run("settings", "counter.name", f"Poste {profile}", profile=profile)
    run("shops", "add", "La Belle Plume", profile="one")
    for profile in ("one", "two"):
        words = ("announce", "--shop", "La Belle Plume", "--order", profile, "--name", "Ana", "--email", "a@exemple.fr")
        run(*words, profile=profile)
    seen = {profile: run("parcels", profile=profile)["parcels"] for profile in ("one", "two")}
    assert seen["one"] == seen["two"]
    assert {p["order"] for p in seen["one"]} == {"one", "two"}
    heads = run("journal", "verify")["heads"]
    assert {head["counter"] for head in heads} == {"Poste one", "Poste two"}


# the password


def test_a_password_in_an_address_goes_to_the_keyring(run: Run, ring: Ring, tmp_path: Path) -> None:
    said = run("settings", "database.url", WHOLE)
    assert said["value"] == SERVER
    assert SECRET not in written(tmp_path)
    assert ring.kept == {(keychain.SERVICE, f"database.password {account_of(parse_url(SERVER))}"): SECRET}
    assert run("settings", "database.password")["value"] == keychain.HIDDEN


def test_a_password_comes_from_standard_input(run: Run, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    run("settings", "database.url", SERVER)
    assert run("settings", "database.password")["value"] == ""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert run("settings", "database.password", "--stdin")["value"] == keychain.HIDDEN
    assert list(ring.kept.values()) == [SECRET]


def test_a_file_has_no_password(run: Run, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert run("settings", "database.password", "--stdin", want=3)
    assert ring.kept == {}


def test_without_a_keyring_it_is_kept_nowhere(run: Run, ring: Ring, tmp_path: Path) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    refused = run("settings", "database.url", WHOLE, want=3)
    assert "pgpass" in refused["message"]
    assert SECRET not in json.dumps(refused)
    assert not (tmp_path / "one" / "settings.json").exists()


def older_settings(tmp_path: Path, url: str) -> str:
    """A profile as 0.3.0 has left it."""
    address = url.replace("postgres@", f"postgres:{SECRET.replace('#', '%23')}@")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "settings.json").write_text(json.dumps({"database.url": address}), encoding="utf-8")
    return address


def test_a_password_of_an_older_version_moves_to_the_keyring(run: Run, ring: Ring, shared: str, tmp_path: Path) -> None:
    older_settings(tmp_path, shared)
    run("shops")
    assert json.loads(written(tmp_path)) == {"database.url": shared}
    assert list(ring.kept.values()) == [SECRET]
    run("shops")


def test_without_a_keyring_it_stays_and_works_and_is_said(run: Run, ring: Ring, shared: str, tmp_path: Path) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    address = older_settings(tmp_path, shared)
    run("shops")
    assert json.loads(written(tmp_path)) == {"database.url": address}
    checks = {check["name"]: check for check in run("doctor")["checks"]}
    assert "pgpass" in checks["database"]["message"]
    assert SECRET not in json.dumps(checks)
