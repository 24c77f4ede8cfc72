"""The slip of what a shop has just brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.domain.states import IN_HOUSE
from desk_app.domain.values import Parcel
from desk_app.ui import rooms

if TYPE_CHECKING:
    from desk_app.ui.pages.arrivages import Arrivages


def shop_of(page: Arrivages) -> tuple[str, str] | None:
    """Id and name of the shop whose parcel is here, in hand or selected, else of the one the list is narrowed to."""
    parcel = page.chosen()
    if parcel is not None and parcel.state in IN_HOUSE:
        return parcel.shop_id, parcel.shop
    wanted = page.list.wanted.shop_id
    return next(((shop.id, shop.name) for shop in page.filters.shops if shop.id == wanted), None)


def print_slip(page: Arrivages) -> None:
    """Print it, or say that there is none."""
    shop = shop_of(page)
    if shop is None or not page.session.is_open:
        return
    desk, (shop_id, name) = page.session.desk(), shop

    def show(parcels: tuple[Parcel, ...]) -> None:
        if parcels:
            page.labels.drop_off(parcels)
        else:
            page.session.note(page.words("ui_arrivages.no_drop_off", shop=name))

    page.session.door.ask(lambda: rooms.receive.last_drop_off(desk, shop_id), show)
