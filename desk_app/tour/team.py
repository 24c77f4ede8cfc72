"""Scenes of who stands at the counter: the team is named, the counter locks, and opens again. As ``counter.py``."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desk_app.counter import clerks
from desk_app.demo import CLERKS
from desk_app.domain.clerks import Clerk
from desk_app.tour.finding import several_parcels
from desk_app.tour.stage import Stage

Key = Qt.Key
PIN, OTHER_PIN = "2580", "7391"


def naming(stage: Stage) -> Iterator[str]:
    """The first clerk is a manager, the second is not."""
    stage.later(minutes=2)
    stage.go_to("reglages")
    stage.press(Key.Key_F4, Key.Key_F4, Key.Key_F9)
    stage.type(CLERKS[0])
    stage.press(Key.Key_Tab)
    stage.type(PIN)
    stage.press(Key.Key_Return)
    yield "team"
    clerks.save_clerk(stage.desk, Clerk("", CLERKS[1]), pin=OTHER_PIN)


def locking(stage: Stage) -> Iterator[str]:
    """The counter is left while a customer is served; nobody sees whom, and the visit is still open afterwards."""
    stage.later(minutes=2)
    stage.go_to("comptoir")
    stage.scan(several_parcels(stage).code)
    stage.press(Key.Key_F12)
    yield "locked"
    stage.type("9999")
    stage.press(Key.Key_Return)
    yield "wrong_pin"
    sign_in(stage)
    yield "signed_in"
    stage.press(Key.Key_Escape)


def sign_in(stage: Stage) -> None:
    """Who stood there last types their PIN; the first of all where nobody did."""
    if not stage.window.lock.gate.tiles.current:
        stage.press(Key.Key_Right)
    stage.type(PIN)
    stage.press(Key.Key_Return)
