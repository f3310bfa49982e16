"""An animation may have no more pixels than a single picture: whoever shows it draws them all."""

import io
import struct

from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

import pytest
from PIL import GifImagePlugin, Image

from cms.images import TooManyPixels, drawn_anew
from tests.cms.test_images import upload

pytestmark = pytest.mark.django_db


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


def test_the_refusal_is_in_the_language_of_the_editor(admin_client: Client) -> None:
    editor = get_user_model().objects.get(username="admin")
    UserProfile.objects.create(user=editor, preferred_language="en")
    with override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=1500):
        response = upload(admin_client, "bomb.gif", animation("gif", (20, 20), 5))

    (error,) = response.context["form"].errors["file"]
    assert error == (
        "The pictures of this animation have 2,000 pixels together; at most 1,500 are allowed. "
        "Make it smaller or shorter."
    )
