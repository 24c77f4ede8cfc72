"""The scanners that do not type: a serial one and a camera, as the settings name them. Their threads end here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from desk_app.devices.reader import Reader, State
from desk_app.domain.values import Reason
from desk_app.ui.background import Lane
from desk_app.ui.session import Change, Session
from desk_app.wording import reason

if TYPE_CHECKING:
    from desk_app.devices.camera import Frame


@dataclass(frozen=True, slots=True)
class Named:
    """What the settings name; empty texts are none."""

    port: str = ""
    baud: int = 0
    camera: str = ""


class Scanners(QObject):
    """The session's scanners. Signals come on the screen's thread."""

    scanned = Signal(str)  # what one of them has read
    state_changed = Signal(str, bool)  # what the status bar says (empty: none is named), and whether it is well
    picture_changed = Signal(QImage)  # what the camera sees now; a null picture when it sees nothing

    _heard = Signal(str)
    _told = Signal(str, object, object)  # the device, its State, a Reason or None
    _framed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._named = Named()
        self._readers: list[Reader] = []
        self._states: dict[str, State] = {}
        self._frame: Frame | None = None
        self._frame_waits = False
        self._connect_signals()
        if session.is_open:
            self.apply()

    def _connect_signals(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._heard.connect(self._on_scan, queued)
        self._told.connect(self._on_state, queued)
        self._framed.connect(self._show_frame, queued)
        session = self._session
        session.opened.connect(self.apply)
        session.open_failed.connect(self._on_open_failed)
        session.changed.connect(self._on_changed)
        session.words.changed.connect(self._tell_state)

    @classmethod
    def of(cls, session: Session) -> Scanners:
        """The scanners of that session, made when they are first asked for."""
        return session.findChild(cls) or cls(session)

    def apply(self) -> None:
        """Listen to what the settings name now, and to nothing else; nothing happens when that is the same."""
        get = self._session.settings.get
        named = Named(get("scanner.port"), get("scanner.baud"), get("scanner.camera"))
        if not (named.port or named.camera):
            named = Named()
        if named == self._named:
            return
        self._named, old = named, self._readers
        self._readers = []
        self._session.door.ask(partial(self._replace, old, named), partial(self._start, named), lane=Lane.DEVICES)

    def stop(self) -> None:
        """Listen to nothing more."""
        for reader in self._readers:
            reader.close()
        self._readers = []

    # on the worker's thread

    def _replace(self, old: list[Reader], named: Named) -> list[Reader]:
        """Lets go of the old and makes the new, whose modules are loaded here."""
        for reader in old:
            reader.close()
        makers = ((named.port, self._serial), (named.camera, self._camera))
        return [make(named) for name, make in makers if name]

    def _serial(self, named: Named) -> Reader:
        from desk_app.devices.serial_scanner import SerialScanner  # noqa: PLC0415 - only where one is named

        return SerialScanner(named.port, self._heard.emit, partial(self._told.emit, "serial"), named.baud)

    def _camera(self, named: Named) -> Reader:
        from desk_app.devices.camera import Camera  # noqa: PLC0415 - only where one is named

        return Camera(named.camera, self._heard.emit, self._keep_frame, partial(self._told.emit, "camera"))

    # on the camera's thread

    def _keep_frame(self, frame: Frame) -> None:
        """The newest frame only; one message at most is under way to the screen."""
        self._frame = frame
        if not self._frame_waits:
            self._frame_waits = True
            self._framed.emit()

    # on the screen's thread

    def _start(self, named: Named, readers: list[Reader]) -> None:
        if named != self._named:  # others are on their way
            return
        self._states.clear()
        self._tell_state()
        self.picture_changed.emit(QImage())
        self._readers = readers
        for reader in readers:
            reader.start()

    @Slot(str)
    def _on_scan(self, text: str) -> None:
        self.scanned.emit(text)

    @Slot(str, object, object)
    def _on_state(self, device: str, state: State, why: Reason | None) -> None:
        is_back = why is None and device in self._states
        self._states[device] = state
        self._tell_state()
        if state is State.REFUSED and why is not None:
            self._session.troubled.emit(reason(self._session.words.texts, why))
        elif why is not None:
            self._session.note(reason(self._session.words.texts, why))
        elif is_back:
            self._session.note(self._session.words(f"scanners.{device}_back"))
        if device == "camera" and state is not State.LISTENING:
            self.picture_changed.emit(QImage())

    @Slot()
    def _show_frame(self) -> None:
        self._frame_waits = False
        frame = self._frame
        if frame is not None:
            form = QImage.Format.Format_RGB888
            self.picture_changed.emit(QImage(frame.data, frame.width, frame.height, 3 * frame.width, form).copy())

    def _tell_state(self) -> None:
        """The one that is not well, else the first."""
        device = min(self._states, key=lambda name: self._states[name] is State.LISTENING, default="")
        state = self._states.get(device, State.LISTENING)
        text = self._session.words(f"scanners.{device}_{state}") if device else ""
        self.state_changed.emit(text, state is State.LISTENING)

    def _on_open_failed(self, _error: Exception) -> None:
        self.apply()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if Change.SETTINGS in changes:
            self.apply()
