"""Hours as they stand on the door."""

import pytest

from desk_app.domain.hours import read_hours
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import Texts
from desk_app.wording import sentence, title, week_lines


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ["lundi – vendredi : 10 h – 13 h, 14 h – 19 h", "samedi : 9 h 30 – 19 h"]),
        ("en", ["Monday – Friday: 10:00 – 13:00, 14:00 – 19:00", "Saturday: 9:30 – 19:00"]),
    ],
)  # fmt: skip
def test_a_week_is_said_in_as_few_lines_as_can_be(language: str, lines: list[str]) -> None:
    week = read_hours("mon-fri 10:00-13:00 14:00-19:00, sat 9:30-19:00")
    assert [line.replace("\u00a0", " ") for line in week_lines(Texts(language), week)] == lines


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ready": 2}, "2 colis y sont prêts."),
        ({"ready": 0, "address": "3 place du Marché"}, "Rien n’y est prêt en ce moment. 3 place du Marché."),
        ({"ready": 1, "phone": "+33549000001", "spans": ()},
         "1 colis y est prêt. 05 49 00 00 01. Fermé aujourd’hui."),
        ({"ready": None, "address": "Poitiers", "phone": "+33549000001", "spans": read_hours("mon 9:00-12:00")[0]},
         "Ce colis est enregistré là-bas : mettez-le de côté et appelez. Poitiers, 05 49 00 00 01."
         " Ouvert aujourd’hui : 9 h – 12 h."),
    ],
)  # fmt: skip
def test_another_hub_is_said_as_far_as_it_is_known(said: dict[str, object], words: str) -> None:
    answer = Answer(Verdict.OTHER_HUB, {"hub": "Halle", **said})
    assert title(Texts("fr"), answer).replace("\u00a0", " ") == "Autre lieu : Halle"
    assert sentence(Texts("fr"), answer).replace("\u00a0", " ") == words
