"""Secrets, in the system's keyring or in the environment: never in a file of ours, a database, a log or an answer.

Each counter keeps its own. A server's password belongs to the account it was given for (``user@host``): whoever
changes the server's name in the settings that all counters share does not get it sent to another server. Others belong
to a hub, and the database's to its account (store.addresses), which is not told by a hub that it opens.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

SERVICE = "Comptoir"
HIDDEN = "••••"
"""What is shown of a secret that is there."""

DATABASE = "database.password"


def variable(key: str) -> str:
    """The environment's variable that stands in for the keyring: ``COMPTOIR_SMTP_PASSWORD``."""
    return f"COMPTOIR_{key.upper().replace('.', '_')}"


def secret(key: str, whose: str, hub: Mapping[str, str]) -> str:
    """A secret, empty when there is none; ``hub`` are the settings of the hub ``whose``. Raises EnvironmentTrouble."""
    given = os.environ.get(variable(key))
    if given is not None:
        return given
    import keyring  # noqa: PLC0415 - slow to load, and asked for when there is something to send

    with _told_plainly(key):
        return keyring.get_password(SERVICE, _name(key, whose, hub)) or ""


def keep(key: str, whose: str, hub: Mapping[str, str], value: str) -> None:
    """Keep a secret; an empty one is forgotten. Raises EnvironmentTrouble."""
    import keyring  # noqa: PLC0415 - as above

    name = _name(key, whose, hub)
    with _told_plainly(key):
        if value:
            keyring.set_password(SERVICE, name, value)
        elif keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)


def shown(key: str, whose: str, hub: Mapping[str, str]) -> str:
    """:data:`HIDDEN` where there is a secret, else nothing; a keyring that does not say has none."""
    try:
        return HIDDEN if secret(key, whose, hub) else ""
    except EnvironmentTrouble:
        return ""


def _name(key: str, whose: str, hub: Mapping[str, str]) -> str:
    """By what the keyring knows a secret."""
    if key != "smtp.password":
        return f"{key} {whose}"
    if not hub.get("smtp.host") or not hub.get("smtp.user"):
        raise EnvironmentTrouble(Reason("mail.password_of_nobody"))
    return f"{key} {hub['smtp.user']}@{hub['smtp.host']}"


@contextmanager
def _told_plainly(key: str) -> Iterator[None]:
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        yield
    except KeyringError as error:
        sentence = "errors.no_keyring" if key == DATABASE else "mail.no_keyring"
        raise EnvironmentTrouble(Reason(sentence, {"variable": variable(key)})) from error
