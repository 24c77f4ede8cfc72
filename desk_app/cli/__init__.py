"""The command line: a thin second front over the counter's functions.

Exit status: 0 done, 1 refused by the rules, 2 wrong usage, 3 something of the environment is in the way.
"""

import sys
from collections.abc import Sequence

from desk_app.cli.parser import parse
from desk_app.cli.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    return run(parse(sys.argv[1:] if arguments is None else arguments))
