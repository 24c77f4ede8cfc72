"""The tour's last picture, in a process of its own, on the hub that the tour has left: ``play_doubled`` calls it."""

import sys
from pathlib import Path

from desk_app.i18n import Texts
from desk_app.tour import perform
from desk_app.tour.day import AFTERWARDS

folder, out, language, number = sys.argv[1:]
for _shown in perform((AFTERWARDS,), Path(folder), Path(out), Texts(language), int(number)):
    pass
