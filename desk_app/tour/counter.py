"""Scenes at the counter. A scene gives the name of what is on the screen, and goes on once its picture is kept.

Names are keys of ``tour.toml``.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desk_app.tour.finding import ELOISE, adults_only, misread, pickup_of, several_parcels, somebody_elses, used_code
from desk_app.tour.stage import Stage
from desk_app.tour.team import sign_in

Key = Qt.Key


def opening(stage: Stage) -> Iterator[str]:
    """The counter before anybody comes, and its keys."""
    yield "idle"
    stage.press(Key.Key_F1)
    yield "keys"
    stage.press(Key.Key_F1)


def check_out(stage: Stage) -> Iterator[str]:
    """One customer with three parcels, and a stranger's among them."""
    eloise = pickup_of(stage, ELOISE)
    stage.later(minutes=3)
    stage.scan(eloise.code)
    yield "open"
    stage.scan(eloise.ready[0].id)
    yield "ticked_off"
    stage.scan(somebody_elses(stage, eloise).id)
    yield "wrong_parcel"
    for parcel in eloise.ready[1:]:
        stage.scan(parcel.id)
    yield "payment"
    stage.type("2")
    stage.press(Key.Key_F5)
    yield "handed_over"
    stage.press(Key.Key_Escape)


def asked(stage: Stage) -> Iterator[str]:
    """Wine, and who fetches it; another parcel that nobody finds."""
    wine = adults_only(stage)
    stage.later(minutes=2)
    stage.scan(wine.pickup_code)
    stage.press(Key.Key_F6)
    stage.type("Noah Moreau")
    yield "proxy"
    stage.press(Key.Key_Return)
    stage.scan(wine.id)
    yield "age_check"
    stage.press(Key.Key_Escape, Key.Key_F8)
    yield "problem"
    stage.press(Key.Key_Escape, Key.Key_Escape)


def without_code(stage: Stage) -> Iterator[str]:
    """A customer who has forgotten the code, one whose code is read wrong, one who has been here already."""
    stage.later(minutes=4)
    stage.press(Key.Key_F2)
    stage.type("lefevre")
    yield "search"
    stage.press(Key.Key_Escape)
    stage.scan(misread(pickup_of(stage, ELOISE).code))
    yield "misread"
    stage.later(minutes=2)
    stage.scan(used_code(stage))
    yield "already_collected"
    stage.press(Key.Key_Escape)


def taking_back(stage: Stage) -> Iterator[str]:
    """The last handover was a mistake."""
    stage.later(minutes=1)
    stage.press(Key.Key_F9)
    stage.type("1")
    yield "undo"
    stage.press(Key.Key_Return)
    yield "undone"
    stage.press(Key.Key_Escape)


def no_answer(stage: Stage) -> Iterator[str]:
    """The hub's database server stops answering with a customer at the counter, and comes back."""
    eloise = pickup_of(stage, ELOISE)
    stage.later(minutes=20)
    stage.scan(eloise.code)
    with stage.unreachable_database():
        stage.scan(eloise.ready[0].id)
        yield "offline"
    stage.press(Key.Key_F12, Key.Key_Return)
    yield "online_again"
    stage.press(Key.Key_Escape)


def doubled(stage: Stage) -> Iterator[str]:
    """The counter on a screen at 200 %."""
    sign_in(stage)
    stage.scan(several_parcels(stage).code)
    yield "doubled"
