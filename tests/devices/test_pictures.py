"""Pictures of damaged goods: small upright JPEGs, whatever comes; rubbish is refused in words."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desk_app.devices import pictures
from desk_app.domain.trouble import EnvironmentTrouble


def noise(width: int, height: int, **save: object) -> bytes:
    """A photograph that hardly shrinks."""
    file = BytesIO()
    picture = Image.effect_noise((width, height), 90).convert("RGB")
    picture.save(file, **({"format": "JPEG", "quality": 95} | save))  # type: ignore[arg-type]
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """A kept picture as another library sees it."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (640, 480), (1, 1), (5000, 3)])
def test_a_large_picture_becomes_a_small_jpeg_of_the_same_shape(size: tuple[int, int]) -> None:
    made = pictures.of_bytes(noise(*size), "photo.jpg")
    picture = opened(made)
    assert (picture.format, len(made) <= pictures.MOST_BYTES) == ("JPEG", True)
    assert max(picture.size) <= pictures.LONGEST
    if min(size) > 100:
        assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_png_will_do(tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    Image.new("RGBA", (300, 200), (0, 120, 0, 255)).save(file)
    assert opened(pictures.of_file(file)).size == (300, 200)


def test_a_phone_held_upright_is_shown_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned by 90°
    assert opened(pictures.of_bytes(noise(400, 200, exif=turned), "photo.jpg")).size == (200, 400)


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"not a picture", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + bytes(40), b"%PDF-1.7", b"GIF89a", bytes(5000)],
)
def test_what_is_no_picture_is_refused(rubbish: bytes) -> None:
    with pytest.raises(EnvironmentTrouble) as trouble:
        pictures.of_bytes(rubbish, "photo.jpg")
    assert trouble.value.reason.args == {"file": "photo.jpg"}
    assert trouble.value.reason.key == "returns.picture_unreadable"


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_is_cut_off_is_refused(form: str) -> None:
    whole = noise(800, 600, format=form)
    for share in (0.1, 0.5, 0.9):
        with pytest.raises(EnvironmentTrouble):
            pictures.of_bytes(whole[: int(len(whole) * share)], "photo")


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    with file.open("wb") as large:
        large.truncate(50_000_000)
    with pytest.raises(EnvironmentTrouble) as trouble:
        pictures.of_file(file)
    assert trouble.value.reason.key == "returns.picture_too_large"
    with pytest.raises(EnvironmentTrouble):
        pictures.of_bytes(bytes(50_000_000), "film.mp4")


def test_a_picture_of_more_dots_than_any_camera_has_is_refused() -> None:
    """A small file that would fill the memory."""
    head = b"BM" + (54).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    size = (40).to_bytes(4, "little") + (60_000).to_bytes(4, "little") * 2 + b"\x01\x00\x18\x00" + bytes(24)
    with pytest.raises(EnvironmentTrouble):
        pictures.of_bytes(head + size + bytes(100), "bomb.bmp")


@pytest.mark.parametrize("name", ["none.jpg", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentTrouble):
        pictures.of_file(tmp_path / name)
