"""A picture that is damaged or too large is refused before anything is stored."""

import io
import struct
import zlib
from collections.abc import Callable

from django.test import Client, override_settings

from wagtail.images import get_image_model

import pytest
from PIL import GifImagePlugin, Image

from cms.images import TooManyPixels, drawn_anew
from tests.cms.test_images import FORMATS, picture_bytes, upload

pytestmark = pytest.mark.django_db


def truncated_jpeg() -> bytes:
    return picture_bytes("jpg", size=(400, 400))[:-500]


def text_bomb_png() -> bytes:
    """A PNG whose compressed text unpacks to 80 MB."""
    content = picture_bytes("png", exif=b"")
    data = b"Comment\0\0" + zlib.compress(b"x" * 80_000_000)
    chunk = len(data).to_bytes(4, "big") + b"zTXt" + data
    chunk += zlib.crc32(b"zTXt" + data).to_bytes(4, "big")
    return content[:33] + chunk + content[33:]


def scratched_avif() -> bytes:
    """Whole by its boxes; the picture in it cannot be decoded."""
    output = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(output, "AVIF")
    content = output.getvalue()
    start = content.index(b"mdat") + 4
    return content[:start] + b"\xff" * (len(content) - start)


def half_a_gif() -> bytes:
    return b"GIF89a/*\x0c\x00<script>alert(1)</script>*/=1;"


def too_many_pixels() -> bytes:
    output = io.BytesIO()
    Image.new("1", (5001, 5000)).save(output, "PNG")
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", truncated_jpeg),
        ("scratched.avif", scratched_avif),
        ("bomb.png", text_bomb_png),
        ("polyglot.gif", half_a_gif),
        ("large.png", too_many_pixels),
        ("page.png", lambda: b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("photo.png", lambda: picture_bytes("jpg")),
        ("empty.png", lambda: b""),
        ("huge.jpg", lambda: picture_bytes("jpg") + bytes(10 * 1024 * 1024)),
        *(
            (f"half.{suffix}", lambda suffix=suffix: picture_bytes(suffix)[:120])
            for suffix in FORMATS
        ),
    ],
)
def test_a_damaged_or_dangerous_picture_is_refused_beside_its_field(
    name: str, content: Callable[[], bytes], admin_client: Client
) -> None:
    response = upload(admin_client, name, content())

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_image_model().objects.exists()


def animation(suffix: str, size: tuple[int, int], frames: int) -> bytes:
    """So many plain pictures, no two alike."""
    first, *others = [Image.new("RGB", size, (40 * number, 0, 0)) for number in range(frames)]
    output = io.BytesIO()
    options = {"quality": 10} if suffix in {"webp", "avif"} else {}
    first.save(output, suffix.upper(), save_all=True, append_images=others, duration=70, **options)
    return output.getvalue()


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "avif"])
def test_every_picture_of_an_animation_counts(suffix: str) -> None:
    content = animation(suffix, (200, 200), 5)

    drawn_anew(content, 200_000)
    drawn_anew(content, None)
    with pytest.raises(TooManyPixels) as refusal:
        drawn_anew(content, 199_999)

    assert refusal.value.pixels == 200_000


# Wagtail refuses every animated PNG and AVIF.
@pytest.mark.parametrize("suffix", ["gif", "webp"])
@override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=200_000)
def test_an_animation_may_have_as_many_pixels_in_all_as_one_picture(
    suffix: str, admin_client: Client
) -> None:
    upload(admin_client, f"small.{suffix}", animation(suffix, (200, 200), 5))
    assert get_image_model().objects.count() == 1

    response = upload(admin_client, f"bomb.{suffix}", animation(suffix, (200, 200), 6))

    (error,) = response.context["form"].errors["file"]
    assert error == (
        "Animationens bilder har tillsammans 240\xa0000 bildpunkter; högst 200\xa0000 är "
        "tillåtna. Gör den mindre eller kortare."
    )
    assert get_image_model().objects.count() == 1


@override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=200_000)
def test_a_picture_of_an_animation_that_is_larger_than_the_whole_counts_in_full(
    admin_client: Client,
) -> None:
    content = animation("gif", (200, 200), 5)
    second = content.index(b"\x2c\0\0\0\0\xc8\0\xc8\0", content.index(b"\x2c\0\0\0\0") + 1)
    wide = content[: second + 5] + struct.pack("<H", 60_000) + content[second + 7 :]

    response = upload(admin_client, "bomb.gif", wide)

    assert "bildpunkter" in response.context["form"].errors["file"][0]


def test_a_large_animation_is_refused_without_drawing_it(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = animation("gif", (2500, 2500), 5)
    seeks: list[int] = []
    seek = GifImagePlugin.GifImageFile.seek

    def noted_seek(image: GifImagePlugin.GifImageFile, frame: int) -> None:
        seeks.append(frame)
        seek(image, frame)

    monkeypatch.setattr(GifImagePlugin.GifImageFile, "seek", noted_seek)

    response = upload(admin_client, "bomb.gif", content)

    assert response.context["form"].errors["file"]
    assert not any(seeks)


def test_the_pictures_of_a_phone_s_file_are_no_animation(admin_client: Client) -> None:
    first, second = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    output = io.BytesIO()
    first.save(output, "MPO", save_all=True, append_images=[second])

    with override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=500):
        response = upload(admin_client, "phone.jpg", output.getvalue())

    assert response.status_code == 302
