"""A serial scanner and a camera before the real window: scans, unplugging, other settings."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desk_app.devices.label import LABEL_SIZES, PickupSlip, draw
from desk_app.domain.states import State as ParcelState
from desk_app.i18n import Texts
from desk_app.settings import Settings
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.scanners import Scanners
from desk_app.ui.session import Change, Session
from desk_app.ui.widgets.help_overlay import HelpOverlay
from desk_app.ui.window import Window
from tests.devices.films import Shot, film
from tests.devices.ptys import Cable
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

PATIENCE_MS = 20_000
Answered = Callable[[], None]
Use = Callable[..., None]
Says = Callable[[str], None]


@pytest.fixture(autouse=True)
def no_thread_is_left(session: Session) -> Iterator[None]:
    """Readers end with the window."""
    yield
    Scanners.of(session).stop()
    assert [t.name for t in threading.enumerate() if t.name in {"comptoir-serial", "comptoir-camera"}] == []


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    """A scanner's cable, plugged in."""
    with Cable(tmp_path / "scanner") as made:
        yield made


@pytest.fixture
def use(window: Window, session: Session, settings: Settings) -> Use:
    """Names other scanners in the settings, as the settings page does."""

    def use(**named: str | int) -> None:
        for name, value in named.items():
            settings.set(f"scanner.{name}", value)
        session.tell_changed(Change.SETTINGS)

    return use


@pytest.fixture
def says(window: Window, qtbot: QtBot) -> Says:
    """Waits until the status bar says this of the scanner."""
    return lambda text: qtbot.waitUntil(lambda: window.status.scanner.text == text, timeout=PATIENCE_MS)


@pytest.fixture
def ready(use: Use, says: Says, cable: Cable) -> Cable:
    """The cable, listened to."""
    use(port=str(cable.path))
    says("Lecteur prêt")
    return cable


def counter(window: Window) -> Comptoir:
    """The counter's page."""
    assert isinstance(window.page, Comptoir)
    return window.page


def test_a_scan_is_answered(ready: Cable, window: Window, hub: Hub, qtbot: QtBot) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    ready.send(f"{parcel.pickup_code}\r\n{parcel.id}\r\n".encode())
    qtbot.waitUntil(lambda: counter(window).band.title == "Tout est remis", timeout=PATIENCE_MS)
    assert hub.parcel(parcel.id).state is ParcelState.COLLECTED


def test_scans_come_in_their_order_from_any_page(
    ready: Cable, window: Window, hub: Hub, answered: Answered, qtbot: QtBot
) -> None:
    parcels = [hub.ready(name) for name in ("Éloïse Lefèvre", "Marc Dubois", "Jeanne Martin")]
    window.open_page("etageres")
    ready.send("".join(f"{parcel.pickup_code}\r" for parcel in parcels).encode())
    qtbot.waitUntil(lambda: isinstance(window.page, Comptoir) and window.page.band.title == "Jeanne Martin")
    answered()


def test_a_scan_leaves_what_is_being_typed_alone(
    ready: Cable, window: Window, hub: Hub, keys: Keys, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.type("DUB")
    ready.send(f"{parcel.pickup_code}\r".encode())
    qtbot.waitUntil(lambda: counter(window).band.title == "Éloïse Lefèvre")
    assert "DUB" not in window.scan_bar.text


def test_a_scan_closes_the_help(ready: Cable, window: Window, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_F1)
    assert isinstance(window.help, HelpOverlay)
    assert window.help.isVisible()
    ready.send(b"nobody's number\r")
    qtbot.waitUntil(lambda: not window.help.isVisible())


def test_unplugged_is_said_and_plugged_in_again_it_works(
    ready: Cable, window: Window, says: Says, hub: Hub, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    ready.unplug()
    says("Lecteur débranché")
    assert not window.status.scanner.well
    assert window.status.note.text().startswith("Lecteur débranché\u00a0: rebranchez-le")
    assert not window.banner.isVisible()
    ready.plug()
    says("Lecteur prêt")
    assert window.status.scanner.well
    assert window.status.note.text() == "Le lecteur est de nouveau là."
    ready.send(f"{parcel.pickup_code}\r".encode())
    qtbot.waitUntil(lambda: counter(window).band.title == "Éloïse Lefèvre")


def test_the_first_time_is_no_news(ready: Cable, window: Window) -> None:
    assert window.status.note.text() == ""


def test_what_only_a_person_can_mend_stays_on_the_screen(use: Use, says: Says, window: Window, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    use(port=str(tmp_path / "file"))
    says("Lecteur indisponible")
    assert "ne s’ouvre pas" in window.banner.words.sentence


def test_another_scanner_is_listened_to_without_a_restart(
    ready: Cable, use: Use, says: Says, window: Window, hub: Hub, tmp_path: Path, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    use(port=str(tmp_path / "other"))
    says("Lecteur introuvable")
    with Cable(tmp_path / "other") as other:
        says("Lecteur prêt")
        other.send(f"{parcel.pickup_code}\r".encode())
        qtbot.waitUntil(lambda: counter(window).band.title == "Éloïse Lefèvre")


def test_another_speed_opens_the_same_port_again(
    ready: Cable, use: Use, window: Window, hub: Hub, session: Session, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    told: list[str] = []
    Scanners.of(session).state_changed.connect(lambda text, _well: told.append(text))
    use(baud=115_200)
    qtbot.waitUntil(lambda: told == ["", "Lecteur prêt"])
    ready.send(f"{parcel.pickup_code}\r".encode())
    qtbot.waitUntil(lambda: counter(window).band.title == "Éloïse Lefèvre")


def test_no_scanner_is_no_word(ready: Cable, use: Use, says: Says, window: Window) -> None:
    use(port="")
    says("")
    assert not window.status.scanner.isVisible()


def test_settings_that_change_twice_at_once_end_with_the_last(
    use: Use, says: Says, cable: Cable, session: Session, tmp_path: Path
) -> None:
    use(port=str(tmp_path / "nothing"))
    use(port=str(cable.path))
    says("Lecteur prêt")
    assert len(Scanners.of(session)._readers) == 1


def test_the_words_follow_the_language(ready: Cable, session: Session, says: Says) -> None:
    session.words.switch("en")
    says("Scanner ready")


def test_it_listens_while_the_hub_opens(
    cable: Cable, settings: Settings, session: Session, hub: Hub, qtbot: QtBot
) -> None:
    settings.set("scanner.port", str(cable.path))
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    session.open()
    qtbot.waitUntil(lambda: window.status.scanner.text == "Lecteur prêt", timeout=PATIENCE_MS)
    window.close()


# the camera


def test_the_camera_scans_and_shows_what_it_sees(
    use: Use, window: Window, hub: Hub, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    pictures: list[QImage] = []
    Scanners.of(session).picture_changed.connect(pictures.append)
    slip = draw(PickupSlip.of(hub.pickup(parcel.pickup_code), "La Maison", Texts("fr")), LABEL_SIZES[0])
    use(camera=film(tmp_path / "film.avi", [Shot(300, slip, 0.9, 6)]))
    qtbot.waitUntil(lambda: counter(window).band.title == "Éloïse Lefèvre", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: any(picture.width() == 640 for picture in pictures))
    use(camera="")
    qtbot.waitUntil(lambda: pictures[-1].isNull())  # noqa: PLW0108 - the last one then


def test_the_one_that_is_not_well_is_shown(ready: Cable, use: Use, says: Says, tmp_path: Path) -> None:
    use(camera=str(tmp_path / "nothing.avi"))
    says("Caméra introuvable")


# nothing for nobody


def test_who_names_no_scanner_loads_none(tmp_path: Path) -> None:
    program = "import sys, desk_app.ui.window\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"serial", "cv2", "zxingcpp", "numpy", "desk_app.devices.camera"} & set(run.stdout.split())
