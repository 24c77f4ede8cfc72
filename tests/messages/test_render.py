"""What is read: every kind in every language says all it has to, whatever people are called."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import NEEDED, PLACEHOLDERS, check, fields
from desk_app.i18n import LANGUAGES, Texts
from desk_app.messages.content import content_of
from desk_app.messages.render import WIDTH, Rendered, render, typed
from desk_app.messages.words import our_words
from tests.messages.tellings import named, telling

EVERY = [(kind, language) for kind in MessageKind for language in LANGUAGES]
CID = "cid:code@maison.example"
HOSTILE = (
    "<script>alert(1)</script>",
    "Björn & Söhne \"X\" 'Y'",
    "Éloïse\r\nBcc: everybody@exemple.fr",
    "\u202eesiolÉ \u200f\u2066x\u2069",
    "{code} {{x}} {customer.__class__}",
    "](javascript:alert(1)) <img src=x onerror=alert(1)>",
    "a" * 400,
    "Ελένη Παπαδοπούλου",
)


class Read(HTMLParser):
    """What a browser would see: tags, addresses, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.events: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag and what is in it."""
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "background")]
        self.events += [name for name, _value in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.text += f"{data} "


def plain(text: str) -> str:
    """Without the difference between spaces."""
    return " ".join(text.split())


def rendered(kind: MessageKind, language: str, name: str = "") -> Rendered:
    """A message in our words."""
    said = telling(kind, language)
    return render(kind, our_words(language)[kind], named(said, name) if name else said, CID)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_our_words_will_do(kind: MessageKind, language: str) -> None:
    check(our_words(language)[kind], kind)


@pytest.mark.parametrize("kind", MessageKind)
def test_both_languages_say_the_same(kind: MessageKind) -> None:
    french, english = (our_words(language)[kind] for language in ("fr", "en"))
    for one, other in ((french.subject, english.subject), (french.body, english.body), (french.sms, english.sms)):
        assert fields(one, PLACEHOLDERS[kind]) == fields(other, PLACEHOLDERS[kind])


def test_french_typography() -> None:
    wrong = re.compile(r"['\"]|\.\.\.|[^\u00a0!?][;!?](?=\s|$)|[^\u00a0]:(?=\s|$)")
    texts = [text for words in our_words("fr").values() for text in (words.subject, words.body)]
    assert [text for text in texts if wrong.search(text)] == []


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_placeholder_has_its_value(kind: MessageKind, language: str) -> None:
    content = content_of(kind, telling(kind, language), Texts(language))
    assert set(content.values) == set(PLACEHOLDERS[kind])
    empty = {name for name, value in content.values.items() if not value}
    assert empty <= {"others", "amount", "last_day"}
    every = " ".join(f"{{{name}}}" for name in PLACEHOLDERS[kind] if name not in empty)
    body = "\n".join(f"{{{name}}}" for name in PLACEHOLDERS[kind])
    words = replace(our_words(language)[kind], subject=every, body=body, sms=every)
    shown = render(kind, words, telling(kind, language), CID)
    for name in set(PLACEHOLDERS[kind]) - empty - set(content.blocks):
        assert plain(content.values[name]) in plain(shown.subject)
        assert content.values[name].split()[0] in shown.text
        assert content.values[name] in Read(shown.html).text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_text_and_page_say_the_same(kind: MessageKind, language: str) -> None:
    shown = rendered(kind, language)
    in_page = set(Read(shown.html).text.split())
    assert set(shown.text.split()) - in_page - {"-", "=", "·"} == set()
    assert not re.search(r"[{}]", shown.subject + shown.text + shown.html + shown.sms)


def test_a_customer_reads_what_is_needed_to_come() -> None:
    shown = rendered(MessageKind.READY, "fr")
    for said in (
        "Éloïse Lefèvre",
        "BKD-FTR-HLN",
        "La Belle Plume · n° 4127 · 2 colis · jusqu’au sam. 5 déc.",
        "12,50 €",
        "12 rue Victor-Hugo, 64000 Pau",
        "lun.–ven. 10:00–13:00 / 14:00–19:00, sam. 09:00–19:00",
        "05 59 00 11 22",
        "Pas encore arrivé",
    ):
        assert said in plain(shown.text), said
    assert shown.code == "BKDFTRHLN"


def test_an_amount_that_nobody_knows_is_said() -> None:
    said = telling()
    assert said.pickup is not None
    parcels = tuple(replace(p, amount_due_cents=None) if p.order == "4127" else p for p in said.pickup.parcels)
    shown = render(
        MessageKind.READY,
        our_words("fr")[MessageKind.READY],
        replace(said, pickup=replace(said.pickup, parcels=parcels)),
        CID,
    )
    assert "12,50 € et un montant à confirmer (La Belle Plume)" in plain(shown.text)


def test_nothing_to_pay_is_not_said() -> None:
    said = telling()
    assert said.pickup is not None
    parcels = tuple(replace(p, amount_due_cents=0) for p in said.pickup.parcels)
    paid = replace(said, parcels=parcels[:1], pickup=replace(said.pickup, parcels=parcels))
    assert "régler" not in render(MessageKind.READY, our_words("fr")[MessageKind.READY], paid, CID).text


def test_a_subject_that_has_nothing_to_say_is_the_hub() -> None:
    words = replace(our_words("fr")[MessageKind.JOINED], subject="{last_day}")
    said = telling(MessageKind.JOINED)
    endless = replace(said, parcels=tuple(replace(p, keep_until=None) for p in said.parcels))
    assert render(MessageKind.JOINED, words, endless, CID).subject == "Maison du commerce"


def test_a_proxy_is_named_to_the_customer() -> None:
    assert "Paul Garnier" in rendered(MessageKind.COLLECTED, "fr").text
    alone = render(
        MessageKind.COLLECTED,
        our_words("fr")[MessageKind.COLLECTED],
        replace(telling(MessageKind.COLLECTED), proxy=""),
        CID,
    )
    assert "à votre place" not in alone.text


def test_no_goods_are_named() -> None:
    said = telling()
    told = replace(said, parcels=tuple(replace(p, items="Test de grossesse", note="secret") for p in said.parcels))
    shown = render(MessageKind.READY, our_words("fr")[MessageKind.READY], told, CID)
    assert "grossesse" not in shown.text + shown.html + shown.sms
    assert "secret" not in shown.text + shown.html


def test_a_shop_reads_its_day() -> None:
    text = plain(rendered(MessageKind.STATEMENT, "fr").text)
    for said in ("Arrivés", "Remis aux clients", "En attente", "Retours", "n° 2301 · LEFÈVRE É.", "= Total · 54,00 €"):
        assert said in text, said


def test_a_shop_does_not_read_whole_names() -> None:
    for kind in (MessageKind.DROPPED_OFF, MessageKind.SHOP_COLLECTED, MessageKind.STATEMENT):
        shown = rendered(kind, "fr")
        assert "Éloïse" not in shown.text + shown.html + shown.sms


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_lines_of_plain_text_are_short(kind: MessageKind, language: str) -> None:
    assert all(len(line) <= WIDTH for line in rendered(kind, language).text.splitlines())


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_name_is_only_ever_a_name(kind: MessageKind, language: str, name: str) -> None:
    shown, honest = rendered(kind, language, name), rendered(kind, language, "X")
    assert Read(shown.html).tags == Read(honest.html).tags
    assert Read(shown.html).events == []
    assert "\n" not in shown.subject
    assert not re.search(
        "[\u200e\u200f\u202a-\u202e\u2066-\u2069\r]", shown.subject + shown.text + shown.html + shown.sms
    )
    assert shown.text.count("\n") <= honest.text.count("\n") + 60


@given(st.text(min_size=1))
def test_any_name_leaves_the_page_as_it_is(name: str) -> None:
    shown, honest = rendered(MessageKind.READY, "fr", f"x{name}"), rendered(MessageKind.READY, "fr", "X")
    assert Read(shown.html).tags == Read(honest.html).tags
    assert "\n" not in shown.subject


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_nothing_is_fetched_from_anywhere(kind: MessageKind, language: str) -> None:
    shown = rendered(kind, language)
    assert Read(shown.html).addresses == ([CID] if NEEDED.get(kind) == "code" else [])
    assert "http" not in shown.html
    assert "url(" not in shown.html
    assert not {"script", "link", "style", "iframe", "form"} & set(Read(shown.html).tags)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_short_message_costs_one(kind: MessageKind, language: str) -> None:
    sms = rendered(kind, language).sms
    assert sms == typed(sms)
    assert all(letter in typed(letter) for letter in sms)
    assert len(sms) + sms.count("€") <= 160


def test_letters_that_a_short_message_does_not_have() -> None:
    assert typed("Prêt, ça va « œuf » – n’est-ce pas… 12\u00a0€") == 'Pret, ca va " oeuf " - n\'est-ce pas... 12 €'
    assert typed("Ελένη") == "Ελένη"


@pytest.mark.parametrize(
    ("sms", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 159 + "€", 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 69 + "😀", 2),
    ],
)
def test_short_messages_are_counted_as_they_are_paid(sms: str, count: int) -> None:
    assert Rendered("", "", "", sms).sms_count == count
