"""A camera as scanner: films of real labels, held as hands hold them."""

import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import pytest
import zxingcpp
from PySide6.QtGui import QImage

from desk_app.devices import camera
from desk_app.devices.camera import LEFT_S, PREVIEW_WIDTH, Camera, Lens, Watch, cameras, probe
from desk_app.devices.label import LABEL_SIZES, LabelSize, ParcelLabel, PickupSlip, ShelfLabel, draw
from desk_app.devices.reader import Absent, State
from tests.devices.films import COUNTER, HEIGHT, WIDTH, Shot, film, frame_of
from tests.devices.listening import Heard
from tests.devices.samples import PARCEL_ID, PICKUP_CODE, SHELF_TAG, TEXTS, parcel, pickup, shelf

OTHER_ID = "BCDFGHJKLNPC"
EMPTY = Shot(4)
GONE = (State.GONE, "scanners.camera_unplugged")
Play = Callable[..., Heard]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Plays a film of these shots to its end before a camera, eight pictures a second; what it told."""

    def play(*shots: Shot) -> Heard:
        heard = Heard()
        times = itertools.count()
        source = film(tmp_path / "film.avi", shots)
        made = Camera(source, heard.on_scan, heard.frames.append, heard.on_state, lambda: next(times) / 8)
        made.start()
        assert heard.state() == (State.LISTENING, "")
        assert heard.state() == GONE
        made.close()
        return heard

    yield play
    assert [thread.name for thread in threading.enumerate() if thread.name == "comptoir-camera"] == []


def scans(heard: Heard) -> list[str]:
    """What was scanned."""
    return [heard.scans.get_nowait() for _ in range(heard.scans.qsize())]


def label(code: str = PARCEL_ID, size: LabelSize = LABEL_SIZES[0]) -> QImage:
    """A parcel's label."""
    return draw(ParcelLabel.of(parcel(id=code), TEXTS["fr"]), size)


@pytest.mark.parametrize("degrees", [0, 7, -15, 40, 90, 180, 261])
@pytest.mark.parametrize(("scale", "blur"), [(1.0, 0.0), (0.9, 1.0), (0.6, 0.6)])
def test_a_label_is_read_as_hands_hold_it(play: Play, degrees: float, scale: float, blur: float) -> None:
    assert scans(play(EMPTY, Shot(6, label(), scale, degrees, blur), EMPTY)) == [PARCEL_ID]


def test_every_kind_of_label_is_read(play: Play) -> None:
    texts = TEXTS["fr"]
    slip = draw(PickupSlip.of(pickup(parcel()), "La Maison", texts), LABEL_SIZES[0])
    shots = [Shot(4, picture, 0.9, 5, 0.5) for picture in (slip, draw(ShelfLabel.of(shelf(), texts), LABEL_SIZES[0]))]
    assert scans(play(*shots)) == [PICKUP_CODE, SHELF_TAG]


def symbol(text: str, kind: zxingcpp.BarcodeFormat) -> QImage:
    """A symbol as shops print them."""
    image: Any = zxingcpp.create_barcode(text, kind).to_image(scale=3)
    height, width = memoryview(image).shape or ()
    return QImage(memoryview(image).tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("4006381333931", "EAN13"), ("96385074", "EAN8"), ("CMD-4127", "Code39"), ("CMD-4127", "Code128")],
)
def test_symbols_of_shops_are_read(play: Play, text: str, kind: str) -> None:
    picture = symbol(text, zxingcpp.barcode_format_from_str(kind))
    assert scans(play(Shot(4, picture, 0.8, 4, 0.4))) == [text]


@pytest.mark.parametrize("kind", ["DataMatrix", "PDF417", "Aztec"])
def test_other_symbols_are_not(play: Play, kind: str) -> None:
    picture = symbol("CMD-4127", zxingcpp.barcode_format_from_str(kind))
    assert scans(play(Shot(4, picture, 0.6))) == []


# one scan for one showing


def test_a_code_held_there_is_one_scan(play: Play) -> None:
    assert scans(play(Shot(60, label()))) == [PARCEL_ID]


def test_a_code_shown_again_is_another_scan(play: Play) -> None:
    assert scans(play(Shot(6, label()), Shot(20), Shot(6, label()))) == [PARCEL_ID, PARCEL_ID]


def test_a_hand_before_it_for_a_moment_is_none(play: Play) -> None:
    assert scans(play(Shot(6, label()), Shot(10), Shot(6, label()))) == [PARCEL_ID]


def test_one_code_after_the_other(play: Play) -> None:
    shots = [Shot(4, label(code)) for code in (PARCEL_ID, OTHER_ID, PARCEL_ID)]
    assert scans(play(*shots)) == [PARCEL_ID, OTHER_ID, PARCEL_ID]


def seen(*looks: str) -> list[str]:
    """What a watch that looks ten times a second takes for scans; a dash is nothing."""
    watch = Watch()
    return [text for place, text in enumerate(looks) if watch.see(text.strip("-"), place / 10)]


def test_what_was_read_once_may_be_a_slip() -> None:
    assert seen("A", "A", "B", "A", "A", "C", "-") == ["A"]


def test_a_code_that_is_hard_to_read_is_still_there() -> None:
    assert seen("A", "A", *["-", "-", "A"] * 20, "A", "A") == ["A"]


def test_a_code_must_have_left_for_long_enough() -> None:
    away = round(LEFT_S * 10)
    assert seen("A", "A", *["-"] * (away - 2), "A", "A") == ["A"]
    assert seen("A", "A", *["-"] * (away + 1), "A", "A") == ["A", "A"]


# the preview


def test_the_preview_shows_what_is_seen(play: Play) -> None:
    frames = play(EMPTY).frames
    assert len(frames) == 4
    frame = frames[0]
    assert (frame.width, frame.height, len(frame.data)) == (WIDTH, HEIGHT, 3 * WIDTH * HEIGHT)
    shown = QImage(frame.data, WIDTH, HEIGHT, 3 * WIDTH, QImage.Format.Format_RGB888).pixelColor(320, 240)
    assert [shown.blue(), shown.green(), shown.red()] == pytest.approx(COUNTER, abs=4)


def test_a_large_picture_is_made_smaller() -> None:
    frame = camera._frame(cv2.resize(frame_of(EMPTY), (1920, 1080)))
    assert (frame.width, frame.height) == (PREVIEW_WIDTH, 360)
    assert len(frame.data) == 3 * frame.width * frame.height


def test_no_more_frames_than_ten_a_second(tmp_path: Path) -> None:
    heard = Heard()
    times = itertools.count()
    source = film(tmp_path / "film.avi", [Shot(120)])
    made = Camera(source, heard.on_scan, heard.frames.append, heard.on_state, lambda: next(times) / 60)
    made.start()
    while heard.state() != GONE:
        pass
    made.close()
    assert 15 <= len(heard.frames) <= 20


# what is in the way


def test_a_camera_that_is_not_there_is_looked_for_again(tmp_path: Path) -> None:
    heard = Heard()
    file = tmp_path / "film.avi"
    made = Camera(str(file), heard.on_scan, heard.frames.append, heard.on_state)
    made.start()
    assert heard.state() == (State.SEARCHING, "scanners.camera_missing")
    film(tmp_path / "made.avi", [Shot(4, label())])
    (tmp_path / "made.avi").rename(file)
    assert heard.state() == (State.LISTENING, "")
    assert heard.state() == GONE
    assert heard.state() == (State.LISTENING, "")
    made.close()


def test_a_camera_can_be_tried(tmp_path: Path) -> None:
    probe(film(tmp_path / "film.avi", [EMPTY]))
    for source in ("99", str(tmp_path / "nothing.avi")):
        with pytest.raises(Absent):
            probe(source)


def test_a_camera_that_is_not_there_says_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Absent):
        probe("99")
    assert capfd.readouterr() == ("", "")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    heard = Heard()
    made = Camera("0", heard.on_scan, heard.frames.append, heard.on_state)
    made.start()
    assert heard.state() == (State.REFUSED, "scanners.camera_extra")
    made.close()


@pytest.mark.skipif(sys.platform != "linux", reason="others do not list their cameras")
def test_cameras_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "_SYSTEM", tmp_path)
    for folder, index, name in (("video10", 0, "Webcam HD"), ("video2", 0, "Caméra"), ("video3", 1, "Caméra")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index").write_text(f"{index}\n", encoding="utf-8")
        (tmp_path / folder / "name").write_text(f"{name}\n", encoding="utf-8")
    assert cameras() == (Lens("2", "Caméra"), Lens("10", "Webcam HD"))


def test_elsewhere_cameras_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert {lens.source for lens in cameras()} <= set("0123")
