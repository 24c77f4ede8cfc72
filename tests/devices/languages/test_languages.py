"""What all languages have in common."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desk_app.devices.label import SMALL
from desk_app.devices.languages import Language, encode, paper
from desk_app.devices.layout import NO_MARGINS
from desk_app.devices.printers import Paper
from tests.devices.languages.cases import drawn
from tests.devices.samples import NAMES


@pytest.mark.parametrize("language", Language)
def test_workers_encode_at_once(language: Language) -> None:
    picture = drawn(language, SMALL, 203, NAMES[0])
    job = encode(picture, language)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: encode(picture, language), range(40))) == {job}


def test_a_language_says_what_to_draw_with() -> None:
    assert paper(Language.ZPL, 300) == Paper(300, NO_MARGINS)
    assert paper(Language.QL, 203).dpi == 300
