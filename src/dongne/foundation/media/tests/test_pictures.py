"""The two pictures that are kept of a photo."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import connection
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

from dongne.foundation.audit.public import history_of
from dongne.foundation.jobs.public import run_worker
from dongne.foundation.media.models import Photo
from dongne.foundation.media.public import PhotoState, Variant, picture_bytes, receive_photo
from dongne.foundation.media.services.pictures import derive_pictures
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib import darkroom

from .conftest import NOW, encoded, jpeg

pytestmark = pytest.mark.django_db


def made(officer: Viewer, data: bytes) -> Photo:
    photo = receive_photo(officer, data=data, now=NOW)
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    photo.refresh_from_db(from_queryset=Photo.objects.for_viewer(SYSTEM))
    return photo


def picture(photo: Photo, variant: Variant = Variant.FULL) -> Image.Image:
    data = picture_bytes(photo, variant)
    assert data is not None, photo.fault
    return Image.open(io.BytesIO(data), formats=["JPEG"])


def near(seen: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(a - b) < 24 for a, b in zip(seen, wanted, strict=True))


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_them_and_lets_the_original_go(officer: Viewer, empty_queue: None) -> None:
    photo = receive_photo(officer, data=jpeg(size=(4000, 3000)), now=NOW)
    assert picture_bytes(photo) is None
    run_worker(wait=False)
    connection.close()
    photo = Photo.objects.for_viewer(officer).get(pk=photo.pk)
    assert photo.state == PhotoState.READY
    assert picture(photo).size == (2560, 1920)
    assert picture(photo, Variant.THUMB).size == (480, 360)
    assert not photo.path(Variant.ORIGINAL).exists()
    assert [entry.action for entry in history_of(photo)] == ["photo.received", "photo.ready"]


def test_run_again_at_any_point_it_comes_to_the_same(officer: Viewer) -> None:
    photo = made(officer, jpeg())
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    derive_pictures(SYSTEM, photo_id=photo.pk + 1, now=NOW)
    assert len(history_of(photo)) == 2
    # Killed after the pictures, before the row: everything is made once more.
    original = jpeg("green")
    again = receive_photo(officer, data=original, now=NOW)
    again.path(Variant.FULL).write_bytes(b"half a picture")
    derive_pictures(SYSTEM, photo_id=again.pk, now=NOW)
    again = Photo.objects.for_viewer(officer).get(pk=again.pk)
    assert near(picture(again).getpixel((5, 5)), (0, 128, 0))


CORNERS = {"top left": (255, 0, 0), "top right": (0, 255, 0), "bottom left": (0, 0, 255)}


def four_corners() -> Image.Image:
    image = Image.new("RGB", (120, 80), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 39, 39), fill=CORNERS["top left"])
    draw.rectangle((80, 0, 119, 39), fill=CORNERS["top right"])
    draw.rectangle((0, 40, 39, 79), fill=CORNERS["bottom left"])
    return image


# How a camera held this way stores the upright scene.
HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", HELD)
def test_every_orientation_stands_upright(officer: Viewer, orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    held = HELD[orientation]
    stored = four_corners() if held is None else four_corners().transpose(held)
    photo = made(officer, encoded(stored, quality=95, exif=exif.tobytes()))
    assert (photo.width, photo.height) == (120, 80)
    for variant in (Variant.FULL, Variant.THUMB):
        image = picture(photo, variant)
        assert image.size == (120, 80), "small pictures are not enlarged"
        assert near(image.getpixel((10, 10)), CORNERS["top left"])
        assert near(image.getpixel((110, 10)), CORNERS["top right"])
        assert near(image.getpixel((10, 70)), CORNERS["bottom left"])


SECRET = b"Kim Haneul 010-1234-5678"


def telling_jpeg() -> bytes:
    """A picture that carries its secret in every place where one can be put."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = SECRET
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    image = Image.effect_noise((600, 400), 60).convert("RGB")
    return encoded(image, exif=exif.tobytes(), comment=SECRET, xmp=xmp) + SECRET


def telling_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return encoded(Image.new("RGB", (60, 40)), "PNG", pnginfo=texts) + SECRET


@pytest.mark.parametrize("make", [telling_jpeg, telling_png])
def test_nothing_of_the_camera_is_left_in_them(officer: Viewer, make: object) -> None:
    data = make()  # type: ignore[operator]
    assert SECRET in data
    photo = made(officer, data)
    for variant in (Variant.FULL, Variant.THUMB):
        kept = picture_bytes(photo, variant)
        assert kept is not None
        for trace in (SECRET, b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop"):
            assert trace not in kept
        assert not picture(photo, variant).getexif()


def test_colours_of_other_kinds_come_out_right(officer: Viewer) -> None:
    red = (255, 0, 0)
    cmyk = encoded(Image.new("RGB", (40, 30), red).convert("CMYK"))
    assert near(picture(made(officer, cmyk)).getpixel((5, 5)), red)
    half = Image.new("RGBA", (40, 30), (*red, 0))
    assert near(picture(made(officer, encoded(half, "PNG"))).getpixel((5, 5)), (255, 255, 255))
    palette = Image.new("RGB", (40, 30), red).quantize(4)
    assert near(picture(made(officer, encoded(palette, "PNG"))).getpixel((5, 5)), red)
    grey16 = Image.new("I;16", (40, 30), 0x8080)
    assert near(picture(made(officer, encoded(grey16, "PNG"))).getpixel((5, 5)), (128, 128, 128))
    grey_alpha = Image.new("LA", (40, 30), (90, 255))
    assert near(picture(made(officer, encoded(grey_alpha, "PNG"))).getpixel((5, 5)), (90, 90, 90))
    bits = Image.new("1", (40, 30), 1)
    assert near(picture(made(officer, encoded(bits, "PNG"))).getpixel((5, 5)), (255, 255, 255))


def test_another_colour_space_is_turned_into_srgb(officer: Viewer) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = jpeg("red", icc_profile=lab)
    assert near(picture(made(officer, swapped)).getpixel((5, 5)), (255, 0, 0)), "unfit: ignored"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(picture(made(officer, jpeg("red", icc_profile=srgb))).getpixel((5, 5)), (255, 0, 0))


def test_of_a_moving_picture_the_first_one_is_kept(officer: Viewer) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    for kind in ("PNG", "WEBP"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert near(picture(made(officer, data)).getpixel((5, 5)), (255, 0, 0))


def test_a_broken_photo_is_said_to_be_broken_and_not_kept(officer: Viewer) -> None:
    whole = encoded(Image.effect_noise((400, 300), 80).convert("RGB"))
    photo = made(officer, whole[: len(whole) // 2])
    assert photo.state == PhotoState.BROKEN
    assert photo.fault
    assert not list(photo.path(Variant.FULL).parent.iterdir())
    assert [entry.action for entry in history_of(photo)] == ["photo.received", "photo.broken"]


def test_a_photo_whose_file_is_gone_is_not_tried_for_ever(officer: Viewer) -> None:
    photo = receive_photo(officer, data=jpeg(), now=NOW)
    photo.path(Variant.ORIGINAL).unlink()
    derive_pictures(SYSTEM, photo_id=photo.pk, now=NOW)
    assert Photo.objects.for_viewer(officer).get(pk=photo.pk).state == PhotoState.BROKEN


def test_trouble_of_the_machine_is_not_the_photos_fault(officer: Viewer, tmp_path: Path) -> None:
    photo = receive_photo(officer, data=jpeg(), now=NOW)
    nowhere = tmp_path / "no" / "such" / "folder"
    with pytest.raises(darkroom.DarkroomTrouble):
        darkroom.develop(photo.path(Variant.ORIGINAL), full=nowhere, thumb=nowhere)
    assert photo.path(Variant.ORIGINAL).exists()
