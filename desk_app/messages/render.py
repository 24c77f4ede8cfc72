"""A message from its words and its content: subject, plain text, HTML, and the one line of a short message."""

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.domain.codes import spell
from desk_app.domain.messages import MessageKind, Telling
from desk_app.domain.people import one_line
from desk_app.domain.templates import Words, fill, filled_lines
from desk_app.i18n import NBSP, THIN, Texts
from desk_app.messages import page
from desk_app.messages.content import Code, Content, Section, Table, content_of

WIDTH = 76
"""Letters on a line of plain text, where no word is longer."""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà€[]{}\\|~^"
)
_TWO_UNITS = frozenset("€[]{}\\|~^")
_TYPED = str.maketrans({NBSP: " ", THIN: " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
_TYPED |= str.maketrans({"«": '"', "»": '"', "œ": "oe", "Œ": "Oe", "·": "-"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as it is read. ``code`` is the pickup code that the HTML shows as a picture, empty when it does not."""

    subject: str
    text: str
    html: str
    sms: str
    code: str = ""

    @property
    def sms_count(self) -> int:
        """How many short messages it takes: a letter that is not of their alphabet costs all others half their room."""
        if _GSM.issuperset(self.sms):
            units, alone, joined = len(self.sms) + sum(letter in _TWO_UNITS for letter in self.sms), 160, 153
        else:
            units, alone, joined = len(self.sms.encode("utf-16-le")) // 2, 70, 67
        return 1 if units <= alone else -(-units // joined)


def render(kind: MessageKind, words: Words, telling: Telling, picture: str) -> Rendered:
    """A message in the language of ``telling``; ``picture`` is the address of the code's picture in the HTML.

    Raises TemplateError for words that :func:`desk_app.domain.templates.check` would refuse.
    """
    content = content_of(kind, telling, Texts(telling.language))
    parts = list(_parts(words.body, content))
    subject = one_line(fill(words.subject, content.values)) or content.values["hub"]
    shown = next((part.code for part in parts if isinstance(part, Code)), "")
    return Rendered(
        subject=subject,
        text="\n\n".join(map(_plain, parts)) + "\n",
        html=page.page(telling.language, subject, content.values["hub"], parts, picture),
        sms=typed(fill(words.sms, content.values)),
        code=shown,
    )


def typed(text: str) -> str:
    """Text in the letters of a short message, of which 160 then cost one: ``prets`` for ``prêts``.

    A name in another script keeps its letters, and the message may become several.
    """
    return "".join(letter if letter in _GSM else _bare(letter) for letter in text.translate(_TYPED))


def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base in _GSM else letter


def _parts(body: str, content: Content) -> Iterator[page.Part]:
    """Paragraphs, as their lines, and blocks."""
    lines: list[str] = []
    for name, line in filled_lines(body, content.values):
        block = content.blocks.get(name) if name else None
        if line and block is None:
            lines.append(line)
            continue
        if lines:
            yield tuple(lines)
            lines = []
        if block is not None:
            yield block
    if lines:
        yield tuple(lines)


def _plain(part: page.Part) -> str:
    match part:
        case Code():
            return f"    {spell(part.code)}"
        case Table():
            return "\n\n".join("\n".join(_plain_section(section)) for section in part.sections)
        case _:
            return "\n".join(textwrap.fill(line, WIDTH, break_long_words=False) for line in part)


def _plain_section(section: Section) -> Iterator[str]:
    if section.heading:
        yield section.heading
    for row in section.rows:
        yield _item("- ", row.name, row.detail, row.value)
    if section.total:
        yield _item("= ", section.total.name, section.total.detail, section.total.value)


def _item(mark: str, *said: str) -> str:
    text = " · ".join(filter(None, said))
    return textwrap.fill(text, WIDTH, initial_indent=mark, subsequent_indent="  ", break_long_words=False)
