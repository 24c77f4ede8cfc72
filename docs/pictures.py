"""Takes the documentation's pictures out of a tour: ``make pictures``. They are never made by hand."""

import sys
from pathlib import Path

from PIL import Image

# what the tour calls the picture → what the documentation calls it
CHOSEN = {
    "ticked-off": "comptoir-fr",
    "wrong-parcel": "refus-fr",
    "received": "arrivages-fr",
    "import-preview": "import-fr",
    "shelves": "etageres-fr",
    "other-language": "comptoir-en",
    "scanner": "lecteur-fr",
    "locked": "verrou-fr",
    "alone": "seul-fr",
}


def main(tour: Path, pictures: Path) -> None:
    """Copies the chosen pictures in 256 colours, which nobody tells from all of them."""
    pictures.mkdir(exist_ok=True)
    for name, wanted in CHOSEN.items():
        (file,) = tour.glob(f"[0-9][0-9]-{name}.png")
        with Image.open(file) as picture:
            small = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
        small.save(pictures / f"{wanted}.png", optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
