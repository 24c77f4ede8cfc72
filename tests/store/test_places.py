"""Shelf codes and order numbers sort and match as people read them; every reason of the store has its words."""

import ast
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.i18n import LANGUAGES, Texts
from desk_app.store.orders import reference_key
from desk_app.store.places import sort_key
from tests.tree import own_files


def test_bytes_sort_as_people_do() -> None:
    right = ["A-1", "A-2", "A-12", "A-100", "AB-1", "B-1", "B-1-2", "B-1-10"]
    assert sorted(random.Random(3).sample(right, len(right)), key=sort_key) == right


@pytest.mark.parametrize("code", ["A-12", "a12", "A 012", "À.12", "a_12"])
def test_one_shelf_in_many_dresses(code: str) -> None:
    assert sort_key(code) == sort_key("A-12")


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_codes_can_be_compared(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) + (sort_key(one) > sort_key(other)) + (
        sort_key(one) == sort_key(other)
    ) == 1


@given(st.integers(0, 10**8 - 1), st.integers(0, 10**8 - 1))
def test_numbers_sort_by_their_value(one: int, other: int) -> None:
    assert (sort_key(f"#{one}") < sort_key(f"#{other}")) == (one < other)


@pytest.mark.parametrize(
    ("reference", "key"),
    [("#4127", "4127"), (" CMD-2026/118 ", "cmd2026118"), ("n° 12", "n12"), ("№ 12", "no12"), ("###", "###"), ("", "")],
)
def test_order_numbers_as_scanned_or_typed(reference: str, key: str) -> None:
    assert reference_key(reference) == key


@given(st.text(max_size=30))
def test_an_order_numbers_key_is_that_of_its_key(reference: str) -> None:
    assert reference_key(reference_key(reference)) == reference_key(reference)


def reasons() -> set[str]:
    """Keys of the texts that the store names, with their room or, where it is put before them later, without."""
    strings = (
        str(node.value)
        for path in own_files("*.py", "desk_app/store")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    )
    found = (re.fullmatch(r"(?:errors\.)?((?:database|disk|folder|backup)_[a-z]+)", string) for string in strings)
    return {match[1] for match in found if match}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_the_store_has_its_words(language: str) -> None:
    texts = Texts(language)
    named = reasons()
    assert {"database_busy", "database_unreachable", "disk_full", "backup_failed", "database_newer"} < named
    said = {
        name: texts(f"errors.{name}", database="hub.sqlite3", url="…", folder="f", file="copy.sqlite3")
        for name in named
    }
    assert [name for name, words in said.items() if len(words) < 30 or "{" in words] == []
