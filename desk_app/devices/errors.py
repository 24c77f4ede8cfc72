"""What goes wrong outside the program: never a bug, always with a sentence that says what to do."""

from desk_app.domain.values import Reason


class DeviceError(Exception):
    """A printer or a file failed; ``reason`` is the sentence's key and its words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.key} {reason.args}")
        self.reason = reason


class PrinterError(DeviceError):
    """The print system or the printer refused."""


class FileError(DeviceError):
    """A PDF or PNG could not be written."""
