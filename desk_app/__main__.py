"""``python -m desk_app`` is the installed command ``desk-app``."""

import sys

from desk_app.cli import main

sys.exit(main())
