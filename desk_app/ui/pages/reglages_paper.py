"""Where paper comes out: a printer of the system, one that is spoken to directly, or a PDF; tried before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.settings import Setting, Value
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.forms import Field, TextField
from desk_app.ui.pages.reglages_fields import ListField
from desk_app.ui.pages.reglages_section import DeclaredSection
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.label_picture import LabelPicture
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.devices.outputs import Output

DIRECT = "\0"
"""What stands in the list for a printer that is spoken to directly: no printer of a system is called so."""

_UNFIT = frozenset({"devices.printer_no_size", "devices.raw_too_wide", "devices.raw_other_roll"})
_SIZE_UNFIT = "ui_printing.size_unfit"

Trial = Callable[["Output"], object]
"""Prints a test, in a job. Raises EnvironmentTrouble, and ValueError for an unfit size."""


class PaperSection(DeclaredSection):
    """Everything that asks printers waits on their lane, never on the screen's thread."""

    PAPER = ""  # what the settings' names begin with
    SIZE = ""  # the setting that says what the paper is like
    PICTURE = 0  # how high the picture of it may be

    def __init__(self, session: Session, fields: Sequence[Field]) -> None:
        self.printer = ListField(f"{self.PAPER}_printer")
        self.wire = TextField(f"{self.PAPER}_wire")
        self.picture = LabelPicture(self.PICTURE)
        self._printers: Sequence[str] | None = None
        self._printing: Ticket | None = None
        super().__init__(session, [self.printer, self.wire, *fields])
        self.add(self.picture)
        self.wire.line.setPlaceholderText("socket://192.168.1.50:9100")
        self.words.bind(self.wire.set_title, "ui_reglages.wire")
        self.words.bind(self.wire.set_hint, "ui_reglages.wire_hint")

    # to be overridden

    def arrange(self) -> None:
        """The fields, hints and picture that go with what is chosen."""

    def trial(self, values: Mapping[str, Value]) -> tuple[Trial, str]:
        """What prints a test of these settings, and what to look at on the paper."""
        raise NotImplementedError

    # what is chosen

    @property
    def is_direct(self) -> bool:
        """Whether the printer is written as an address."""
        return self.printer.text() == DIRECT

    @property
    def system_printer(self) -> str:
        """The printer of the system that is chosen, if one is."""
        return "" if self.is_direct else self.printer.text()

    def typed(self, key: str) -> str:
        """The list stands for two settings, of which one holds."""
        if key == f"{self.PAPER}.printer":
            return self.system_printer
        if key == f"{self.PAPER}.wire" and not self.is_direct:
            return ""
        return super().typed(key)

    def parse(self, key: str) -> Value:
        """Also refuses addresses that are none."""
        if key == f"{self.PAPER}.wire" and self.is_direct:
            from desk_app.devices.wires import parse  # noqa: PLC0415 - behind the painted window

            parse(self.typed(key))
        return super().parse(key)

    def wrong_text(self, setting: Setting) -> str:
        """Also of an address."""
        is_wire = setting.key == f"{self.PAPER}.wire"
        return self.words("ui_reglages.wrong_wire") if is_wire else super().wrong_text(setting)

    def on_edit(self) -> None:
        """Fields and picture follow what was chosen."""
        super().on_edit()
        self.arrange()

    # what is there

    def read(self) -> None:
        """What this counter keeps, and which printers the system has now."""
        values = {key: self.session.settings.get(key) for key in self.KEYS}
        if values[f"{self.PAPER}.wire"]:
            values[f"{self.PAPER}.printer"] = DIRECT
        self.show_values(values)
        self._printers = None
        self._write_hint()
        self.session.door.ask(_printers, self._show_printers, lane=Lane.PRINT)
        self.arrange()

    def _show_printers(self, printers: Sequence[str]) -> None:
        self._printers = printers
        self._list_printers()

    def _list_printers(self) -> None:
        chosen = self.system_printer
        options = [("", self.words("ui_reglages.printer_none")), *((name, name) for name in self._printers or ())]
        if chosen and self._printers is not None and chosen not in self._printers:
            options.append((chosen, self.words("ui_reglages.printer_gone", printer=chosen)))
        self.printer.set_options([*options, (DIRECT, self.words("ui_reglages.printer_direct"))])
        self._write_hint()

    def _write_hint(self) -> None:
        if self._printers is None:
            self.printer.set_hint(self.words("ui_reglages.printer_looking"))
        else:
            is_told = self._printers or self.is_direct
            self.printer.set_hint("" if is_told else self.words("ui_reglages.printer_no_system"))

    # the test

    def key_actions(self) -> list[Action]:
        """Also the test print."""
        return [
            *self.form_actions(),
            Action("F9", self.short("test_print"), self.test_print, enabled=not self.is_printing),
        ]

    @property
    def is_printing(self) -> bool:
        """Whether the last test is still under way."""
        return self._printing is not None and not self._printing.done

    def test_print(self) -> None:
        """Print a test with what is typed, saved or not."""
        values = self.parsed()
        if values is None:
            return
        file = self.session.settings.profile / "labels" / f"test-{self.PAPER}.pdf"
        trial, look = self.trial(values)
        self.printer.set_hint(self.words("ui_reglages.printing"))
        self._printing = self.session.door.ask(
            partial(_try, trial, values, file, self.PAPER), partial(self._show_tried, look), lane=Lane.PRINT
        )
        self._printing.when_finished(self.worked.emit)
        self.worked.emit()

    def _show_tried(self, look: str, tried: Path | Reason | None) -> None:
        self._write_hint()
        if isinstance(tried, Reason):
            self.refuse(self._to_blame(tried), reason(self.words.texts, tried))
        elif tried is None:
            self.answered.emit(Answer(Verdict.TEST_PRINTED, {"look": look}))
        else:
            name = self.words("ui_reglages.test_filed", file=f"{tried.parent.name}/{tried.name}")
            self.answered.emit(Answer(Verdict.SAVED, {"name": name}))

    def _to_blame(self, why: Reason) -> str:
        if why.key in _UNFIT or why.key == _SIZE_UNFIT:
            return self.field(self.SIZE).name
        return (self.wire if self.is_direct else self.printer).name

    # keeping

    def save(self) -> None:
        """Keep it for this counter."""
        self.keep_typed(lambda _values: self._on_saved())

    def _on_saved(self) -> None:
        self.say_saved(self.words(f"ui_reglages.saved_{self.NAME}"))
        self.session.tell_changed(Change.SETTINGS)

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self._list_printers()
        self.arrange()


def _printers() -> Sequence[str]:
    from desk_app.devices.printers import available  # noqa: PLC0415 - behind the painted window

    return [printer.name for printer in available()]


def _try(trial: Trial, values: Mapping[str, Value], file: Path, paper: str) -> Path | Reason | None:
    """Print a test; the file where it went when there is no printer, or what is in the way."""
    from desk_app.devices.outputs import Output  # noqa: PLC0415 - behind the painted window

    output = Output.chosen(values.__getitem__, "", file, receipts=paper == "receipt")
    try:
        trial(output)
    except EnvironmentTrouble as trouble:
        return trouble.reason
    except ValueError:
        return Reason(_SIZE_UNFIT, {"size": values["label.size"]})
    return file if output.is_file else None
