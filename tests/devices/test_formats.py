"""Rows on rolls and pages: apart from each other, on the paper, none lost, and what belongs together stays so."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.devices import formats, ink
from desk_app.devices.formats import FORMATS, Block, Format, Paragraph, Part, Placed, Row, rule
from desk_app.devices.layout import NO_MARGINS, Margins, Rect
from desk_app.devices.symbols import QR_MODULES, QR_QUIET, qr
from desk_app.settings import BY_KEY
from tests.devices.test_layout import overlap

SHEETS = ("A4", "A5")
PRINTERS = Margins(20, 25, 4, 30)


def texts(page: list[Placed]) -> list[str]:
    """What stands on a page, from top to bottom."""
    return [placed.item.text for placed in page if isinstance(placed.item, ink.Text)]


def lines(n: int) -> list[Block]:
    """So many blocks of one row."""
    return [(Row((Part(ink.Text(f"row {i}")),)),) for i in range(n)]


def check(pages: list[list[Placed]], paper: Format, dpi: int, margins: Margins = NO_MARGINS) -> None:
    """Everything is within the margins and nothing overlaps."""
    left, top, right, bottom = (round(mm * dpi / 25.4) for mm in margins)
    for page in pages:
        height = round(paper.height_mm * dpi / 25.4) if paper.height_mm else max(p.rect.bottom for p in page)
        for placed in page:
            rect = placed.rect
            assert min(rect.width, rect.height) > 0, placed
            assert rect.x >= left, placed
            assert rect.y >= top, placed
            assert rect.right <= formats.paper_width(paper, dpi) - right, placed
            assert rect.bottom <= height - (bottom if paper.height_mm else 0), placed
        for one, other in combinations(page, 2):
            assert not overlap(one.rect, other.rect), (one, other)


def test_the_settings_choose_among_these() -> None:
    assert set(BY_KEY["receipt.width"].choices) == set(FORMATS)


@pytest.mark.parametrize(("name", "dots"), [("80", 576), ("58", 384)])
def test_a_roll_is_as_wide_as_the_heads_of_its_printers(name: str, dots: int) -> None:
    assert formats.paper_width(FORMATS[name], 203) == dots
    assert formats.paper_width(FORMATS[name], 300) % 8 == 0
    assert FORMATS[name].size is None


@pytest.mark.parametrize(("name", "size"), [("A4", "210x297"), ("A5", "148x210")])
def test_a_sheet_is_a_page_that_printers_know(name: str, size: str) -> None:
    assert str(FORMATS[name].size) == size


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("n", [1, 120])
def test_rows_follow_each_other_and_none_is_lost(name: str, dpi: int, n: int) -> None:
    pages = formats.place(lines(n), "further", FORMATS[name], dpi)
    check(pages, FORMATS[name], dpi)
    rows = [text for page in pages for text in texts(page) if text.startswith("row")]
    assert rows == [f"row {i}" for i in range(n)]


def test_a_roll_is_as_long_as_what_it_says() -> None:
    short, long = (formats.draw(lines(n), "", FORMATS["80"])[0].height() for n in (1, 120))
    assert long - short == 119 * round(FORMATS["80"].line_mm * 203 / 25.4)


@pytest.mark.parametrize("name", SHEETS)
def test_pages_say_which_of_how_many_they_are_and_whose(name: str) -> None:
    pages = formats.place(lines(120), "further", FORMATS[name])
    assert len(pages) > 1
    assert [texts(page)[-1] for page in pages] == [f"{n} / {len(pages)}" for n in range(1, len(pages) + 1)]
    assert [texts(page)[0] for page in pages] == ["row 0", *["further"] * (len(pages) - 1)]
    assert {(picture.width(), picture.height()) for picture in formats.draw(lines(120), "", FORMATS[name])} == {
        FORMATS[name].size.dots(203)  # type: ignore[union-attr]
    }


def test_one_page_has_no_number() -> None:
    assert texts(formats.place(lines(3), "further", FORMATS["A4"])[0]) == ["row 0", "row 1", "row 2"]


@pytest.mark.parametrize("before", range(20, 60))
def test_a_block_is_never_broken(before: int) -> None:
    end: Block = (rule(), Row((Part(ink.Text("total")),)), Row(lines=4), Row((Part(ink.Text("signature")),)))
    pages = formats.place([*lines(before), end], "further", FORMATS["A5"])
    assert "total" in texts(pages[-1])
    assert "signature" in texts(pages[-1])


def test_a_block_that_fits_on_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="fit on no page"):
        formats.place([(Row(lines=100),)], "", FORMATS["A5"])
    assert len(formats.place([(Row(lines=100),)], "", FORMATS["80"])) == 1


def test_margins_of_the_printer_stay_free() -> None:
    check(formats.place(lines(120), "further", FORMATS["A4"], 300, PRINTERS), FORMATS["A4"], 300, PRINTERS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_symbol_has_whole_dots_and_its_quiet_zone(name: str, dpi: int) -> None:
    block: Block = (rule(0.1), Row((Part(qr("BKDFTRHLN")),), 6), rule(0.1))
    above, symbol, below = formats.place([block], "", FORMATS[name], dpi)[0]
    module, rest = divmod(symbol.rect.width, QR_MODULES)
    assert (rest, symbol.rect.height) == (0, symbol.rect.width)
    assert module >= 3
    quiet = symbol.rect.grown(QR_QUIET * module)
    assert not overlap(quiet, above.rect)
    assert not overlap(quiet, below.rect)


@given(st.text(max_size=200), st.integers(1, 4), st.sampled_from(sorted(FORMATS)))
@settings(max_examples=60, deadline=None)
def test_a_paragraph_keeps_its_words_in_at_most_so_many_rows(text: str, most: int, name: str) -> None:
    pages = formats.place([(Row((Part(ink.Text("x")),)), Paragraph(text, most, 0.1))], "", FORMATS[name])
    check(pages, FORMATS[name], 203)
    rows = texts(pages[0])[1:]
    assert len(rows) <= most
    assert " ".join(rows).split() == text.split()


def test_a_no_break_space_does_not_break() -> None:
    text = "  ".join(["ici depuis le 23\u00a0nov."] * 9)
    rows = texts(formats.place([(Paragraph(text, 20),)], "", FORMATS["58"])[0])
    assert len(rows) > 1
    assert all(row.count("23") == row.count("23\u00a0nov.") for row in rows)


def test_a_rule_is_thin_and_in_the_middle_of_its_room() -> None:
    fill = formats.place([(rule(2),)], "", FORMATS["A4"], 300)[0][0]
    line = round(FORMATS["A4"].line_mm * 300 / 25.4)
    top = round(FORMATS["A4"].margin_mm * 300 / 25.4)
    assert fill.rect == Rect(fill.rect.x, top + (2 * line - 3) // 2, fill.rect.width, 3)
