"""What can be in the way of the store."""

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason

NEEDS_SERVER = Reason("errors.needs_server")
"""Why a counter that is alone does not do something: it waits for the hub's own database."""


class DatabaseOffline(EnvironmentTrouble):
    """The database cannot be reached, is locked, full or read-only; what was asked for did not happen."""


class DatabaseUnusable(EnvironmentTrouble):
    """The database answers but is not ours, is damaged, or is newer than the program."""
