"""Settings: each declared once, typed, defaulted, described.

Those of the counter live in a file of the profile; those of the hub in its database, shared by all counters;
secrets in the system's keyring (:mod:`desk_app.keychain`), and nowhere else.
The descriptions are the texts ``settings.<key with _ for .>`` of the translations.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from desk_app.domain import hours
from desk_app.domain.checks import IdentityPolicy, ProxyPolicy, SignaturePolicy
from desk_app.domain.opening import DEFAULT_ZONE
from desk_app.domain.people import normal_email, normal_phone
from desk_app.domain.privacy import RETENTION_DAYS
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.i18n import LANGUAGES

Value = str | int | bool

SECURITIES = ("starttls", "tls", "none")
"""How the talk with a mail server is kept from others: begun in clear text, from its first byte on, or not at all."""

RAW_LANGUAGES = ("zpl", "tspl", "epl", "ql", "escpos")
"""What raw printers understand (desk_app.devices.languages)."""


class Scope(StrEnum):
    """Whose a setting is."""

    COUNTER = "counter"
    HUB = "hub"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``choices`` limits text, ``least`` and ``most`` limit numbers.

    ``normal`` gives the one form in which a text is kept, or raises ValueError; ``field`` names the sentence that
    says what will do (``sentences.field_…``).
    """

    key: str
    default: Value
    scope: Scope = Scope.COUNTER
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 10_000
    check: Callable[[str], bool] = lambda _text: True
    normal: Callable[[str], str] = str
    field: str = "value"

    @property
    def text_key(self) -> str:
        """The key of its description."""
        return f"settings.{self.key.replace('.', '_')}"

    def parse(self, text: str) -> Value:
        """The value that ``text`` means. Raises ValueError when it will not do."""
        bare = text.strip()
        if isinstance(self.default, bool):
            if bare.lower() not in _BOOLEANS:
                raise ValueError(self.key)
            return _BOOLEANS[bare.lower()]
        if isinstance(self.default, int):
            number = int(bare)
            if not self.least <= number <= self.most:
                raise ValueError(self.key)
            return number
        if (self.choices and bare not in self.choices) or not self.check(bare):
            raise ValueError(self.key)
        return self.normal(bare)


_BOOLEANS = {"1": True, "true": True, "yes": True, "oui": True, "0": False, "false": False, "no": False, "non": False}


def _is_size(text: str) -> bool:
    """Width x height in whole millimetres, such that a label fits on it (devices.label.LabelSize)."""
    width, _, height = (int(part) if part.isdigit() else 0 for part in text.partition("x"))
    return 57 <= width <= 210 and 25 <= height <= 297 and (height >= 50 or width >= 1.25 * height)


def _host(text: str) -> str:
    if set(text) & set(" /@:"):
        raise ValueError(text)
    return text.lower()


def _email(text: str) -> str:
    return _said(text, normal_email(text))


def _phone(text: str) -> str:
    return _said(text, normal_phone(text))


def _said(text: str, normal: str | None) -> str:
    if text and normal is None:
        raise ValueError(text)
    return normal or ""


def _other(text: str) -> str:
    """The address of another channel; ``{to}`` in it is the number of whoever is told."""
    if text and ("://" not in text or "{to}" not in text):
        raise ValueError("no address of another channel")
    return text


DECLARED: tuple[Setting, ...] = (
    Setting("hub.name", "Maison du commerce", Scope.HUB, check=bool),
    Setting("hub.address", "", Scope.HUB),
    Setting("hub.phone", "", Scope.HUB, normal=_phone, field="phone"),
    Setting("hold.ambient_days", 7, Scope.HUB, least=1, most=365),
    Setting("hold.chilled_hours", 24, Scope.HUB, least=1, most=24 * 14),
    Setting("hold.frozen_days", 3, Scope.HUB, least=1, most=365),
    Setting("hold.hot_hours", 2, Scope.HUB, least=1, most=24),
    Setting("retention.days", RETENTION_DAYS, Scope.HUB, least=30, most=3650),
    Setting("cold.warn_minutes", 20, Scope.HUB, most=24 * 60),
    Setting("cold.block_minutes", 60, Scope.HUB, most=24 * 60),
    Setting("cold.scan_shelf", True, Scope.HUB),
    Setting("identity.policy", IdentityPolicy.SHOP.value, Scope.HUB, choices=tuple(IdentityPolicy)),
    Setting("proxy.policy", ProxyPolicy.COUNTER.value, Scope.HUB, choices=tuple(ProxyPolicy)),
    Setting("signature.policy", SignaturePolicy.NEVER.value, Scope.HUB, choices=tuple(SignaturePolicy)),
    Setting("undo.minutes", 10, Scope.HUB, most=24 * 60),
    Setting("hub.hours", hours.DEFAULT_HOURS, Scope.HUB, normal=hours.normal_hours, field="hours"),
    Setting("hub.holidays", hours.DEFAULT_HOLIDAYS, Scope.HUB, normal=hours.normal_holidays, field="holidays"),
    Setting("hub.closures", "", Scope.HUB, normal=hours.normal_closures, field="closures"),
    Setting("hub.time_zone", DEFAULT_ZONE, Scope.HUB, normal=hours.normal_zone, field="time_zone"),
    Setting("smtp.host", "", Scope.HUB, normal=_host),
    Setting("smtp.port", 587, Scope.HUB, least=1, most=65_535),
    Setting("smtp.security", "starttls", Scope.HUB, choices=SECURITIES),
    Setting("smtp.user", "", Scope.HUB),
    Setting("smtp.password", "", Scope.SECRET),
    Setting("smtp.sender", "", Scope.HUB, normal=_email, field="email"),
    Setting("smtp.ca_file", ""),
    Setting("messages.other", "", Scope.SECRET, normal=_other, field="other"),
    Setting("messages.language", "fr", Scope.HUB, choices=LANGUAGES),
    Setting("messages.reminder_days", 2, Scope.HUB, most=30),
    Setting("messages.last_day", True, Scope.HUB),
    Setting("clerks.lock_minutes", 0, Scope.HUB, most=240),
    Setting("counter.name", "Poste 1", check=bool),
    Setting("counter.clerk", ""),
    Setting("counter.hub", ""),
    Setting("ui.language", "fr", choices=LANGUAGES),
    Setting("ui.sounds", True),
    Setting("database.url", ""),
    Setting("database.password", "", Scope.SECRET),
    Setting("scanner.prefix", "", check=lambda text: len(text) <= 8),
    Setting("scanner.suffix", "auto", choices=("auto", "enter", "tab", "none")),
    Setting("scanner.layout", ""),
    Setting("scanner.port", ""),
    Setting("scanner.baud", 9600, least=300, most=921_600),
    Setting("scanner.camera", ""),
    Setting("label.printer", ""),
    Setting("label.wire", ""),
    Setting("label.language", "", choices=("", *RAW_LANGUAGES)),
    Setting("label.size", "62x29", check=_is_size),
    Setting("label.dpi", 203, least=200, most=1200),
    Setting("label.print_on_receive", True),
    Setting("receipt.printer", ""),
    Setting("receipt.wire", ""),
    Setting("receipt.width", "80", choices=("80", "58", "A4", "A5")),
)
BY_KEY = {setting.key: setting for setting in DECLARED}


class Settings:
    """The counter's settings, in ``settings.json`` of the profile folder."""

    def __init__(self, profile: Path) -> None:
        """Reads the file if there is one. A broken one is set aside and remembered in :attr:`trouble`."""
        self.profile = profile
        self.file = profile / "settings.json"
        self.trouble: Reason | None = None
        self._values: dict[str, Value] = {}
        self._read()

    def get(self, key: str) -> Any:
        """The value of a counter's setting, of its declared type. Raises KeyError for an unknown one."""
        return self._values.get(key, BY_KEY[key].default)

    def set(self, key: str, value: Value) -> None:
        """Keep a value that :meth:`Setting.parse` has given. Raises EnvironmentTrouble when it cannot be saved."""
        changed = self._values | {key: value}
        self._write({k: v for k, v in changed.items() if v != BY_KEY[k].default})
        self._values = changed

    @property
    def database_url(self) -> str:
        """Where the hub's data is: the setting, else a file of the profile."""
        return str(self.get("database.url")) or self.local_url

    @property
    def local_url(self) -> str:
        """The file of the profile that is used while no database is named."""
        return f"sqlite:///{self.profile / 'comptoir.sqlite'}"

    def _read(self) -> None:
        try:
            stored = json.loads(self.file.read_text(encoding="utf-8"))
            self._values = dict(_known(stored))
        except FileNotFoundError:
            return
        except (OSError, ValueError, AttributeError):
            self.trouble = Reason("errors.settings_unreadable", {"file": str(self.file)})
            with suppress(OSError):
                self.file.replace(self.file.with_suffix(".broken"))

    def _write(self, values: dict[str, Value]) -> None:
        part = self.file.with_suffix(".part")
        try:
            self.profile.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as out:
                json.dump(values, out, ensure_ascii=False, indent=2, sort_keys=True)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self.file)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise EnvironmentTrouble(Reason("errors.settings_unwritable", {"file": str(self.file)})) from error


class Start(NamedTuple):
    """What a command or a window begins with: the counter's settings, the language, the database's address."""

    settings: Settings
    language: str
    url: str


def _known(stored: dict[str, Any]) -> Iterator[tuple[str, Value]]:
    """What this version knows and can use; a setting of another version is no reason to lose the others."""
    for key, value in stored.items():
        setting = BY_KEY.get(key)
        if setting is None or type(value) is not type(setting.default):
            continue
        try:
            yield key, setting.parse(str(value))
        except ValueError:
            continue


def default_profile() -> Path:
    """Where this system keeps the user's data."""
    return Path(platformdirs.user_data_dir("Comptoir", appauthor=False))
