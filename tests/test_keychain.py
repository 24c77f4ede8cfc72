"""Secrets are in the keyring or the environment, and belong to one account."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from desk_app import keychain
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.i18n import LANGUAGES, Texts

HUB = {"smtp.host": "mail.example", "smtp.user": "joe"}
KEY, OTHER = "smtp.password", "messages.other"


class Ring(KeyringBackend):
    """A keyring of a test's own."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(Ring):
    """A keyring that nobody has unlocked."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        """Not now."""
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        """Not now either."""
        raise KeyringLocked


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """The system's keyring."""
    monkeypatch.delenv(keychain.variable(KEY), raising=False)
    before, own = keyring.get_keyring(), Ring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_what_is_kept_is_there(ring: Ring) -> None:
    keychain.keep(KEY, "hub", HUB, "s3cret")
    assert keychain.secret(KEY, "hub", HUB) == "s3cret"
    assert keychain.shown(KEY, "hub", HUB) == "••••"
    assert ring.kept == {("Comptoir", "smtp.password joe@mail.example"): "s3cret"}


def test_a_password_goes_to_no_other_server(ring: Ring) -> None:
    keychain.keep(KEY, "hub", HUB, "s3cret")
    assert keychain.secret(KEY, "hub", HUB | {"smtp.host": "elsewhere.example"}) == ""
    assert keychain.secret(KEY, "hub", HUB | {"smtp.user": "jane"}) == ""


def test_two_hubs_have_their_own_channel(ring: Ring) -> None:
    keychain.keep(OTHER, "one", {}, "json://one/{to}")
    assert keychain.secret(OTHER, "one", {}) == "json://one/{to}"
    assert keychain.secret(OTHER, "two", {}) == ""


def test_an_empty_one_is_forgotten(ring: Ring) -> None:
    keychain.keep(KEY, "hub", HUB, "s3cret")
    keychain.keep(KEY, "hub", HUB, "")
    keychain.keep(KEY, "hub", HUB, "")
    assert ring.kept == {}
    assert keychain.shown(KEY, "hub", HUB) == ""


def test_the_environment_comes_first(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    keychain.keep(KEY, "hub", HUB, "s3cret")
    monkeypatch.setenv("COMPTOIR_SMTP_PASSWORD", "given")
    assert keychain.secret(KEY, "hub", HUB) == "given"


@pytest.mark.parametrize("backend", [NoKeyring, Locked])
def test_without_a_keyring_it_is_said_what_to_do(ring: Ring, backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    for ask in (lambda: keychain.keep(KEY, "hub", HUB, "x"), lambda: keychain.secret(KEY, "hub", HUB)):
        with pytest.raises(EnvironmentTrouble) as trouble:
            ask()
        for language in LANGUAGES:
            assert "COMPTOIR_SMTP_PASSWORD" in Texts(language)(trouble.value.reason.key, **trouble.value.reason.args)
    assert keychain.shown(KEY, "hub", HUB) == ""


@pytest.mark.parametrize("hub", [{}, {"smtp.host": "mail.example"}, {"smtp.user": "joe"}])
def test_a_password_of_nobody_is_not_kept(ring: Ring, hub: dict[str, str]) -> None:
    with pytest.raises(EnvironmentTrouble):
        keychain.keep(KEY, "hub", hub, "s3cret")
    assert ring.kept == {}
