"""Command barcodes on paper: each reads, by its QR code and by its bars, and says what it does."""

from itertools import combinations

import pytest
import zxingcpp
from hypothesis import given, settings

from desk_app.devices.command_sheet import CommandLabel, CommandSheet
from desk_app.devices.label import A4, A5, SMALL, Drawable, LabelSize, draw
from desk_app.devices.layout import Canvas
from desk_app.domain.commands import COMMAND_CODES, Command
from tests.devices.samples import SIZES, TEXTS, read, seen, stray_ink
from tests.devices.test_layout import canvases, overlap


def check(label: Drawable, canvas: Canvas) -> None:
    """Everything is inside and nothing overlaps."""
    found, inner = label.layout(canvas), canvas.inner
    for name, rect in found.items():
        assert min(rect.width, rect.height) > 0, name
        assert min(rect.x - inner.x, rect.y - inner.y, inner.right - rect.right, inner.bottom - rect.bottom) >= 0, name
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not overlap(a, b), (one, other)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("size", [A4, A5], ids=str)
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_command_is_on_the_sheet_twice(dpi: int, size: LabelSize, language: str) -> None:
    sheet = CommandSheet.of(TEXTS[language])
    found = [(code.text, str(code.format)) for code in zxingcpp.read_barcodes(seen(draw(sheet, size, dpi)))]
    assert sorted(found) == sorted((c, kind) for c in COMMAND_CODES.values() for kind in ("Code 128", "QR Code"))
    assert stray_ink(sheet, size, dpi) is None
    check(sheet, Canvas(*size.dots(dpi), dpi))


@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_label_reads_and_fits(dpi: int, size: LabelSize, language: str, command: Command) -> None:
    label = CommandLabel.of(command, TEXTS[language])
    code = COMMAND_CODES[command]
    assert read(seen(draw(label, size, dpi))) == {"QR Code": code, "Code 128": code}
    assert stray_ink(label, size, dpi) is None


@given(canvases())
@settings(deadline=None)
def test_a_label_of_any_size_keeps_its_parts_apart(canvas: Canvas) -> None:
    check(CommandLabel.of(Command.UNDO, TEXTS["fr"]), canvas)


def test_each_says_what_it_does_in_the_words_of_the_language() -> None:
    undo = [CommandLabel.of(Command.UNDO, texts) for texts in TEXTS.values()]
    assert [label.name for label in undo] == ["Annuler une remise", "Undo a handover"]
    assert undo[0].text == "Annuler la dernière remise"


@pytest.mark.parametrize("size", [*SIZES, LabelSize(57, 30)], ids=str)
def test_a_longer_code_has_its_bars_too(size: LabelSize) -> None:
    label = CommandLabel("Essai", "Scannez ce code", "AZQWYM-2468")
    assert read(seen(draw(label, size))) == {"QR Code": label.code, "Code 128": label.code}


def test_too_few_dots_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        draw(CommandSheet.of(TEXTS["fr"]), SMALL)
