"""The proof of a parcel: one page, read back as text and looked at where the signature is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from desk_app.devices.proof_page import pdf_of, write_proof
from desk_app.domain.checks import Identity, Method
from desk_app.domain.cold import ColdSpell, OutOfCold
from desk_app.domain.proof import Handover, Link, Payment, Proof
from desk_app.domain.remarks import Remark, RemarkKind
from desk_app.domain.states import State
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import JournalEntry
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import LANGUAGES, Texts
from tests.devices.samples import parcel

AT = datetime(2026, 11, 23, 11, 0, 1, tzinfo=UTC)
LINE = JournalEntry(AT, "Poste 1", "Camille", "hand_over", Verdict.COLLECTED, "X", "scanned majority paid")
HANDED = Handover(AT, "Poste 1", "Camille", True, Identity.CARD, "Paul Garnier", "M0 0 L50 20 L100 0", False)
DIGEST = "4f" * 32
PROOF = Proof(
    hub="Maison du commerce",
    made_at=AT + timedelta(days=1),
    parcel=replace(parcel(customer="Éloïse Lefèvre", age_check=True), state=State.COLLECTED, received_at=AT),
    entries=(LINE,),
    handover=HANDED,
    payments=(Payment(AT, Method.CASH, 1250),),
    remarks=(Remark("r", "X", "n", AT, RemarkKind.DAMAGE, "coin enfoncé"),),
    spells=(),
    link=Link("Poste 1", 812, DIGEST),
)


def read(data: bytes) -> str:
    """The words of the only page."""
    with PdfDocument(data) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        return str(document[0].get_textpage().get_text_range())


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_when_where_and_what_was_checked_can_be_read(language: str) -> None:
    texts = Texts(language)
    said = read(pdf_of(PROOF, texts))
    for words in ("Maison du commerce", "Éloïse Lefèvre", "Paul Garnier", "Poste 1", "Camille", "coin enfoncé", DIGEST):
        assert words in said
    for key in ("title", "handed_to", "majority", "seen", "identity", "mark_scanned"):
        assert texts(f"proof.{key}") in said
    assert texts.name_of(State.COLLECTED) in said


def test_a_parcel_that_was_not_handed_over_says_so() -> None:
    texts = Texts("fr")
    waiting = replace(PROOF, handover=None, payments=(), remarks=(), entries=(), link=None)
    said = read(pdf_of(waiting, texts))
    assert texts("proof.not_handed") in said
    assert texts("proof.signature") not in said


def test_who_was_forgotten_is_not_named() -> None:
    nobody = replace(PROOF, parcel=replace(PROOF.parcel, customer=""), handover=replace(HANDED, proxy="", signature=""))
    said = read(pdf_of(nobody, Texts("fr")))
    assert Texts("fr")("proof.forgotten") in said
    assert "Lefèvre" not in said


def test_the_signature_is_drawn_where_it_belongs() -> None:
    def ink(proof: Proof) -> int:
        with PdfDocument(pdf_of(proof, Texts("fr"))) as document:
            return sum(document[0].render(scale=2).to_pil().convert("L").histogram()[:128])

    flat = replace(HANDED, signature="M0 0 L1 0")
    assert ink(PROOF) > ink(replace(PROOF, handover=flat)) + 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_life_is_still_one_page(language: str) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff " * 8
    spell = ColdSpell("X", "S", "O", AT, AT + timedelta(minutes=9), next(iter(OutOfCold)), "Poste 1", "C")
    full = replace(
        PROOF,
        hub=long,
        parcel=replace(PROOF.parcel, customer=long, shop=long, order=long, ready_at=AT, announced_at=AT),
        entries=tuple(replace(LINE, detail=long, clerk=long, at=AT + timedelta(minutes=n)) for n in range(300)),
        handover=replace(HANDED, proxy=long, clerk=long),
        payments=PROOF.payments * 20,
        remarks=tuple(replace(PROOF.remarks[0], text=long) for _ in range(30)),
        spells=(spell,) * 40,
        link=Link(long, 10**9, DIGEST),
    )
    said = read(pdf_of(full, Texts(language)))
    assert DIGEST in said
    assert Texts(language)("proof.more", n=290) in said


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "proof.pdf"
    write_proof(file, PROOF, Texts("fr"))
    assert DIGEST in read(file.read_bytes())
    with pytest.raises(EnvironmentTrouble):
        write_proof(tmp_path / "nowhere" / "proof.pdf", PROOF, Texts("fr"))
