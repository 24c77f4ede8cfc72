"""The scanner: its test code is scanned, what arrived is explained, and what was found holds for this counter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage

from desk_app.domain.scan import Kind, Scan
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.settings import Value
from desk_app.ui import theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.reglages_fields import ListField
from desk_app.ui.pages.reglages_section import DeclaredSection, keep
from desk_app.ui.scan_keys import DOT, Key, may_be_badge, read, typed
from desk_app.ui.scanner_check import TEST_CODE, Finding, examine
from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.action_bar import Action
from desk_app.ui.widgets.camera_view import CameraView
from desk_app.ui.widgets.scanner_trial import FACTS, ScannerTrial

if TYPE_CHECKING:
    from desk_app.devices.command_sheet import CommandLabel
    from desk_app.i18n import Texts

ENDED_MS = 350  # after the last key: longer than any scanner waits between two, its second Enter included
SPEEDS = ("9600", "19200", "38400", "57600", "115200")
_SIZE, _DPI = "62x29", 203
Options = Sequence[tuple[str, str]]


class ScannerSection(DeclaredSection):
    """Keys that come while no field has them are the scanner's, and go no further."""

    NAME = "scanner"
    KEYS = ("scanner.port", "scanner.baud", "scanner.camera")

    def __init__(self, session: Session) -> None:
        self.port = ListField("scanner_port", editable=True)
        self.baud = ListField("scanner_baud", editable=True)
        self.camera = ListField("scanner_camera", editable=True)
        self._devices: tuple[Options, Options] = ((), ())
        self._keys: list[Key] = []
        self._finding: Finding | None = None
        self._printing: Ticket | None = None
        super().__init__(session, [self.port, self.baud, self.camera])
        self.trial = ScannerTrial()
        self.view = CameraView()
        self._ended = QTimer(self, singleShot=True, interval=ENDED_MS)
        self._add_widgets()
        self._connect_signals()
        self.retranslate()

    def _add_widgets(self) -> None:
        self.body.insertWidget(self.body.indexOf(self.form), self.trial)
        self.body.insertSpacing(self.body.indexOf(self.form), theme.GAP_SMALL)
        self.add(self.view)
        self.view.setMinimumHeight(200)
        self.baud.set_options([(speed, speed) for speed in SPEEDS])
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect_signals(self) -> None:
        self._ended.timeout.connect(self._examine)
        Scanners.of(self.session).picture_changed.connect(self.view.set_picture)
        for fact in FACTS:
            self.words.bind(self.trial.names[fact].setText, f"ui_scanner.{fact}")
        self.words.bind(self.view.empty.set_title, "scanners.no_picture")
        self.words.bind(self.view.empty.set_sentence, "scanners.no_picture_hint")

    # what is there

    def take_keys(self) -> None:
        """No field has the keys: a scan is looked at."""
        self.setFocus()

    def read(self) -> None:
        """What this counter keeps, and what is plugged in now."""
        self.show_values({key: self.session.settings.get(key) for key in self.KEYS})
        self.view.setVisible(bool(self.session.settings.get("scanner.camera")))
        self.session.door.ask(_devices, self._show_devices, lane=Lane.DEVICES)
        if self.trial.picture.picture is None:
            self._draw()

    def _draw(self) -> None:
        texts = self.words.texts
        self.session.door.ask(lambda: _picture(texts), self.trial.picture.set_picture, lane=Lane.PRINT)

    def _show_devices(self, devices: tuple[Options, Options]) -> None:
        self._devices = devices
        self._list_devices()

    def _list_devices(self) -> None:
        ports, cameras = self._devices
        with self.filling():
            self.port.set_options([("", self.words("ui_scanner.types")), *ports])
            self.camera.set_options([("", self.words("ui_scanner.no_camera")), *cameras])

    # what arrives

    def on_key(self, key: Key) -> bool:
        """A key of the scanner, or of a hand; an Enter that follows none is the clerk's."""
        if key.text in "\r\t" and not self._ended.isActive():
            return False
        if not self._ended.isActive():
            self._keys.clear()
            self._reveal()
        self._keys.append(key)
        self._ended.start()
        hidden = may_be_badge(self._written())
        self.trial.strip.show_keys([DOT if hidden else key.text for key in self._keys])
        return True

    def show_read(self, scan: Scan) -> None:
        """A serial scanner or the camera has read something."""
        self._finding = None
        self.trial.strip.show_keys(list(scan.raw))
        is_well = TEST_CODE in scan.raw.upper()
        self.trial.tell(self.words("ui_scanner.read_well" if is_well else "ui_scanner.read_other"), {}, is_well=is_well)
        self.session.play(Tone.YES if is_well else Tone.LOOK)

    def _examine(self) -> None:
        if self._gave_badge():
            return
        self._finding = found = examine(self._keys)
        self._tell()
        self._reveal()
        self.session.play(Tone.YES if found.is_known else Tone.LOOK)
        if not found.is_known:
            return
        values: dict[str, Value] = {
            "scanner.prefix": found.wedge.prefix,
            "scanner.suffix": found.wedge.suffix.value,
            "scanner.layout": found.wedge.layout,
        }
        self.session.door.ask(
            lambda: keep(self.session, values), lambda _none: self._on_found(), self.on_failure, Lane.BULK
        )

    def _written(self) -> list[Key]:
        return [key for key in self._keys if key.text not in "\r\t"]

    def _gave_badge(self) -> bool:
        """A clerk's badge is no trial, and nothing to be looked at."""
        (scan, *_others) = read(typed(self._written()), self.session.settings.get("scanner.layout"))
        if scan.kind is not Kind.BADGE:
            return False
        self._keys.clear()
        self.trial.strip.show_keys([])
        self.session.scan_given.emit(scan)
        return True

    def _on_found(self) -> None:
        self.answered.emit(Answer(Verdict.SAVED, {"name": self.words("ui_scanner.saved")}))
        self.session.tell_changed(Change.SETTINGS)

    def _reveal(self) -> None:
        """The sentence, and the keys it is about: a small screen has no room for all of the trial."""
        told = self.trial.advice.rect().united(self.trial.strip.rect().translated(0, self.trial.advice.height()))
        self.showed.emit(self.trial.advice, told)

    def _tell(self) -> None:
        found = self._finding
        if found is None:
            self.trial.tell(self.words("ui_scanner.scan_this"), {})
            return
        well = {"well", "by_keys", "by_layout"}
        self.trial.tell(
            self.words(f"ui_scanner.advice_{found.advice}"), self._facts(found), is_well=found.advice in well
        )

    def _facts(self, found: Finding) -> dict[str, str]:
        words = self.words
        facts = {"around": self._around(found)}
        if found.gap_ms is not None:
            facts["speed"] = words("ui_scanner.gap", n=round(found.gap_ms))
        if found.is_known:
            key = "capitals" if found.capitals_turned else "same" if not found.layout else "other"
            facts["layout"] = words(f"ui_scanner.layout_{key}", layout=found.layout)
        return facts

    def _around(self, found: Finding) -> str:
        after = self.words(f"ui_scanner.suffix_{found.suffix.value}")
        if not found.prefix:
            return after
        return self.words("ui_scanner.prefix_and", prefix=found.prefix, suffix=after)

    # paper

    def key_actions(self) -> list[Action]:
        """Also the test code and the command barcodes, on labels to stick beside the till."""
        is_printing = self._printing is not None and not self._printing.done
        return [*self.form_actions(), Action("F9", "ui_scanner.print", self.print_codes, enabled=not is_printing)]

    def print_codes(self) -> None:
        """The test code and all command barcodes, each on a label."""
        get, texts = self.session.settings.get, self.words.texts
        file = self.session.settings.profile / "labels" / "codes.pdf"
        self._printing = self.session.door.ask(
            lambda: _print(get, texts, file), lambda count: self._on_printed(count, file), lane=Lane.PRINT
        )
        self._printing.when_finished(self.worked.emit)
        self.worked.emit()

    def _on_printed(self, count: int, file: Path) -> None:
        self.answered.emit(Answer(Verdict.PRINTED, {"n": count}))
        if file.exists():
            self.session.note(self.words("ui_printing.saved_labels", n=count, file=f"{file.parent.name}/{file.name}"))

    # keeping

    def save(self) -> None:
        """Keep it for this counter; the readers go by it at once."""
        self.keep_typed(lambda _values: self._on_saved())

    def _on_saved(self) -> None:
        self.say_saved(self.words("ui_scanner.saved"))
        self.session.tell_changed(Change.SETTINGS)
        self.read()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        super().retranslate()
        self._list_devices()
        self._tell()
        if self.trial.picture.picture is not None:
            self._draw()

    def set_narrow(self, narrow: bool) -> None:
        """The trial below its picture, the fields in one column."""
        super().set_narrow(narrow)
        self.trial.set_narrow(narrow)


def _devices() -> tuple[Options, Options]:
    """Serial ports and cameras as (value, word), asked in a job."""
    from desk_app.devices.camera import cameras  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.serial_scanner import ports  # noqa: PLC0415

    return [(port.name, port.shown) for port in ports()], [(lens.source, lens.description) for lens in cameras()]


def trial_label(texts: Texts) -> CommandLabel:
    """The test code as a label of its own."""
    from desk_app.devices.command_sheet import CommandLabel  # noqa: PLC0415 - behind the painted window

    return CommandLabel(texts("ui_scanner.label_name"), texts("ui_scanner.label_text"), TEST_CODE)


def _print(get: Callable[[str], Any], texts: Texts, file: Path) -> int:
    """How many labels were printed, or written into ``file`` while there is no printer. Raises EnvironmentTrouble."""
    from desk_app.devices.command_sheet import CommandLabel  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.label import LabelSize  # noqa: PLC0415
    from desk_app.devices.outputs import Output, send  # noqa: PLC0415
    from desk_app.domain.commands import Command  # noqa: PLC0415

    labels = [trial_label(texts), *(CommandLabel.of(command, texts) for command in Command)]
    file.unlink(missing_ok=True)
    return send(Output.chosen(get, "", file), labels, LabelSize.parse(get("label.size")), get("label.dpi"))


def _picture(texts: Texts) -> QImage:
    from desk_app.devices.label import LabelSize, draw  # noqa: PLC0415 - behind the painted window

    return draw(trial_label(texts), LabelSize.parse(_SIZE), _DPI)
