"""Money is integer cents; what cannot be read is unknown, never zero and never something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.money import parse_cents
from desk_app.i18n import LANGUAGES, Texts


@given(st.integers(-99_999_999_999, 99_999_999_999), st.sampled_from(LANGUAGES))
def test_what_the_screen_shows_can_be_read_back(cents: int, language: str) -> None:
    assert parse_cents(Texts(language).money(cents)) == cents


@given(st.integers(0, 99_999_999), st.sampled_from(["{}.{:02}", "{},{:02}", "{}.{:02} EUR", "€{}.{:02}", "{},{:02}€"]))
def test_amounts_of_files(cents: int, form: str) -> None:
    assert parse_cents(form.format(cents // 100, cents % 100)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("71,51 €", 7151),
        ("12", 1200),
        ("12,5", 1250),
        ("0", 0),
        ("0,00", 0),
        ("1 234,50", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("1'234", 123400),
        ("1'234'567", 123456700),
        ("1.234", 123400),
        ("1,234,567", 123456700),
        ("1,234,567.8", 123456780),
        ("-3,20", -320),
        ("- 3,20 €", -320),
        ("- 1 234,50 €", -123450),
        ("12.50 euros", 1250),
        ("12€50", 1250),
        ("12 € 05", 1205),
        ("1 234€50", 123450),
        ("EUR 12.50", 1250),
        ("$12.50", 1250),
        ("£12.50", 1250),
        ("CHF 12.50", 1250),
    ],
)
def test_amounts_as_people_write_them(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "offert",
        "12,345,6",
        "12.3456",
        "0,500",  # three decimals, not five hundred
        "1.234,567",  # a mark that groups cannot be the one that separates
        "1,234.567",
        "12,50,",
        ",50",
        "12 ou 13",
        "12 50",
        "1 23 456",
        "1,234,50",
        "12€5",
        "1e3",
        "12-50",
        "--5",
        "9999999999",
        "NaN",
        "½",
    ],
)
def test_what_cannot_be_read_is_unknown(text: str) -> None:
    assert parse_cents(text) is None


@given(st.text(max_size=30))
def test_rubbish_never_raises(text: str) -> None:
    assert parse_cents(text) is None or any(c.isdigit() for c in text)
