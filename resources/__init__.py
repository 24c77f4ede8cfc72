"""Icons, translations, sounds and the demonstration, as plain files; the package is ``desk_app.resources``."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where they are. Qt itself runs from files only, so ``importlib.resources`` would give no more, and loads slowly."""
