"""Finding customers: any word's beginning, part of a word, accents off, slips, phones and addresses."""

import random
from collections.abc import Iterator
from contextlib import closing

import pytest

from desk_app.counter import announce, check_out, find, receive
from desk_app.domain.people import fold, words
from desk_app.domain.values import Announcement
from desk_app.store import search
from desk_app.store.engine import Store
from desk_app.store.migrate import prepare
from tests.counter.hub import Hub
from tests.databases import postgres_database

WAITING = (
    "Éloïse Lefèvre",
    "Jean-Pierre Dupont-Morel",
    "Anne de La Tour",
    "Mme Odile O’Brien",
    "Łukasz Kowalczyk",
    "Zoé Groß",
    "Ñuño Ibáñez",
    "Fatoumata Diallo",
    "Nguyễn Thị Hương",
    "Xavière Quéméneur",
    "Sébastien Œuvrard",
    "Марія Шевченко",
    "Li Wu",
)
GONE = ("Gaëlle Kervoas", "Théophile Bazin", "Aurélien Bazire")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """One hub for all questions: customers with parcels waiting, and customers who have left."""
    if request.param == "sqlite":
        with closing(Store(f"sqlite:///{tmp_path_factory.mktemp('search') / 'hub.sqlite3'}")) as store:
            prepare(store)
            yield filled(Hub(store))
        return
    server, template = (request.getfixturevalue(name) for name in ("postgres_url", "postgres_template"))
    with postgres_database(server, template) as url, closing(Store(url)) as store:
        yield filled(Hub(store))


def filled(hub: Hub) -> Hub:
    """The hub with its customers."""
    hub.shelf("A-1")
    file = [
        Announcement(f"W{n}", name, email=f"{'.'.join(words(name))}_{n}@exemple.fr", phone=f"+3361234567{n % 10}")
        for n, name in enumerate(WAITING[:10])
    ]
    file += [Announcement(f"W{n}", name) for n, name in enumerate(WAITING) if n >= 10]
    file += [
        Announcement("B1", "Karel Peeters", phone="+32470123456"),
        Announcement("B2", "Karel Peeters", email="k@x.be"),
    ]
    announce.import_orders(hub.desk, hub.plume, file)
    for number, name in enumerate(GONE):
        announce.import_orders(hub.desk, hub.plume, [Announcement(f"G{number}", name)])
        code = receive.receive(hub.desk, f"G{number}").parcels[0].pickup_code
        check_out.hand_over(hub.desk, code)
    return hub


def found(hub: Hub, text: str, limit: int = 50) -> list[str]:
    """Names of the customers that ``text`` may mean, the likeliest first."""
    return [customer.customer for customer in find.customers(hub.desk, text, limit)]


def missed(hub: Hub, typed_for: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was typed for a customer who is not found by it."""
    ids = {name: person_id for person_id, name in hub.query("SELECT id, name FROM person")}
    return hub.store.read(
        lambda tx: [
            (text, name) for text, name in typed_for if ids[name] not in search.people(tx, hub.desk.hub_id, text, 50)
        ]
    )


def test_any_words_beginning(hub: Hub) -> None:
    typed = [
        (word[:length], name) for name in WAITING + GONE for word in words(name) for length in range(1, len(word) + 1)
    ]
    assert len(typed) > 150
    assert missed(hub, typed) == []


def test_any_part_of_a_word_of_those_who_wait(hub: Hub) -> None:
    typed = [
        (word[start:end], name)
        for name in WAITING
        for word in words(name)
        for start in range(len(word))
        for end in range(start + 2, len(word) + 1)
    ]
    assert len(typed) > 300
    assert missed(hub, typed) == []


def test_part_of_a_word_of_those_who_have_left_when_nobody_waits_by_it(hub: Hub) -> None:
    assert found(hub, "ervoa") == ["Gaëlle Kervoas"]
    assert found(hub, "gaelle kerv") == ["Gaëlle Kervoas"]
    assert set(found(hub, "bazi")) == {"Théophile Bazin", "Aurélien Bazire"}


@pytest.mark.parametrize("dress", [str.upper, str.title, lambda name: f"  {name}, ", fold, lambda name: f"Mme {name}"])
def test_a_whole_name_in_any_dress(hub: Hub, dress: object) -> None:
    assert callable(dress)
    assert missed(hub, [(str(dress(name)), name) for name in WAITING + GONE]) == []


def test_words_in_any_order_and_cut_short(hub: Hub) -> None:
    typed = []
    for name in WAITING + GONE:
        parts = list(words(name))
        typed += [(" ".join(random.Random(seed).sample(parts, len(parts))), name) for seed in range(3)]
        typed += [(" ".join(part[: max(2, len(part) // 2)] for part in reversed(parts)), name)]
    assert missed(hub, typed) == []


def test_two_words_must_both_be_the_customers(hub: Hub) -> None:
    assert found(hub, "eloise lefevre") == ["Éloïse Lefèvre"]
    assert found(hub, "eloise diallo") == []
    assert found(hub, "jean morel") == ["Jean-Pierre Dupont-Morel"]


def slips(word: str) -> Iterator[str]:
    """The word with one letter lost, swapped, changed or added."""
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i : i + 2][::-1] + word[i + 2 :]
        yield from (word[:i] + c + word[i + 1 :] for c in LETTERS)
    for i in range(len(word) + 1):
        yield from (word[:i] + c + word[i:] for c in LETTERS)


@pytest.mark.parametrize("word", ["lefevre", "odile", "kowalczyk", "groß", "kervoas"])
def test_every_single_slip_finds_the_customer(hub: Hub, word: str) -> None:
    name = next(name for name in WAITING + GONE if fold(word) in words(name))
    typed = [(slip, name) for slip in set(slips(fold(word)))]
    assert len(typed) > 200
    assert missed(hub, typed) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("elise lefevre", "Éloïse Lefèvre"),
        ("eloyse lefevre", "Éloïse Lefèvre"),
        ("eloise lefebvre", "Éloïse Lefèvre"),
        ("lefevfe eloyse", None),  # a slip in each word
        ("eloyze", None),  # two in one
        ("lef eloisse", "Éloïse Lefèvre"),
        ("dupnot jean", "Jean-Pierre Dupont-Morel"),
    ],
)
def test_one_slip_in_one_of_several_words(hub: Hub, typed: str, name: str | None) -> None:
    assert found(hub, typed) == ([name] if name else [])


def test_what_is_exact_comes_without_slips(hub: Hub) -> None:
    """Bazir begins Bazire; that it may also be Bazin misspelt is not asked."""
    assert found(hub, "bazir") == ["Aurélien Bazire"]


@pytest.mark.parametrize(
    "typed",
    ["0612345672", "06 12 34 56 72", "06.12.34.56.72", "+33612345672", "+33 (0)6 12 34 56 72", "0033612345672"],
)
def test_a_phone_in_any_form(hub: Hub, typed: str) -> None:
    assert found(hub, typed) == ["Anne de La Tour"]


@pytest.mark.parametrize("typed", ["+32 470 12 34 56", "0032470123456", "32470123456", "+32470"])
def test_a_phone_of_another_country(hub: Hub, typed: str) -> None:
    assert found(hub, typed) == ["Karel Peeters"]


def test_the_beginning_and_the_end_of_a_phone(hub: Hub) -> None:
    assert len(found(hub, "061234")) == 10
    assert found(hub, "5672") == ["Anne de La Tour"]
    assert found(hub, "56 72") == ["Anne de La Tour"]


def test_an_address_and_its_parts(hub: Hub) -> None:
    assert found(hub, "eloise.lefevre_0@exemple.fr") == ["Éloïse Lefèvre"]
    assert found(hub, " Eloise.Lefevre_0@EXEMPLE.fr ") == ["Éloïse Lefèvre"]
    assert found(hub, "eloise.lefevre_0@") == ["Éloïse Lefèvre"]
    assert len(found(hub, "@exemple.fr")) == 10
    assert found(hub, "k@x.be") == ["Karel Peeters"]
    assert found(hub, "nobody@exemple.fr") == []


def test_an_order_number(hub: Hub) -> None:
    assert found(hub, "w0") == ["Éloïse Lefèvre"]
    assert found(hub, "g1") == ["Théophile Bazin"]


def test_people_of_one_name_are_two(hub: Hub) -> None:
    assert found(hub, "peeters") == ["Karel Peeters"] * 2


def test_no_more_than_the_limit(hub: Hub) -> None:
    assert len(found(hub, "@exemple.fr", limit=3)) == 3
    assert found(hub, "@exemple.fr", limit=3) == found(hub, "@exemple.fr", limit=3)


def test_what_finds_a_customer() -> None:
    keys = search.keys_of("Mme Éloïse Lefèvre", "eloise@exemple.fr", "+33612345678")
    assert keys == {"eloise lefevre", "lefevre eloise", "eloise@exemple.fr", "33612345678", "0612345678"}
    assert search.keys_of("", None, None) == set()
    assert search.phone_keys("+32470123456") == {"32470123456"}


def test_learning_twice_and_forgetting(hub: Hub) -> None:
    hub.announce("F1", "Perrine Oubli", email="oubli@exemple.fr", phone="+33698765432")
    assert len(found(hub, "oubli")) == 1
    ids = [row[0] for row in hub.query("SELECT id FROM person WHERE name = 'Perrine Oubli'")]
    before = hub.rows(("person_key", "name_word", "name_slip"))
    again = [(ids[0], "Perrine Oubli", "oubli@exemple.fr", "+33698765432")]
    hub.store.write(lambda tx: search.learn(tx, hub.desk.hub_id, again))
    assert hub.rows(("person_key", "name_word", "name_slip")) == before
    hub.store.write(lambda tx: search.forget(tx, ids[0], ["oubli@exemple.fr", "+33698765432"]))
    assert (found(hub, "oubli@exemple.fr"), found(hub, "0698765432")) == ([], [])
    assert found(hub, "oubli") == ["Perrine Oubli"]
