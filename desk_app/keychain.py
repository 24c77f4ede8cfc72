"""Secrets, in the system's keyring or in the environment: never in a file of ours, a database, a log or an answer.

Each counter keeps its own. A server's password belongs to the account it was given for (``user@host``): whoever
changes the server's name in the settings that all counters share does not get it sent to another server.
"""

import os
from collections.abc import Mapping

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

SERVICE = "Comptoir"
HIDDEN = "••••"
"""What is shown of a secret that is there."""


def owner(key: str, hub_id: str, hub: Mapping[str, str]) -> str:
    """Whose a secret is, by the hub's settings. Raises EnvironmentTrouble while it is not known whose it would be."""
    if key != "smtp.password":
        return hub_id
    if not hub.get("smtp.host") or not hub.get("smtp.user"):
        raise EnvironmentTrouble(Reason("mail.password_of_nobody"))
    return f"{hub['smtp.user']}@{hub['smtp.host']}"


def variable(key: str) -> str:
    """The environment's variable that stands in for the keyring: ``COMPTOIR_SMTP_PASSWORD``."""
    return f"COMPTOIR_{key.upper().replace('.', '_')}"


def secret(key: str, whose: str) -> str:
    """A secret, empty when there is none. Raises EnvironmentTrouble when the keyring does not say."""
    given = os.environ.get(variable(key))
    if given is not None:
        return given
    import keyring  # noqa: PLC0415 - slow to load, and asked for when there is something to send
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, f"{key} {whose}") or ""
    except KeyringError as error:
        raise _trouble(key) from error


def keep(key: str, whose: str, value: str) -> None:
    """Keep a secret; an empty one is forgotten. Raises EnvironmentTrouble when there is no keyring or it refuses."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415

    name = f"{key} {whose}"
    try:
        if value:
            keyring.set_password(SERVICE, name, value)
        elif keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except KeyringError as error:
        raise _trouble(key) from error


def shown(key: str, whose: str) -> str:
    """:data:`HIDDEN` where there is a secret, else nothing; a keyring that does not say has none."""
    try:
        return HIDDEN if secret(key, whose) else ""
    except EnvironmentTrouble:
        return ""


def _trouble(key: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(Reason("mail.no_keyring", {"variable": variable(key)}))
