"""Finding a customer by what a clerk types: any word of the name, accents off, slips tolerated, e-mail or phone.

``person_key`` holds, for each customer, the name once per word with that word first (``eloise lefevre``,
``lefevre eloise``), the e-mail and the phone's digits. Any word's beginning is then one index range, the other
words are looked for in the same index row, and customers with parcels waiting come first. ``name_word`` is the
vocabulary of a hub's names and ``name_slip`` what its words become when one letter is lost, so a slip costs a look-up,
not a scan.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, bindparam, select

from desk_app.domain.people import deletions, is_one_slip, normal_phone, words
from desk_app.store import tables as t
from desk_app.store.among import among
from desk_app.store.engine import Tx

_LAST = "\U0010ffff"
_SHORTEST_SLIP = 3
_MOST_SPELLINGS = 16
_MOST_WORDS = 40  # of the vocabulary, when part of a word is looked for among those who have left
_MOST_TYPED = 8  # words; more are not looked at
_K = t.person_key.c
_KNOWN = select(t.name_word.c.word).where(
    t.name_word.c.hub_id == bindparam("hub_id"), among(t.name_word.c.word, "words")
)
_NEAR = select(t.name_slip.c.word).where(
    t.name_slip.c.hub_id == bindparam("hub_id"), t.name_slip.c.slip.in_(bindparam("slips", expanding=True))
)

_MARK_OPEN = (
    t.person_key.update()
    .where(among(_K.person_id, "person_ids"), _K.is_open != bindparam("now_open"))
    .values(is_open=bindparam("now_open"))
)


def insert_new(tx: Tx, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet, in an order that cannot deadlock with another counter."""
    if not rows:
        return
    dialect = import_module(f"sqlalchemy.dialects.{tx.dialect.name}")  # the other one is not loaded for nothing
    tx.execute(
        dialect.insert(table).on_conflict_do_nothing(), sorted(rows, key=lambda row: tuple(map(str, row.values())))
    )


def keys_of(name: str, email: str | None, phone: str | None) -> set[str]:
    """What finds a customer."""
    parts = words(name)
    keys = {" ".join((*parts[i:], *parts[:i])) for i in range(len(parts))}
    return keys | ({email} if email else set()) | (phone_keys(phone) if phone else set())


def phone_keys(e164: str) -> set[str]:
    """The digits as dialled abroad, and at home for a French number."""
    digits = e164.lstrip("+")
    return {digits, "0" + digits[2:]} if digits.startswith("33") else {digits}


def learn(tx: Tx, hub_id: str, people: Iterable[tuple[str, str, str | None, str | None]]) -> None:
    """Make customers with parcels waiting findable: (person id, name, e-mail, phone) each."""
    rows, vocabulary = [], set()
    for person_id, name, email, phone in people:
        rows += [
            {"person_id": person_id, "key": key, "hub_id": hub_id, "is_open": True}
            for key in keys_of(name, email, phone)
        ]
        vocabulary |= set(words(name))
    insert_new(tx, t.person_key, rows)
    learn_words(tx, hub_id, vocabulary)


def words_of(key: str) -> list[str]:
    """The words of what finds a customer; none of an e-mail or a phone."""
    return [] if "@" in key or key.isdecimal() else key.split(" ")


def learn_words(tx: Tx, hub_id: str, vocabulary: set[str]) -> None:
    """Make slips in these words findable."""
    new = vocabulary - set(tx.execute(_KNOWN, {"hub_id": hub_id, "words": vocabulary}).scalars())
    insert_new(tx, t.name_word, [{"hub_id": hub_id, "word": word} for word in new])
    slips = slips_of(new)
    insert_new(tx, t.name_slip, [{"hub_id": hub_id, "slip": slip, "word": word} for slip, word in slips])


def slips_of(vocabulary: Iterable[str]) -> list[tuple[str, str]]:
    """What these words become when one letter is lost, and themselves, each with its word."""
    long_enough = (word for word in vocabulary if len(word) >= _SHORTEST_SLIP)
    return [(slip, word) for word in long_enough for slip in deletions(word)]


def forget(tx: Tx, person_id: str, contacts: Sequence[str]) -> None:
    """A customer is not found by these e-mails and phones any more."""
    keys = {key for value in contacts for key in ({value} if "@" in value else phone_keys(value))}
    tx.execute(t.person_key.delete().where(_K.person_id == person_id, _K.key.in_(sorted(keys))))


def mark_open(tx: Tx, person_ids: Iterable[str], *, is_open: bool) -> None:
    """Say whether these customers have parcels waiting."""
    tx.execute(_MARK_OPEN, {"person_ids": list(person_ids), "now_open": is_open})


def people(tx: Tx, hub_id: str, text: str, limit: int) -> tuple[str, ...]:
    """Ids of the customers ``text`` may mean, the likeliest first: waiting before gone, exact before slips."""
    typed = _typed_words(text)[:_MOST_TYPED]
    if not typed:
        return ()
    found: dict[str, None] = {}

    def add(spellings: Iterable[Sequence[str]], *, waiting: bool, starts: bool = True) -> bool:
        for spelling in spellings:
            if len(found) < limit:
                found.update(dict.fromkeys(_ask(tx, hub_id, spelling, limit, waiting=waiting, starts=starts)))
        return bool(found)

    if not add([typed], waiting=True) and not _ask(tx, hub_id, typed, limit):
        slips = _other_spellings(tx, hub_id, typed)
        add(slips, waiting=True)
        add(slips, waiting=False)
    add([typed], waiting=True, starts=False)
    if not add([typed], waiting=False):
        add(_containing(tx, hub_id, typed), waiting=False)
    return tuple(found)[:limit]


def _ask(
    tx: Tx, hub_id: str, typed: Sequence[str], limit: int, *, waiting: bool = False, starts: bool = True
) -> Sequence[str]:
    """Customers one of whose keys has all the words: the longest at its beginning, or all of them anywhere."""
    longest = max(range(len(typed)), key=lambda i: len(typed[i]))
    others = [f"% {word}%" for i, word in enumerate(typed) if i != longest]
    patterns = others if starts else [f"%{word}%" for word in typed]
    values: dict[str, Any] = {f"word{i}": pattern for i, pattern in enumerate(patterns)}
    if starts:
        values |= {"start": typed[longest], "end": typed[longest] + _LAST}
    query = _query(waiting=waiting, starts=starts, patterns=len(patterns))
    # a customer has a few keys: without DISTINCT the range stops as soon as it can
    return tx.execute(query, values | {"hub_id": hub_id, "most": limit * 3}).scalars().all()


@cache
def _query(*, waiting: bool, starts: bool, patterns: int) -> Select[str]:
    query = select(_K.person_id).where(_K.hub_id == bindparam("hub_id"))
    if waiting:
        query = query.where(t.IS_OPEN)
    if starts:
        query = query.where(_K.key >= bindparam("start"), _K.key < bindparam("end"))
    query = query.where(*(_K.key.like(bindparam(f"word{i}")) for i in range(patterns)))
    return query.order_by(_K.key).limit(bindparam("most", type_=Integer))


def _typed_words(text: str) -> tuple[str, ...]:
    """The words to look for; an address and a number are one word each."""
    bare = "".join(c for c in text.lower() if c.isprintable() and c not in "%\\ ")
    if "@" in bare:
        return (bare,)
    digits = re.sub(r"[\s.\-/()+]", "", bare)
    if digits.isdecimal():
        phone = normal_phone(text)
        return (phone[1:] if phone else re.sub(r"^0033", "0", digits),)
    return words(text)


def begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """``column`` begins with ``start``, as the index range it is."""
    return and_(column >= start, column < start + _LAST)


def _other_spellings(tx: Tx, hub_id: str, typed: Sequence[str]) -> list[tuple[str, ...]]:
    """What was typed, with one word replaced by one of the vocabulary that is a single slip away."""
    long_enough = [word for word in typed if len(word) >= _SHORTEST_SLIP and not word.isdigit()]
    slips = {slip for word in long_enough for slip in deletions(word)}
    near = sorted(set(tx.execute(_NEAR, {"hub_id": hub_id, "slips": sorted(slips)}).scalars()))
    spellings = [
        (*typed[:i], other, *typed[i + 1 :])
        for i, word in enumerate(typed)
        for other in near
        if word in long_enough and other != word and is_one_slip(word, other)
    ]
    return spellings[:_MOST_SPELLINGS]


def _containing(tx: Tx, hub_id: str, typed: Sequence[str]) -> list[tuple[str, ...]]:
    """What was typed, with its longest word replaced by words of the vocabulary that contain it."""
    longest = max(range(len(typed)), key=lambda i: len(typed[i]))
    word = t.name_word.c
    query = select(word.word).where(word.hub_id == hub_id, word.word.like(f"%{typed[longest]}%")).limit(_MOST_WORDS)
    return [(*typed[:longest], word, *typed[longest + 1 :]) for word in tx.execute(query).scalars()]
