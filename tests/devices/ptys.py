"""A serial scanner of two files: what is written to one arrives at a path, as from a device that can be unplugged."""

import grp  # noqa: F401 - before it cannot be loaded: see forbidden
import os
import stat
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class Cable:
    """A pseudo-terminal behind a path that stays the same, as those of the system's device names do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ends: tuple[int, ...] = ()

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(self, *_error: object) -> None:
        self.unplug()

    def plug(self) -> None:
        """The device is there."""
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        self.path.symlink_to(os.ttyname(self._ends[1]))

    def unplug(self) -> None:
        """The device is not there any more."""
        self.path.unlink(missing_ok=True)
        for end in self._ends:
            os.close(end)
        self._ends = ()

    def send(self, data: bytes) -> None:
        """The scanner sends this; waits where the other side does not read."""
        while data:
            data = data[os.write(self._ends[0], data) :]

    @contextmanager
    def forbidden(self) -> Iterator[Path]:
        """The device itself; nobody may open it; the superuser, who may open all, is somebody else meanwhile."""
        device = self.path.resolve()
        mode, is_root = stat.S_IMODE(device.stat().st_mode), os.geteuid() == 0
        device.chmod(0)
        if is_root:
            os.seteuid(65534)
        try:
            yield device
        finally:
            if is_root:
                os.seteuid(0)
            device.chmod(mode)
