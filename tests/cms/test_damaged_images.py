"""A picture file that is damaged, or is none, is refused before anything is stored."""

import io
import zlib
from collections.abc import Callable

from django.test import Client

from wagtail.images import get_image_model

import pytest
from PIL import Image

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
