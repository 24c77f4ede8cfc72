"""The team in the settings: the first one, PINs, badges on paper, managers asked for, and when a counter locks."""

from collections.abc import Callable

import pypdfium2
import zxingcpp
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.counter import clerks, setup
from desk_app.counter.desk import Desk
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.scan import Kind, decode
from desk_app.settings import Settings
from desk_app.ui.pages.reglages import Reglages
from desk_app.ui.pages.reglages_clerks import ClerksSection
from desk_app.ui.pages.reglages_hub import CounterSection, HubSection
from desk_app.ui.window import Window
from tests.ui.conftest import Keys
from tests.ui.hub import Hub
from tests.ui.team import OTHER, PIN, Team

Key = Qt.Key
Settled = Callable[[], None]


def opened(window: Window, name: str, settled: Settled) -> ClerksSection | HubSection | CounterSection:
    """A section of the settings, read and in front."""
    page = window.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section(name)
    settled()
    section = page.section
    assert isinstance(section, ClerksSection | HubSection | CounterSection)
    return section


def team_of(window: Window, settled: Settled) -> ClerksSection:
    """The team."""
    section = opened(window, "clerks", settled)
    assert isinstance(section, ClerksSection)
    return section


def people(hub: Hub) -> dict[str, Clerk]:
    """Who the database knows."""
    return {clerk.name: clerk for clerk in clerks.clerks(hub.desk)}


def fill(section: ClerksSection, name: str, pin: str) -> None:
    """Write into the form, and save."""
    section.name.set_text(name)
    section.pin.set_text(pin)
    section.save()


def test_the_first_one_is_a_manager_who_stands_here_then(
    window: Window, hub: Hub, settled: Settled, keys: Keys, qtbot: QtBot
) -> None:
    section = team_of(window, settled)
    assert section.nothing.isVisible()
    keys.click(Key.Key_F9)
    assert section.role.text() == "manager"
    fill(section, "Claire", "1234")
    settled()
    assert "1234" in section.pin.wrong
    section.role.set_text("clerk")
    fill(section, "Claire", PIN)
    settled()
    assert section.role.wrong
    section.role.set_text("manager")
    fill(section, "Claire", PIN)
    settled()
    assert people(hub)["Claire"].is_manager
    assert window.session.desk().clerk == "Claire"
    assert not window.lock.is_locked
    assert (section.minutes.text(), window.lock.minutes) == ("5", 5)
    assert [choice.detail for choice in section.list.choices()] == ["responsable · code PIN"]
    assert section.pin.text() == ""


def test_a_manager_changes_one_of_them(mine: Window, hub: Hub, settled: Settled, keys: Keys, team: Team) -> None:
    keys.scan(team.claires_badge)
    section = team_of(mine, settled)
    section.change(people(hub)["Basile"])
    fill(section, "Claire", "")
    settled()
    assert section.name.wrong == "Claire est déjà dans l’équipe. Choisissez un autre nom."
    section.active.set_text("False")
    fill(section, "Basile", "")
    settled()
    assert not people(hub)["Basile"].active
    section.change(people(hub)["Claire"])
    section.role.set_text("clerk")
    fill(section, "Claire", "")
    settled()
    assert section.role.wrong.startswith("C’est le dernier responsable")


def test_a_clerk_needs_a_manager_for_it(mine: Window, hub: Hub, settled: Settled, keys: Keys, team: Team) -> None:
    section = team_of(mine, settled)
    section.add_clerk()
    fill(section, "Zoé", OTHER)
    settled()
    assert mine.manager.is_open
    keys.press(Key.Key_Escape)
    settled()
    assert "Zoé" not in people(hub)
    assert section.name.text() == "Zoé"
    section.save()
    keys.scan(team.claires_badge)
    settled()
    assert people(hub)["Zoé"].role is Role.CLERK
    assert mine.session.desk().clerk == "Basile"


def test_a_badge_is_printed_and_opens(
    mine: Window, hub: Hub, settings: Settings, settled: Settled, keys: Keys, team: Team
) -> None:
    keys.scan(team.claires_badge)
    section = team_of(mine, settled)
    section.change(people(hub)["Basile"])
    keys.click(Key.Key_F9)
    settled()
    (file,) = (settings.profile / "labels").glob("badge-*.pdf")
    with pypdfium2.PdfDocument(file) as document:
        (code,) = (found.text for found in zxingcpp.read_barcodes(document[0].render(scale=203 / 72).to_pil()))
    assert decode(code).kind is Kind.BADGE
    keys.scan(team.basiles_badge)
    settled()
    assert mine.page.band.title == "Badge inconnu"
    keys.scan(code)
    settled()
    assert mine.session.desk().clerk == "Basile"


def test_the_minutes_are_a_managers(mine: Window, hub: Hub, settled: Settled, keys: Keys, team: Team) -> None:
    section = team_of(mine, settled)
    section.minutes.choose("10")
    assert mine.manager.is_open
    assert mine.lock.minutes == 0
    keys.scan(team.claires_badge)
    settled()
    assert mine.lock.minutes == 10
    section.minutes.choose("2")
    keys.press(Key.Key_Escape)
    settled()
    assert (section.minutes.text(), mine.lock.minutes) == ("10", 10)


def test_reading_the_team_saves_nothing(mine: Window, hub: Hub, settled: Settled) -> None:
    section = team_of(mine, settled)
    setup.save_hub_setting(hub.desk, "clerks.lock_minutes", "30")
    section.refresh()
    settled()
    assert section.minutes.text() == "30"
    assert not mine.manager.is_open


def test_the_hubs_settings_need_a_manager(mine: Window, hub: Hub, settled: Settled, keys: Keys, team: Team) -> None:
    section = opened(mine, "hub", settled)
    assert isinstance(section, HubSection)
    section.form.fields["hub_name"].set_text("Autre maison")  # type: ignore[attr-defined]
    section.on_edit()
    section.save()
    assert mine.manager.is_open
    keys.press(Key.Key_Escape)
    settled()
    assert setup.hub_settings(hub.desk)["hub.name"] == "La Maison"
    section.save()
    keys.scan(team.claires_badge)
    settled()
    assert setup.hub_settings(hub.desk)["hub.name"] == "Autre maison"


def test_who_has_signed_in_is_not_renamed_in_the_settings(mine: Window, settled: Settled) -> None:
    section = opened(mine, "counter", settled)
    assert isinstance(section, CounterSection)
    assert section.form.fields["counter_clerk"].isHidden()
    section.form.fields["counter_name"].set_text("Poste 7")  # type: ignore[attr-defined]
    section.save()
    settled()
    desk: Desk = mine.session.desk()
    assert (desk.counter, desk.clerk) == ("Poste 7", "Basile")


def test_a_badge_is_no_trial_of_the_scanner(
    mine: Window, settled: Settled, keys: Keys, team: Team, qtbot: QtBot
) -> None:
    page = mine.open_page("reglages")
    assert isinstance(page, Reglages)
    page.open_section("scanner")
    settled()
    strip = page.section.trial.strip  # type: ignore[attr-defined]
    keys.scan(team.claires_badge)
    assert not set(strip.keys) & set(team.claires_badge)
    qtbot.waitUntil(lambda: mine.session.desk().clerk == "Claire")
    settled()
    assert strip.keys == []
