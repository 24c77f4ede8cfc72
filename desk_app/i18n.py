"""Words of the screen, the command line and the labels, in French and English.

Texts live in ``resources/translations/<language>/<room>.toml``; the key of a text is ``room.name``.
They are formatted with :meth:`str.format` fields; money is ``{due:money}``, times are ``{at:when}``, ``{at:moment}``,
``{at:date}``, ``{at:day}``, ``{at:time}`` or ``{at:hour}``; members of our enumerations translate themselves.
A text that counts is a table with ``one`` and ``other``, chosen by ``n``.
"""

import string
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

from desk_app.resources import FOLDER

LANGUAGES = ("fr", "en")
NBSP = "\u00a0"
THIN = "\u202f"


@cache
def load(language: str) -> Mapping[str, str | dict[str, str]]:
    """All texts of one language, by key. Raises FileNotFoundError for a language that is not there."""
    texts: dict[str, str | dict[str, str]] = {}
    folder = FOLDER / "translations" / language
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        room = file.name.removesuffix(".toml")
        for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            texts[f"{room}.{name}"] = text
    return texts


class Texts(string.Formatter):
    """The words of one language, switched by assigning :attr:`language`."""

    def __init__(self, language: str = "fr", now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        self._now = now
        self.language = language

    @property
    def language(self) -> str:
        """``fr`` or ``en``."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r}: one of {', '.join(LANGUAGES)}")
        self._language = language
        self._texts = load(language)

    def __call__(self, key: str, /, **args: object) -> str:
        """The text of ``key`` with ``args`` filled in. Raises KeyError for a key or a field that is not there."""
        text = self._texts[key]
        if isinstance(text, dict):
            text = text["one" if self._is_singular(args["n"]) else "other"]
        return self.vformat(text, (), args) if "{" in text else text

    def _today(self) -> date:
        return self._now().astimezone().date()

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._texts

    def _is_singular(self, n: object) -> bool:
        count = abs(n) if isinstance(n, int) else 2
        return count < 2 if self._language == "fr" else count == 1

    def format_field(self, value: Any, format_spec: str) -> str:
        """Dates, money, counts and enumerations as people read them."""
        if format_spec == "money":
            return self.money(value)
        if isinstance(value, datetime):
            forms = {"date": self.date, "time": self.time, "moment": self.moment, "day": self.day, "hour": self.hour}
            return forms.get(format_spec, self.when)(value)
        if isinstance(value, StrEnum):
            return self.name_of(value)
        if isinstance(value, int) and not format_spec:
            return self.count(value)
        return "" if value is None or value == "" else str(super().format_field(value, format_spec))

    def name_of(self, member: StrEnum) -> str:
        """A member of an enumeration in the user's language: ``State.READY`` is ``words.state_ready``."""
        key = f"words.{type(member).__name__.lower()}_{member.value}"
        return self(key) if self.has(key) else member.value

    def money(self, cents: int | None) -> str:
        """``12,50 €`` or ``€12.50``; an unknown amount says so."""
        if cents is None:
            return self("words.amount_unknown")
        sign, whole, part = "-" if cents < 0 else "", self.count(abs(cents) // 100), f"{abs(cents) % 100:02d}"
        return f"{sign}{whole},{part}{NBSP}€" if self._language == "fr" else f"{sign}€{whole}.{part}"

    def count(self, number: int) -> str:
        """``1 284`` or ``1,284``."""
        return f"{number:,}".replace(",", THIN if self._language == "fr" else ",")

    def day(self, at: datetime | date) -> str:
        """``samedi 5 décembre`` or ``Saturday 5 December``, with the year when it is not this one; local."""
        day = at.astimezone().date() if isinstance(at, datetime) else at
        number = self("words.first") if day.day == 1 else str(day.day)
        names = self(f"words.day_{day.weekday()}"), f"{number}{NBSP}{self(f'words.full_month_{day.month}')}"
        return " ".join(names) + ("" if day.year == self._today().year else f"{NBSP}{day.year}")

    def hour(self, at: datetime | time) -> str:
        """``19 h``, ``9 h 30``, or ``19:00``; local."""
        local = at.astimezone().time() if isinstance(at, datetime) else at
        if self._language != "fr":
            return f"{local.hour}:{local.minute:02d}"
        return f"{local.hour}{NBSP}h" + (f"{NBSP}{local.minute:02d}" if local.minute else "")

    def time(self, at: datetime) -> str:
        """``14:02``, local."""
        return at.astimezone().strftime("%H:%M")

    def date(self, at: datetime | date) -> str:
        """``23 nov.`` or ``23 Nov``, with the year when it is not this one; local."""
        day = at.astimezone().date() if isinstance(at, datetime) else at
        month = self(f"words.month_{day.month}")
        return f"{day.day}{NBSP}{month}" + ("" if day.year == self._today().year else f"{NBSP}{day.year}")

    def moment(self, at: datetime) -> str:
        """``aujourd’hui à 14:02``, ``hier à 17:40``, ``le 20 nov. à 9:00``: inside a sentence."""
        days = (self._today() - at.astimezone().date()).days
        name = {0: "today", 1: "yesterday"}.get(days, "date")
        return self(f"words.moment_{name}", time=self.time(at), date=self.date(at))

    def when(self, at: datetime) -> str:
        """``14:02`` today, ``hier 17:40`` or ``demain 9:00`` next to it, else the date and the time."""
        days = (at.astimezone().date() - self._today()).days
        near = {0: "", -1: self("words.yesterday") + NBSP, 1: self("words.tomorrow") + NBSP}
        return near.get(days, self.date(at) + NBSP) + self.time(at)
