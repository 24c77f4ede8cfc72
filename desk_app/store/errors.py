"""Troubles of the environment, which a clerk can mend; everything else that is raised is a bug."""

from desk_app.domain.values import Reason


class EnvironmentTrouble(Exception):
    """Something outside the program is in the way; ``reason`` says what, and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.key, reason.args)
        self.reason = reason


class DatabaseOffline(EnvironmentTrouble):
    """The database cannot be reached, is locked, full or read-only; what was asked for did not happen."""


class DatabaseUnusable(EnvironmentTrouble):
    """The database answers but is not ours, is damaged, or is newer than the program."""
