"""A camera as scanner, for the day the scanner breaks. Needs the optional extra ``camera``."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot, inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.devices.reader import Absent, OnState, Reader, Refused, State
from desk_app.domain.values import Reason

if TYPE_CHECKING:
    from cv2 import VideoCapture

LOOK_EVERY_S = 0.1
LEFT_S = 1.5  # a code that was out of the picture for longer is shown anew
PREVIEW_WIDTH = 640
WIDTH, HEIGHT = 1280, 720  # asked of a camera: a label at arm's length has then four dots to a module of its QR code

_SYMBOLS = "QRCode,Code128,EAN13,EAN8,Code39"
_SYSTEM = Path("/sys/class/video4linux")  # where Linux lists its cameras
_TRIED = 4  # so many are tried where the system does not list them


@dataclass(frozen=True, slots=True)
class Lens:
    """A camera of this computer; ``source`` is what the settings keep."""

    source: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture for the preview: rows of RGB, three bytes a dot, without padding."""

    data: bytes
    width: int
    height: int


def cameras() -> tuple[Lens, ...]:
    """The cameras there are now. May take seconds where they have to be tried: for a worker. Raises Refused
    where the extra is needed for that and missing.
    """
    if sys.platform == "linux":
        return tuple(_listed())
    return tuple(Lens(str(number), "") for number in range(_TRIED) if _works(str(number)))


def probe(source: str) -> None:
    """Raises EnvironmentTrouble when the extra is missing or no picture comes from that camera."""
    with _opened(source) as capture:
        if not capture.grab():
            raise Absent(Reason("scanners.camera_missing", {"camera": source}))


class Watch:
    """Tells a code that is shown from one that is still there. Times in seconds."""

    def __init__(self) -> None:
        self._current = self._before = ""
        self._seen_at = -inf

    def see(self, text: str, at: float) -> bool:
        """Whether ``text`` (empty: nothing) is a new scan: read twice running, since one reading may be a slip."""
        again, self._before = text == self._before, text
        if at - self._seen_at > LEFT_S:
            self._current = ""
        is_new = bool(text) and again and text != self._current
        if is_new:
            self._current = text
        if text and text == self._current:
            self._seen_at = at
        return is_new


class Camera(Reader):
    """Hands each code that is shown to ``on_scan``, and ten pictures a second at most to ``on_frame``."""

    def __init__(
        self,
        source: str,
        on_scan: Callable[[str], None],
        on_frame: Callable[[Frame], None],
        on_state: OnState,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``source`` is the number of a camera or a path; ``clock`` gives seconds."""
        super().__init__("camera", on_state)
        self._source, self._clock = source, clock
        self._on_scan, self._on_frame = on_scan, on_frame
        self._watch = Watch()

    def _listen(self) -> None:
        with _opened(self._source) as capture:
            looked_at = -inf
            while not self._stop.is_set():
                if not capture.grab():
                    why = "scanners.camera_unplugged" if self._state is State.LISTENING else "scanners.camera_missing"
                    raise Absent(Reason(why, {"camera": self._source}))
                at = self._clock()
                if at - looked_at >= LOOK_EVERY_S:
                    looked_at = at
                    self._look(capture, at)

    def _look(self, capture: "VideoCapture", at: float) -> None:
        is_there, picture = capture.retrieve()
        if not is_there:
            return
        self._tell(State.LISTENING)
        self._on_frame(_frame(picture))
        text = _read(picture)
        if self._watch.see(text, at):
            self._on_scan(text)


@contextmanager
def _opened(source: str) -> Iterator["VideoCapture"]:
    """The camera. Raises Absent, or Refused without the extra."""
    _need_extra()
    import cv2  # noqa: PLC0415 - only for those who use a camera

    log = cv2.utils.logging
    log.setLogLevel(log.LOG_LEVEL_SILENT)  # what it would write to the terminal is told here
    capture = cv2.VideoCapture(int(source) if source.isdecimal() else source)
    try:
        if not capture.isOpened():
            raise Absent(Reason("scanners.camera_missing", {"camera": source}))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        yield capture
    finally:
        capture.release()


def _need_extra() -> None:
    try:
        import cv2  # noqa: F401, PLC0415 - as above
        import zxingcpp  # noqa: F401, PLC0415
    except ImportError as error:
        raise Refused(Reason("scanners.camera_extra")) from error


def _read(picture: Any) -> str:
    """The code nearest to the middle of the picture; empty without one."""
    import zxingcpp  # noqa: PLC0415 - as above

    height, width = picture.shape[:2]
    formats = zxingcpp.barcode_formats_from_str(_SYMBOLS)
    found = zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return min(found, key=lambda code: _distance(code.position, width / 2, height / 2)).text if found else ""


def _distance(position: Any, x: float, y: float) -> float:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return hypot(sum(c.x for c in corners) / 4 - x, sum(c.y for c in corners) / 4 - y)


def _frame(picture: Any) -> Frame:
    import cv2  # noqa: PLC0415 - as above

    height, width = picture.shape[:2]
    if width > PREVIEW_WIDTH:
        width, height = PREVIEW_WIDTH, round(height * PREVIEW_WIDTH / width)
        picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return Frame(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).tobytes(), width, height)


def _listed() -> Iterator[Lens]:
    """Each camera once: its other devices carry no pictures."""
    folders = sorted(_SYSTEM.glob("video*"), key=lambda folder: int(folder.name.removeprefix("video")))
    for folder in folders:
        if (folder / "index").read_text(encoding="utf-8").strip() == "0":
            name = (folder / "name").read_text(encoding="utf-8").strip()
            yield Lens(folder.name.removeprefix("video"), name)


def _works(source: str) -> bool:
    try:
        probe(source)
    except Absent:
        return False
    return True
