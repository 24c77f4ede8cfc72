"""To which hub a counter belongs, where the database has several."""

import pytest

from desk_app.counter import hubs, setup
from desk_app.domain.values import Shop
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_hub import CounterSection
from desk_app.ui.window import Window
from tests.ui.hub import Hub
from tests.ui.test_reglages_clerks import Settled

OTHER = "Halle de Poitiers"


@pytest.fixture
def other(hub: Hub) -> str:
    """The id of another hub in the same database."""
    return str(hubs.add(hub.desk, OTHER).args["id"])


def section_of(window: Window, settled: Settled) -> CounterSection:
    """What this counter's settings are, read and in front."""
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("counter")
    settled()
    assert isinstance(page.section, CounterSection)
    return page.section


def test_a_lone_hub_is_no_choice(window: Window, settings: Settings, settled: Settled) -> None:
    settings.set("counter.hub", "La Maison")
    section = section_of(window, settled)
    assert section.hub.isHidden()
    section.save()
    settled()
    assert settings.get("counter.hub") == "La Maison"


def test_a_counter_goes_to_another_hub_at_once(
    hub: Hub, other: str, window: Window, settings: Settings, settled: Settled
) -> None:
    section = section_of(window, settled)
    assert not section.hub.isHidden()
    assert section.hub.combo.currentText() == "La Maison"
    section.hub.set_text(other)
    section.save()
    settled()
    desk = window.session.desk()
    assert (desk.hub_id, settings.get("counter.hub")) == (other, other)
    setup.save_shop(desk, Shop("", "Volée"))
    assert "Volée" not in {shop.name for shop in setup.shops(hub.desk)}


def test_a_manager_takes_a_counter_to_another_hub(
    hub: Hub, other: str, mine: Window, settings: Settings, settled: Settled
) -> None:
    section = section_of(mine, settled)
    section.hub.set_text(other)
    section.save()
    assert mine.manager.is_open
    assert settings.get("counter.hub") == ""
    assert mine.session.desk().hub_id == hub.desk.hub_id
