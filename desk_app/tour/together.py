"""Scenes of several counters and several hubs: one does what another one sees, or cannot see. As ``counter.py``."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desk_app.counter import announce, check_out, hubs, receive, setup, visits
from desk_app.counter.desk import Desk
from desk_app.demo import CLERKS
from desk_app.domain.values import Announcement, Parcel, Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.tour.finding import nothing_asked
from desk_app.tour.stage import Stage
from desk_app.ui.pages.comptoir import Comptoir

Key = Qt.Key
HALL = {
    "hub.address": "3 place du Marché, Poitiers",
    "hub.phone": "+33549000001",
    "hub.hours": "mon-sat 9:00-19:00",
}


def same_customer(stage: Stage) -> Iterator[str]:
    """Two counters have opened the same pickup; the other one is quicker."""
    other, pickup = stage.other(), nothing_asked(stage)
    stage.later(minutes=4)
    visits.begin(other, pickup.id)
    stage.later(minutes=1)
    stage.scan(pickup.code)
    yield "visited"
    check_out.hand_over(other, pickup.code, [pickup.ready[0].id])
    page = stage.window.page
    assert isinstance(page, Comptoir)
    stage.until(lambda: page.visit is not None and page.visit.taken)
    yield "taken"
    stage.press(Key.Key_Escape)


def alone(stage: Stage) -> Iterator[str]:
    """The server goes away, and customers are served; one of them is given a parcel at another counter too."""
    stage.later(minutes=9)
    with stage.alone() as other:
        stage.scan(nothing_asked(stage).code)
        stage.press(Key.Key_Return, Key.Key_Escape)
        stage.later(minutes=3)
        pickup = nothing_asked(stage)
        stage.scan(pickup.code)
        yield "alone"
        check_out.hand_over(other, pickup.code, [pickup.ready[0].id])
        stage.later(minutes=1)
        stage.press(Key.Key_Return, Key.Key_Escape)
        stage.later(minutes=14)
    yield "back"
    stage.press(Key.Key_F12)
    yield "incidents"
    stage.press(Key.Key_Return)
    yield "incident"
    stage.type(CLERKS[1])
    stage.press(Key.Key_Return, Key.Key_Escape)


def elsewhere(stage: Stage) -> Iterator[str]:
    """A customer has come to the wrong hub."""
    parcel = _at_another_hub(stage.desk)
    stage.go_to("comptoir")
    stage.scan(parcel.pickup_code)
    yield "elsewhere"
    stage.press(Key.Key_Escape)


def _at_another_hub(desk: Desk) -> Parcel:
    there = hubs.go_to(desk, str(hubs.add(desk, "Halle de Poitiers").args["id"]))
    for key, value in HALL.items():
        setup.save_hub_setting(there, key, value)
    setup.save_shop(there, Shop("", "La Belle Plume"))
    setup.save_shelf(there, Shelf("", "A-1", "", Zone.AMBIENT))
    (shop,) = setup.shops(there)
    order = Announcement("P-14", "Louise Belkacem", email="louise.belkacem@exemple.fr")
    announce.announce(there, shop.id, order)
    return receive.receive(there, order.reference).parcels[0]
