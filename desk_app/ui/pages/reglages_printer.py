"""The label printer: chosen from those the system has, tried before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from desk_app.domain import codes
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.settings import BY_KEY
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.reglages_fields import ListField, WordField
from desk_app.ui.pages.reglages_hub import keep
from desk_app.ui.pages.reglages_section import DeclaredSection
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.label_picture import LabelPicture
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.devices.label import ParcelLabel
    from desk_app.i18n import Texts

SIZES = ("62x29", "100x50", "100x150")
RESOLUTIONS = ("203", "300", "600")
_LETTERS = "BCDFGHJKLNP"


class PrinterSection(DeclaredSection):
    """Everything that asks the print system waits on its own lane, never on the screen's thread."""

    NAME = "printer"
    KEYS = ("label.printer", "label.size", "label.dpi", "label.print_on_receive")

    def __init__(self, session: Session) -> None:
        self.printer = ListField("label_printer")
        self.label_size = ListField("label_size", editable=True)
        self.dpi = ListField("label_dpi", editable=True)
        self.on_receive = WordField("label_print_on_receive", ("True", "False"))
        self._printers: Sequence[str] | None = None
        self._drawing: Ticket | None = None
        self._printing: Ticket | None = None
        super().__init__(session, [self.printer, self.label_size, self.dpi, self.on_receive])
        self.picture = LabelPicture()
        self.add(self.picture)
        self.label_size.set_options([(size, size.replace("x", " × ")) for size in SIZES])
        self.dpi.set_options([(dpi, dpi) for dpi in RESOLUTIONS])
        self.retranslate()

    def read(self) -> None:
        """What this counter keeps, and which printers the system has now."""
        self.show_values({key: self.session.settings.get(key) for key in self.KEYS})
        self._printers = None
        self._write_hint()
        self.session.door.ask(_printers, self._show_printers, lane=Lane.PRINT)
        self._draw()

    def _show_printers(self, printers: Sequence[str]) -> None:
        self._printers = printers
        self._list_printers()

    def _list_printers(self) -> None:
        chosen = self.printer.text()
        options = [("", self.words("ui_reglages.printer_none")), *((name, name) for name in self._printers or ())]
        if chosen and self._printers is not None and chosen not in self._printers:
            options.append((chosen, self.words("ui_reglages.printer_gone", printer=chosen)))
        self.printer.set_options(options)
        self._write_hint()

    def _write_hint(self) -> None:
        if self._printers is None:
            self.printer.set_hint(self.words("ui_reglages.printer_looking"))
        else:
            self.printer.set_hint("" if self._printers else self.words("ui_reglages.printer_no_system"))

    def on_edit(self) -> None:
        """The picture shows what was chosen."""
        super().on_edit()
        self._draw()

    def typed(self, key: str) -> str:
        """``62 × 29 mm`` may be written too."""
        text = super().typed(key)
        return text.lower().replace("×", "x").replace("mm", "").replace(" ", "") if key == "label.size" else text

    def key_actions(self) -> list[Action]:
        """Also the test print."""
        is_printing = self._printing is not None and not self._printing.done
        return [*self.form_actions(), Action("F9", "ui_reglages.test_print", self.test_print, enabled=not is_printing)]

    def save(self) -> None:
        """Keep it for this counter."""
        values = self.parsed()
        if values is None or self.is_saving:
            return
        self._saving = self.session.door.ask(
            lambda: keep(self.session, values), lambda _none: self._on_saved(), self.on_failure, Lane.BULK
        )

    def _on_saved(self) -> None:
        self.say_saved(self.words("ui_reglages.saved_printer"))
        self.session.tell_changed(Change.SETTINGS)

    # the label

    def _draw(self) -> None:
        """Show the label as it would be; an unfit size shows none."""
        if self._drawing is not None:
            self._drawing.cancel()
        try:
            dpi = BY_KEY["label.dpi"].parse(self.typed("label.dpi"))
            size = str(BY_KEY["label.size"].parse(self.typed("label.size")))
        except ValueError:
            self.picture.set_picture(None)
            return
        label = self._sample()
        self._drawing = self.session.door.ask(
            lambda: _picture(label(), size, int(dpi)), self.picture.set_picture, lane=Lane.PRINT
        )

    def _sample(self) -> Sample:
        words, now = self.words, self.session.now()
        return Sample(
            words("ui_reglages.sample_name"),
            words("ui_reglages.sample_shop"),
            words("devices.order", order=words("ui_reglages.sample_order")),
            words.texts.date(now),
        )

    def test_print(self) -> None:
        """Print the test label with what is typed, saved or not."""
        values = self.parsed()
        if values is None:
            return
        printer, size, dpi = str(values["label.printer"]), str(values["label.size"]), int(values["label.dpi"])
        if not printer:
            self.refuse("label_printer", self.words("ui_reglages.printer_choose"))
            return
        texts = self.words.texts
        self.printer.set_hint(self.words("ui_reglages.printing"))
        self._printing = self.session.door.ask(
            lambda: _print(printer, size, dpi, texts), self._show_printed, lane=Lane.PRINT
        )
        self._printing.when_finished(self.edited.emit)
        self.edited.emit()

    def _show_printed(self, why: Reason | None) -> None:
        self._write_hint()
        if why is None:
            self.answered.emit(Answer(Verdict.PRINTED, {"n": 1}))
        else:
            field = "label_size" if why.key == "devices.printer_no_size" else "label_printer"
            self.refuse(field, reason(self.words.texts, why))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self.on_receive.set_words([self.words("ui_reglages.on"), self.words("ui_reglages.off")])
        self._list_printers()
        self._draw()


@dataclass(frozen=True, slots=True)
class Sample:
    """A parcel's label in words, made in a job: what draws is loaded behind the painted window."""

    name: str
    shop: str
    order: str
    date: str

    def __call__(self) -> ParcelLabel:
        """The label."""
        from desk_app.devices.label import ParcelLabel  # noqa: PLC0415

        code = _LETTERS + codes.check_letter(_LETTERS)
        return ParcelLabel(code, "A-12", self.name, self.shop, self.order, "1/2", self.date)


def _printers() -> Sequence[str]:
    from desk_app.devices.printers import available  # noqa: PLC0415 - behind the painted window

    return [printer.name for printer in available()]


def _picture(label: ParcelLabel, size: str, dpi: int) -> QImage | None:
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415 - behind the painted window

    try:
        return draw(label, LabelSize.parse(size), dpi)
    except ValueError:
        return None


def _print(printer: str, size: str, dpi: int, texts: Texts) -> Reason | None:
    from desk_app.devices import printers  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415
    from desk_app.devices.proof import Proof  # noqa: PLC0415

    try:
        label = LabelSize.parse(size)
        paper = printers.paper(printer, label, dpi)
        proof = draw(Proof.of(label, paper.dpi, texts), label, paper.dpi, paper.margins)
        printers.print_pictures(printer, [proof], label)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    except ValueError:
        return Reason("ui_printing.size_unfit", {"size": size})
    return None
