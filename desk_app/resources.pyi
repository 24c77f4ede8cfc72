"""The folder ``resources/``, which installing maps into this package: type checkers look here only."""

from pathlib import Path

FOLDER: Path
