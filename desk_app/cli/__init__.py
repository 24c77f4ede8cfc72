"""The command line: a thin second front over the counter's functions.

Exit status: 0 done, 1 refused by the rules, 2 wrong usage, 3 something of the environment is in the way.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.settings import Start


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words:  # the icon on the desktop: nothing is to be read before the window is painted
        from desk_app.app import open_window  # noqa: PLC0415

        return open_window(_start)
    from desk_app.cli.parser import parse  # noqa: PLC0415
    from desk_app.cli.run import run  # noqa: PLC0415

    return run(parse(words))


def _start() -> "Start":
    from desk_app.cli.parser import parse  # noqa: PLC0415
    from desk_app.cli.run import start  # noqa: PLC0415

    return start(parse(()))
