"""Texts with placeholders that a hub may write itself: only known names are filled in, and nothing is run.

``{customer}`` stands for a value, ``{{`` and ``}}`` for the braces themselves. A line in which a placeholder has
nothing to say is left out, so that one text serves customers who have something to pay and those who have not.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from desk_app.domain.messages import MessageKind
from desk_app.domain.values import Reason

_PART = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]*)\}|[{}]")
_MOST_SUBJECT, _MOST_BODY, _MOST_SMS = 200, 10_000, 640

_HOUSE = ("hub", "address", "phone", "hours")
_PICKUP = ("customer", "shops", "count", "parcels", "others", "awaited", *_HOUSE)
_CALLED_IN = (*_PICKUP, "code", "amount", "last_day")
_SHOP = ("shop", "count", "parcels", *_HOUSE)
_STATEMENT = ("shop", "day", "summary", "statement", *_HOUSE)

PLACEHOLDERS: Mapping[MessageKind, tuple[str, ...]] = {
    MessageKind.READY: _CALLED_IN,
    MessageKind.JOINED: _CALLED_IN,
    MessageKind.REMINDER: _CALLED_IN,
    MessageKind.LAST_DAY: _CALLED_IN,
    MessageKind.COLLECTED: (*_PICKUP, "at", "proxy"),
    MessageKind.DROPPED_OFF: _SHOP,
    MessageKind.SHOP_COLLECTED: _SHOP,
    MessageKind.COMING_BACK: _SHOP,
    MessageKind.STATEMENT: _STATEMENT,
}
"""What the texts of each kind may say."""

NEEDED: Mapping[MessageKind, str] = {
    MessageKind.READY: "code",
    MessageKind.JOINED: "code",
    MessageKind.REMINDER: "code",
    MessageKind.LAST_DAY: "code",
    MessageKind.STATEMENT: "statement",
}
"""What the text of a kind is useless without."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind of message in one language. ``sms`` is what a short message says instead of both."""

    subject: str
    body: str
    sms: str


class TemplateError(ValueError):
    """A text that cannot be filled in; ``reason`` says what is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key, dict(reason.args))
        self.reason = reason


def check(words: Words, kind: MessageKind) -> None:
    """Raises TemplateError unless every text can be filled in, is not empty, and says what it is for."""
    known, needed = PLACEHOLDERS[kind], NEEDED.get(kind)
    for text, most in ((words.subject, _MOST_SUBJECT), (words.body, _MOST_BODY), (words.sms, _MOST_SMS)):
        if not text.strip():
            raise TemplateError(Reason("mail.text_empty"))
        if len(text) > most:
            raise TemplateError(Reason("mail.text_long", {"n": len(text), "most": most}))
        fields(text, known)
    if "\n" in words.subject.strip():
        raise TemplateError(Reason("mail.subject_lines"))
    for text in (words.body, *([words.sms] if needed == "code" else [])):
        if needed and needed not in fields(text, known):
            raise TemplateError(Reason("mail.text_needs", {"name": f"{{{needed}}}"}))


def fields(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The placeholders of ``text``, in their order. Raises TemplateError for one that is not in ``known``."""
    return tuple(name for _literal, name in _parts(text, known) if name)


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its values, without the lines that have nothing to say. Raises TemplateError."""
    return "\n".join(line for _name, line in filled_lines(text, values))


def filled_lines(text: str, values: Mapping[str, str]) -> Iterator[tuple[str | None, str]]:
    """The lines of ``text`` with their values; a line that is one placeholder and no more comes with its name.

    Lines that have nothing to say are left out, and so are the empty ones around them but for one. Raises
    TemplateError.
    """
    is_gap = False
    shown = False
    for line in text.strip().splitlines():
        names = fields(line, values)
        if not all(values[name] for name in names):
            continue
        if not line.strip():
            is_gap = shown
            continue
        if is_gap:
            yield None, ""
        is_gap, shown = False, True
        alone = names[0] if len(names) == 1 and line.strip() == f"{{{names[0]}}}" else None
        yield alone, "".join(literal + (values[name] if name else "") for literal, name in _parts(line, values))


def _parts(text: str, known: Collection[str]) -> Iterator[tuple[str, str | None]]:
    """Literal text and the placeholder behind it."""
    end = 0
    for found in _PART.finditer(text):
        literal, end = text[end : found.start()], found.end()
        name = found["name"]
        if name is None:
            if len(found[0]) == 1:
                raise TemplateError(Reason("mail.lone_brace", {"brace": found[0]}))
            yield literal + found[0][0], None
        elif name in known:
            yield literal, name
        else:
            raise TemplateError(Reason("mail.unknown_placeholder", {"name": found[0], "known": _listed(known)}))
    yield text[end:], None


def _listed(known: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in known)
