"""Customers: recognised exactly, found loosely, shown sparingly."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import people

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.text(alphabet=LETTERS, min_size=1, max_size=12)


def every_slip(word: str) -> set[str]:
    """All that ``word`` becomes when one letter is lost, added, changed, or swapped with its neighbour."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in cuts if b for c in LETTERS}
    added = {a + c + b for a, b in cuts for c in LETTERS}
    return (lost | swapped | changed | added) - {word}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éloïse LEFÈVRE", "eloise lefevre"),
        ("  Jean–Noël   d’Aubigné ", "jean noel d aubigne"),
        ("Œdipe Læticia Groß", "oedipe laeticia gross"),
        ("Zoe\u0308 Nun\u0303ez", "zoe nunez"),  # accents as separate characters, as macOS writes file names
        ("Łukasz Søren Đorđe", "lukasz soren dorde"),
        ("ÇELİK", "celik"),
        ("N°118/B", "n 118 b"),
        ("Мария Иванова", "мария иванова"),
        ("Ελένη", "ελενη"),
        ("王小明", "王小明"),
        ("محمد علي", "محمد علي"),
        ("snake_case", "snake case"),
        ("Marque™", "marquetm"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert people.fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = people.fold(text)
    assert people.fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text(alphabet="éèêëàâäîïôöùûüçÉÈÀÇŒœæñ-’ abcXYZ", max_size=40))
def test_composed_and_decomposed_names_fold_alike(text: str) -> None:
    assert people.fold(unicodedata.normalize("NFD", text)) == people.fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mme Éloïse Lefèvre", ("eloise", "lefevre")),
        ("M. Dupont", ("dupont",)),
        ("Dr. Anne-Marie de La Tour", ("anne", "marie", "de", "la", "tour")),
        ("Me", ("me",)),  # a title alone is a name
        ("", ()),
    ],
)
def test_words(name: str, words: tuple[str, ...]) -> None:
    assert people.words(name) == words


@given(NAMES)
def test_every_slip_is_seen_and_shares_a_deletion(word: str) -> None:
    for typed in every_slip(word):
        assert people.is_one_slip(typed, word), (typed, word)
        assert people.is_one_slip(word, typed), (typed, word)
        if len(word) > 1 and typed:
            assert people.deletions(typed) & people.deletions(word), (typed, word)


@given(NAMES, NAMES)
def test_only_a_slip_is_a_slip(word: str, other: str) -> None:
    assert people.is_one_slip(other, word) == (other == word or other in every_slip(word))


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Eloise@Exemple.FR", "eloise@exemple.fr"),
        ("  eloise+retrait@exemple.fr ", "eloise+retrait@exemple.fr"),
        ("mailto:eloise@exemple.fr", "eloise@exemple.fr"),
        ("<eloise@exemple.fr>", "eloise@exemple.fr"),
        ("'eloise@exemple.fr", "eloise@exemple.fr"),
        ("éloïse@exemple.fr", "éloïse@exemple.fr"),
        ("a@sous.domaine.exemple.co.uk", "a@sous.domaine.exemple.co.uk"),
        ("eloise@exemple", None),
        ("eloise.exemple.fr", None),
        ("a@b@exemple.fr", None),
        ("a b@exemple.fr", None),
        ("a@exemple.fr; b@exemple.fr", None),
        ("@exemple.fr", None),
        ("a@exemple.", None),
        ("", None),
        (None, None),
    ],
)
def test_emails(text: str | None, email: str | None) -> None:
    assert people.normal_email(text) == email


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("06\u00a012\u202f34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("612345678", "+33612345678"),  # a spreadsheet ate the zero
        ("'0612345678", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("+33612345678", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+33 1 42 34 56 78", "+33142345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("32470123456", "+32470123456"),
        ("+41 79 123 45 67", "+41791234567"),
        ("06 12 34 56 7", None),
        ("00 00 00 00 00", None),
        ("6,12E+08", None),
        ("6.12345678E8", None),
        ("n/c", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_phones(text: str | None, phone: str | None) -> None:
    assert people.normal_phone(text) == phone


@given(st.text(max_size=40) | st.text(alphabet="0123456789+() .-", max_size=30))
def test_a_phone_is_e164_or_none_and_normal_for_good(text: str) -> None:
    phone = people.normal_phone(text)
    if phone is not None:
        assert phone[0] == "+"
        assert phone[1:].isascii()
        assert phone[1:].isdigit()
        assert people.normal_phone(phone) == phone


def test_phones_as_a_customer_says_them() -> None:
    assert people.national_phone("+33612345678") == "06 12 34 56 78"
    assert people.national_phone("+32470123456") == "+32470123456"
    assert people.normal_phone(people.national_phone("+33142345678")) == "+33142345678"


def test_masks_show_enough_to_recognise_and_not_enough_to_call() -> None:
    assert people.masked_phone("+33612345678") == "06 12 •• •• 78"
    assert people.masked_phone("+32470123456") == "+3247•••56"
    assert people.masked_email("eloise.lefevre@exemple.fr") == "eloise.l•••@exemple.fr"
    assert people.masked_email("lea@exemple.fr") == "l•••@exemple.fr"
    assert people.masked_email("el@exemple.fr") == "e•••@exemple.fr"


@given(st.text(alphabet=LETTERS + ".", min_size=2, max_size=30))
def test_a_mask_hides_at_least_a_letter(local: str) -> None:
    shown = people.masked_email(f"{local}@exemple.fr")
    assert shown.endswith("•••@exemple.fr")
    assert local not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Éloïse Lefèvre", "LEFÈVRE É."),
        ("LEFÈVRE Éloïse", "LEFÈVRE É."),
        ("Éloïse LEFÈVRE", "LEFÈVRE É."),
        ("ÉLOÏSE LEFÈVRE", "LEFÈVRE É."),
        ("éloïse lefèvre", "LEFÈVRE É."),
        ("Mme Lefèvre", "LEFÈVRE"),
        ("M. et Mme Lefèvre", "LEFÈVRE"),
        ("Monsieur Jean-Pierre Dupont-Morel", "DUPONT-MOREL J."),
        ("Anne de La Tour", "DE LA TOUR A."),
        ("Anne DE LA TOUR", "DE LA TOUR A."),
        ("Vincent van der Berg", "VAN DER BERG V."),
        ("Jean d’Aubigné", "D’AUBIGNÉ J."),
        ("J. Dupont", "DUPONT J."),
        ("DUPONT J.", "DUPONT J."),
        ("Dupont J.", "DUPONT J."),
        ("Marie Claude Petit", "PETIT M."),
        ("De Sousa", "SOUSA D."),
        ("Madonna", "MADONNA"),
        ("Madame", "MADAME"),
        ("Мария Иванова", "ИВАНОВА М."),
        ("王小明", "王小明"),
        ("(Jean) Dupont", "DUPONT J."),
        ("", ""),
        ("  ", ""),
    ],
)
def test_what_a_label_shows_of_a_name(name: str, shown: str) -> None:
    assert people.short_name(name) == shown


@given(st.text(max_size=40))
def test_a_label_shows_something_of_every_name_and_never_raises(name: str) -> None:
    assert bool(people.short_name(name)) == bool(name.split())
