"""Texts that people write: filled in exactly, or refused with what is wrong; nothing in them is ever run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.messages import MessageKind
from desk_app.domain.templates import NEEDED, PLACEHOLDERS, TemplateError, Words, check, fields, fill, filled_lines
from desk_app.i18n import LANGUAGES, Texts

VALUES = {"customer": "Éloïse", "code": "BKD-FTR-HLN", "amount": "", "hub": "{code}"}
GOOD = Words("Prêt", "Bonjour {customer}\n\n{code}", "Code {code}")
names = st.sampled_from(sorted(VALUES))


def reason_of(wrong: Words, kind: MessageKind = MessageKind.READY) -> str:
    """Why it is refused, which can be said in both languages."""
    with pytest.raises(TemplateError) as refused:
        check(wrong, kind)
    reason = refused.value.reason
    for language in LANGUAGES:
        assert Texts(language)(reason.key, **reason.args)
    return reason.key


def test_placeholders_are_filled_in() -> None:
    assert fill("Bonjour {customer}, {code} !", VALUES) == "Bonjour Éloïse, BKD-FTR-HLN !"


def test_braces_are_written_twice() -> None:
    assert fill("{{customer}} {customer}", VALUES) == "{customer} Éloïse"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert fill("{hub}", VALUES) == "{code}"


def test_a_line_that_has_nothing_to_say_is_left_out() -> None:
    assert fill("a\nÀ régler : {amount}\nb\n\n{amount}\n\nc", VALUES) == "a\nb\n\nc"


def test_a_placeholder_alone_on_its_line_is_told_apart() -> None:
    assert list(filled_lines("{code}\n {customer} \nCode {code}", VALUES)) == [
        ("code", "BKD-FTR-HLN"),
        ("customer", " Éloïse "),
        (None, "Code BKD-FTR-HLN"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{customer.name}",
        "{customer[0]}",
        "{customer!r}",
        "{customer:>10}",
        "{ customer }",
        "{}",
        "{0}",
        "{Customer}",
        "{password}",
        "{customer.__class__.__mro__}",
    ],
)
def test_only_known_names_are_filled_in(text: str) -> None:
    with pytest.raises(TemplateError) as refused:
        fill(text, VALUES)
    assert refused.value.reason.key == "mail.unknown_placeholder"
    assert refused.value.reason.args == {"name": text, "known": "{customer}, {code}, {amount}, {hub}"}


@pytest.mark.parametrize("text", ["{customer", "customer}", "{", "}", "{{{", "{cust\nomer}"])
def test_a_lone_brace_is_said(text: str) -> None:
    with pytest.raises(TemplateError) as refused:
        fill(text, VALUES)
    assert refused.value.reason.key == "mail.lone_brace"


@given(st.text(st.sampled_from("{}ab \n") | st.characters()))
def test_any_text_is_filled_in_or_refused(text: str) -> None:
    try:
        names = fields(text, VALUES)
    except TemplateError:
        with pytest.raises(TemplateError):
            fill(text, VALUES)
    else:
        assert set(names) <= set(VALUES)
        fill(text, VALUES)


@given(st.lists(st.tuples(st.text().map(lambda text: text.replace("\n", "").replace("\r", "")), names)))
def test_every_part_is_where_it_was(parts: list[tuple[str, str]]) -> None:
    values = {name: f"<{name}>" for name in VALUES}
    text = "".join(literal.replace("{", "{{").replace("}", "}}") + f"{{{name}}}" for literal, name in parts)
    lines = "".join(literal + values[name] for literal, name in parts).strip().splitlines()
    assert fill(text, values).split() == " ".join(lines).split()


def test_a_good_text_will_do() -> None:
    check(GOOD, MessageKind.READY)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (Words(" ", GOOD.body, GOOD.sms), "mail.text_empty"),
        (Words("Prêt", "", GOOD.sms), "mail.text_empty"),
        (Words("Prêt", GOOD.body, "\n"), "mail.text_empty"),
        (Words("Prêt\nBcc: x@y.fr", GOOD.body, GOOD.sms), "mail.subject_lines"),
        (Words("Prêt", "Bonjour", GOOD.sms), "mail.text_needs"),
        (Words("Prêt", GOOD.body, "Venez"), "mail.text_needs"),
        (Words("{proxy}", GOOD.body, GOOD.sms), "mail.unknown_placeholder"),
        (Words("x" * 201, GOOD.body, GOOD.sms), "mail.text_long"),
        (Words("{", GOOD.body, GOOD.sms), "mail.lone_brace"),
    ],
)
def test_a_text_that_will_not_do(wrong: Words, key: str) -> None:
    assert reason_of(wrong) == key


def test_a_statement_is_useless_without_its_table() -> None:
    assert reason_of(Words("Bilan", "Bonjour", "Bilan"), MessageKind.STATEMENT) == "mail.text_needs"


def test_every_kind_says_what_may_be_filled_in() -> None:
    assert set(PLACEHOLDERS) == set(MessageKind)
    assert all(needed in PLACEHOLDERS[kind] for kind, needed in NEEDED.items())
