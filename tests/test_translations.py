"""Both languages say the same things, in the same shape, with the typography of each."""

import ast
import re
import string

import pytest

from desk_app.domain.states import State
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES, Texts, load
from desk_app.settings import BY_KEY, Setting
from tests.tree import ROOT, own_files

Text = str | dict[str, str]
FOLDER = ROOT / "resources" / "translations"
FRENCH, ENGLISH = load("fr"), load("en")
ROOMS = {path.stem for path in FOLDER.rglob("*.toml")}


def forms(text: Text) -> list[str]:
    """The sentences of a text: one, or singular and plural."""
    return list(text.values()) if isinstance(text, dict) else [text]


def fields(text: Text) -> set[tuple[str, str]]:
    """Names and formats of what is filled in. Raises ValueError for a brace that is not closed."""
    parsed = [part for form in forms(text) for part in string.Formatter().parse(form)]
    return {(name, form or "") for _, name, form, _ in parsed if name is not None}


def literal(text: str) -> str:
    """The words without the fields; a field counts as one letter."""
    parsed = string.Formatter().parse(text)
    return "".join(words + ("x" if name is not None else "") for words, name, _, _ in parsed)


def test_both_languages_have_the_same_texts() -> None:
    assert set(FRENCH) ^ set(ENGLISH) == set()


def words_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts named in the program: literally, and by f-strings that begin with a room and a dot."""
    literals: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    begins = re.compile(rf"({'|'.join(sorted(ROOMS))})\.")
    for path in own_files("*.py", "desk_app"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if begins.match(str(parts[0])):
                    patterns.append(
                        re.compile("".join(r"\w+" if part is None else re.escape(str(part)) for part in parts))
                    )
            elif isinstance(node, ast.Constant) and begins.match(str(node.value)):
                literals.add(str(node.value))
    return literals, patterns


def test_every_text_the_program_names_is_there() -> None:
    literals, patterns = words_in_code()
    keys = {text for text in literals if re.fullmatch(r"[a-z_]+\.[a-z_0-9]*[a-z0-9]", text)}
    assert keys - set(FRENCH) - set(BY_KEY) - {"settings.json"} == set()
    assert [pattern.pattern for pattern in patterns if not any(map(pattern.fullmatch, FRENCH))] == []


def test_every_text_is_used() -> None:
    literals, patterns = words_in_code()
    unused = set(FRENCH) - literals
    assert {key for key in unused if not any(pattern.fullmatch(key) for pattern in patterns)} == set()


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_texts_have_the_same_shape(room: str) -> None:
    keys = [key for key in FRENCH if key.startswith(f"{room}.")]
    assert keys
    for key in keys:
        french, english = FRENCH[key], ENGLISH[key]
        assert fields(french) == fields(english), key
        assert isinstance(french, dict) == isinstance(english, dict), key
        for text in (french, english):
            assert not isinstance(text, dict) or set(text) == {"one", "other"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [key for key, text in load(language).items() if not all(map(str.strip, forms(text)))] == []


def test_french_typography() -> None:
    """Curved apostrophes; a no-break space before high punctuation and inside guillemets; the one-letter ellipsis."""
    wrong = re.compile(
        "['\"]|\\.\\.\\.|[^\u00a0\u202f!?][;!?](?=\\s|$)|[^\u00a0\u202f]:(?=\\s|$)|«[^\u00a0\u202f]|[^\u00a0\u202f]»"
    )
    assert [key for key, text in FRENCH.items() for form in forms(text) if wrong.search(literal(form))] == []


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_its_words(language: str, verdict: Verdict) -> None:
    texts = Texts(language)
    assert texts.has(f"verdicts.{verdict}_title")
    assert texts.has(f"verdicts.{verdict}_text")


@pytest.mark.parametrize("member", [*State, *Zone])
@pytest.mark.parametrize("language", LANGUAGES)
def test_states_and_zones_have_names(language: str, member: State | Zone) -> None:
    assert Texts(language).has(f"words.{type(member).__name__.lower()}_{member}")


@pytest.mark.parametrize("setting", BY_KEY.values(), ids=BY_KEY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_described(language: str, setting: Setting) -> None:
    assert Texts(language).has(setting.text_key)
