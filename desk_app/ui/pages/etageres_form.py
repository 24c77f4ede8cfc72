"""Adding shelves, one or a whole row of them, and changing one; in the page, without a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.domain.values import Answer, Shelf
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.ui import rooms
from desk_app.ui.background import Work
from desk_app.ui.forms import ChoiceField, Form, TextField
from desk_app.ui.pages.etageres_range import MOST, span
from desk_app.ui.pages.reglages_fields import FormCard
from desk_app.ui.widgets.labels import label
from desk_app.ui.words import Words

if TYPE_CHECKING:
    from desk_app.counter.desk import Desk

_ZONES = tuple(Zone)
_USES = (False, True)  # for returns


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of some shelves: an answer each."""

    answers: tuple[Answer, ...]

    @property
    def codes(self) -> list[str]:
        """The codes that were written."""
        return [str(answer.args["name"]) for answer in self.answers if answer.verdict is Verdict.SAVED]

    @property
    def refused(self) -> list[Answer]:
        """The answers of the others."""
        return [answer for answer in self.answers if answer.verdict is not Verdict.SAVED]


def save(desk: Desk, shelves: Sequence[Shelf], work: Work) -> Saved:
    """Write these shelves, telling the progress; those that are there already are left as they are."""
    answers = []
    for done, shelf in enumerate(shelves, start=1):
        answers.append(rooms.setup.save_shelf(desk, shelf))
        work.progress(done, len(shelves))
    return Saved(tuple(answers))


class ShelfForm(FormCard):
    """``wanted`` gives the shelves to be written."""

    wanted = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._changing: Shelf | None = None
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()
        self.retranslate()

    def _init_widgets(self) -> None:
        self.first, self.last, self.capacity = TextField("first"), TextField("last"), TextField("capacity")
        self.zone = ChoiceField("zone", _ZONES)
        self.use = ChoiceField("use", _USES)
        for field, most in ((self.first, 24), (self.last, 24), (self.capacity, 5)):
            field.line.setMaxLength(most)
        self.form = Form((self.first, self.last, self.zone, self.capacity, self.use))
        self.title = label(role="title", wraps=True)
        self.preview = label(role="strong", wraps=True)
        self.preview.hide()

    def _add_widgets(self) -> None:
        for field in (self.last, self.zone, self.capacity, self.use):
            self._words.bind(field.set_title, f"ui_etageres.form_{field.name}")
        self._words.bind(self.first.line.setPlaceholderText, "ui_etageres.form_first_example")
        self._words.bind(self.last.line.setPlaceholderText, "ui_etageres.form_last_example")
        self._words.bind(self.capacity.line.setPlaceholderText, "ui_etageres.form_capacity_none")
        self.body.addWidget(self.title)
        self.body.addWidget(self.form)
        self.body.addWidget(self.preview)

    def _connect_signals(self) -> None:
        self.form.submitted.connect(self.submit)
        self.form.changed.connect(self._show_preview)

    def begin(self, shelf: Shelf | None) -> None:
        """Change ``shelf``, or add new ones; takes the keys."""
        self._changing = shelf
        self.form.hide_fields(() if shelf is None else {"last"})
        self.first.set_text(shelf.code if shelf else "")
        self.last.set_text("")
        self.capacity.set_text(str(shelf.capacity) if shelf and shelf.capacity else "")
        self.zone.choose(shelf.zone if shelf else Zone.AMBIENT)
        self.use.choose(shelf.for_returns if shelf else False)
        self.retranslate()
        self.first.line.setFocus()
        self.first.line.selectAll()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.zone.segments.set_texts([self._words.texts.name_of(zone).capitalize() for zone in _ZONES])
        self.use.segments.set_texts([self._words(f"ui_etageres.form_use_{use}") for use in ("waiting", "returns")])
        key = "ui_etageres.form_add" if self._changing is None else "ui_etageres.form_change"
        self.title.setText(self._words(key, shelf=self._changing.code if self._changing else ""))
        self.first.set_title(
            self._words("ui_etageres.form_first" if self._changing is None else "ui_etageres.form_code")
        )
        self.form.clear_wrong()
        self._show_preview()

    def submit(self) -> None:
        """Hand the shelves in, when everything can be read; else say beside its field what cannot."""
        self.form.clear_wrong()
        codes, capacity = self._read_codes(), self._read_capacity()
        if not codes or capacity is None:
            return
        like = replace(
            self._changing or Shelf("", "", "", Zone.AMBIENT),
            zone=_ZONES[self.zone.segments.place],
            capacity=capacity or None,
            for_returns=_USES[self.use.segments.place],
        )
        self.wanted.emit([replace(like, code=code) for code in codes])

    def show_progress(self, done: int, total: int) -> None:
        """Shelves written so far."""
        if total > 1:
            self.preview.setText(self._words("ui_etageres.form_saving", done=done, total=total))
            self.preview.show()

    def show_refusal(self, answer: Answer) -> None:
        """Say beside its field what the counter refused."""
        if answer.verdict is Verdict.ALREADY_EXISTS:
            self.form.show_wrong("first", self._words("ui_etageres.form_exists", name=answer.args["name"]))
        else:
            field = answer.args.get("field", "code")
            self.form.show_wrong(
                "capacity" if field == "capacity" else "first", self._words(f"sentences.field_{field}")
            )

    def _read_codes(self) -> tuple[str, ...]:
        if not self.first.text():
            self.form.show_wrong("first", self._words("sentences.field_code"))
            return ()
        try:
            return span(self.first.text(), self.last.text())
        except ValueError:
            self.form.show_wrong("last", self._words("ui_etageres.form_no_range", most=MOST))
            return ()

    def _read_capacity(self) -> int | None:
        """The capacity, 0 for unlimited, None when it is no number."""
        text = self.capacity.text()
        if not text or (text.isdecimal() and int(text) > 0):
            return int(text or 0)
        self.form.show_wrong("capacity", self._words("sentences.field_capacity"))
        return None

    def _show_preview(self) -> None:
        """How many shelves that makes, and which."""
        codes: tuple[str, ...] = ()
        if self._changing is None and self.last.text():
            try:
                codes = span(self.first.text(), self.last.text())
            except ValueError:
                codes = ()
        shown = ", ".join(codes) if len(codes) < 4 else f"{codes[0]}, {codes[1]} … {codes[-1]}"
        self.preview.setText(self._words("ui_etageres.form_preview", n=len(codes), codes=shown) if codes else "")
        self.preview.setVisible(bool(codes))
