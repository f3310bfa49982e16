"""What of a picture reaches the files: the picture and nothing else; a damaged or too large one nothing at all."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from wagtail.images import get_image_model

import pytest
from PIL import (
    Image,
    ImageChops,
    ImageCms,
    ImageSequence,
    ImageStat,
    PngImagePlugin,
)

from cms.images import drawn_anew

pytestmark = pytest.mark.django_db

MAKER = "Anna Maker 59.3293"
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}


def exif(orientation: int = 1) -> Image.Exif:
    """Whose camera, which way up, and where: Stockholm."""
    data = Image.Exif()
    data[0x010F] = MAKER
    data[0x0112] = orientation
    data.get_ifd(0x8825).update({1: "N", 2: (59.0, 19.0, 45.0), 3: "E", 4: (18.0, 4.0, 6.0)})
    return data


def picture_bytes(suffix: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture, half red and half blue, with metadata in every place its format has."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    output = io.BytesIO()
    options.setdefault("exif", exif())
    if suffix == "png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", MAKER)
        texts.add_itxt("Comment", MAKER, zip=True)
        options["pnginfo"] = texts
    elif suffix in {"jpg", "webp", "avif"}:
        options["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MAKER}</x:xmpmeta>".encode()
    if suffix == "jpg":
        options["comment"] = MAKER
    image.save(output, FORMATS[suffix], **options)
    return output.getvalue()


def upload(client: Client, name: str, content: bytes, url: str = "") -> Any:
    file = SimpleUploadedFile(name, content)
    data = {"title": "A picture", "file": file, "collection": "1", "tags": ""}
    return client.post(url or reverse("wagtailimages:add"), data)


def assert_clean(path: str | Path) -> None:
    content = Path(path).read_bytes()
    assert b"Anna Maker" not in content
    assert b"xmpmeta" not in content
    with Image.open(path) as image:
        assert not image.getexif().get_ifd(0x8825)
        assert not dict(image.getexif())
        assert not getattr(image, "text", {})


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_original_and_its_renditions_say_nothing_about_the_maker(
    suffix: str, admin_client: Client
) -> None:
    content = picture_bytes(suffix)
    assert b"Anna Maker" in content

    response = upload(admin_client, f"photo.{suffix}", content)

    assert response.status_code == 302
    image = get_image_model().objects.get()
    assert_clean(image.file.path)
    assert image.file_size == Path(image.file.path).stat().st_size
    for filter_spec in ("original", "width-30", "fill-20x20|format-jpeg", "max-40x40|format-webp"):
        assert_clean(image.get_rendition(filter_spec).file.path)


def test_a_picture_that_lies_on_its_side_is_stored_upright_and_as_good_as_it_was() -> None:
    content = picture_bytes("jpg", exif=exif(orientation=6), quality=88)
    before, now = (Image.open(io.BytesIO(each)) for each in (content, drawn_anew(content)))

    assert now.size == (40, 60)
    assert now.quantization == before.quantization  # type: ignore[attr-defined]
    red, _, blue = now.convert("RGB").getpixel((20, 5))  # type: ignore[misc]
    assert blue > 200 > red


def test_the_second_picture_in_a_phone_s_file_is_dropped(admin_client: Client) -> None:
    first, second = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    output = io.BytesIO()
    first.save(output, "MPO", save_all=True, append_images=[second], exif=exif())

    # It does not count either, as a picture of an animation does.
    with override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=500):
        response = upload(admin_client, "phone.jpg", output.getvalue())

    assert response.status_code == 302
    path = get_image_model().objects.get().file.path
    assert_clean(path)
    with Image.open(path) as stored:
        assert stored.format == "JPEG"
    assert Path(path).read_bytes().count(b"\xff\xd8\xff") == 1


def test_a_picture_that_comes_without_a_form_is_cleaned_too() -> None:
    image = get_image_model()(title="By a command")
    image.file.save("photo.jpg", ContentFile(picture_bytes("jpg"), "photo.jpg"), save=False)
    image.save()
    other = get_image_model().objects.create(
        title="Not yet stored", file=ContentFile(picture_bytes("png"), "photo.png")
    )

    for stored in (image, other):
        assert_clean(stored.file.path)
        stored.refresh_from_db()
        assert stored.file_size == Path(stored.file.path).stat().st_size


def test_a_picture_of_a_program_that_says_nothing_stays_as_it_is() -> None:
    output = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(output, "JPEG", quality=40)
    file = ContentFile(output.getvalue(), "plain.jpg")

    image = get_image_model().objects.create(title="By a command", file=file)

    assert Path(image.file.path).read_bytes() == output.getvalue()


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
        ("large.png", too_many_pixels),
        ("page.png", lambda: b"<html><script>alert(1)</script></html>"),
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


@override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=200_000)
def test_an_animation_may_have_as_many_pixels_in_all_as_one_picture(admin_client: Client) -> None:
    upload(admin_client, "small.gif", animation("gif", (200, 200), 5))
    assert get_image_model().objects.count() == 1

    response = upload(admin_client, "bomb.gif", animation("gif", (200, 200), 6))

    (error,) = response.context["form"].errors["file"]
    assert "tillsammans 240\xa0000 bildpunkter; högst 200\xa0000 är tillåtna" in error
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


SECRET = b"SECRET-PLACE"
LOSSLESS = {"GIF", "PNG"}


def drawn(file_format: str, mode: str = "RGB", *, animated: bool = False, **options: Any) -> bytes:
    """A picture of soft colours; an animation has three frames of them."""
    frames = [
        Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in turns])
        .resize((40, 30))
        .convert(mode)
        for turns in ((0, 1, 2), (1, 2, 3), (2, 3, 0))
    ]
    if animated:
        options |= {"save_all": True, "append_images": frames[1:], "duration": [70, 80, 90]}
        options["loop"] = 3
    output = io.BytesIO()
    frames[0].save(output, file_format, **options)
    return output.getvalue()


def frames_of(content: bytes) -> list[tuple[Image.Image, Any]]:
    """What a reader sees: (picture, duration in ms) of each frame."""
    with Image.open(io.BytesIO(content)) as image:
        return [
            (frame.convert("RGBA"), frame.info.get("duration"))
            for frame in ImageSequence.Iterator(image)
        ]


def assert_looks_the_same(after: bytes, before: bytes, most: float) -> None:
    """No colour of a frame differs by more than `most` of 255 on average, no duration at all."""
    pairs = list(zip(frames_of(after), frames_of(before), strict=True))
    for (drawn_after, duration_after), (drawn_before, duration_before) in pairs:
        difference = ImageStat.Stat(ImageChops.difference(drawn_after, drawn_before))
        assert max(difference.mean) <= most
        assert duration_after == duration_before


@pytest.mark.parametrize("file_format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_keeps_its_frames(file_format: str) -> None:
    content = drawn(file_format, animated=True, comment=SECRET)

    cleaned = drawn_anew(content)

    assert SECRET not in cleaned
    assert len(frames_of(cleaned)) == 3
    assert_looks_the_same(cleaned, content, 0 if file_format == "PNG" else 3)
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.info.get("loop") == (None if file_format == "AVIF" else 3)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colour_profile_stays(file_format: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    cleaned = drawn_anew(drawn(file_format, icc_profile=profile))

    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.info["icc_profile"] == profile


@pytest.mark.parametrize(
    ("file_format", "mode"),
    [("JPEG", "CMYK"), ("PNG", "P"), ("WEBP", "RGBA"), ("AVIF", "RGBA"), ("GIF", "P")],
)
def test_a_picture_looks_the_same_and_hides_nothing(file_format: str, mode: str) -> None:
    content = drawn(file_format, mode) + SECRET
    cleaned = drawn_anew(content)
    assert SECRET not in cleaned
    assert_looks_the_same(cleaned, content, 0 if file_format in LOSSLESS else 2)


@pytest.mark.parametrize("file_format", ["GIF", "PNG"])
def test_what_is_transparent_stays_so(file_format: str) -> None:
    picture = Image.new("RGBA", (40, 30), (200, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 20, 30))
    output = io.BytesIO()
    frames = {"save_all": True, "append_images": [picture.rotate(180)], "disposal": 2}
    picture.save(output, file_format, **frames)

    cleaned = frames_of(drawn_anew(output.getvalue()))

    assert [frame.getchannel("A").getpixel((5, 5)) for frame, _duration in cleaned] == [0, 255]
