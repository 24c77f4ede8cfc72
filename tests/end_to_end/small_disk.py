"""A disk that is soon full."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.optional import leave, need, need_root

SIZE = "4m"


@dataclass(frozen=True)
class SmallDisk:
    """A file system of a few megabytes."""

    folder: Path

    def fill(self) -> None:
        """Leave not a byte."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            while True:
                try:
                    ballast.write(bytes(4096))
                except OSError:
                    return

    def make_room(self) -> None:
        """As before."""
        (self.folder / "ballast").unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mounts one at ``folder``; skips the test where that is not allowed."""
    need("mount", "umount")
    need_root()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "comptoir", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        leave(f"a small disk cannot be mounted: {done.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
