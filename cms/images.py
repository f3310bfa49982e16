"""Removing metadata from pictures before they are stored.

A photograph may say where and when it was taken, and by whom. So every picture is drawn anew before
its file is stored, and the new file has the pixels and the colour profile only; renditions are made
from it, so they are clean too.
"""

import struct
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from PIL import Image, ImageOps, ImageSequence, JpegImagePlugin
from PIL.ImageFile import ImageFile

# So good that the loss is not seen. A JPEG is drawn with its own tables, which lose nearly nothing.
OPTIONS: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 90, "speed": 8},
    "WEBP": {"quality": 95},
}
# What may say something of the maker, as Pillow names it.
METADATA = {"comment", "exif", "mp", "photoshop", "xmp"}
UNREADABLE = (
    ArithmeticError,
    EOFError,
    Image.DecompressionBombError,
    IndexError,
    OSError,
    RuntimeError,  # what the library for AVIF raises
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
)


class TooManyPixels(ValueError):
    """An animation whose frames have too many pixels together."""

    def __init__(self, pixels: int, most: int) -> None:
        super().__init__(pixels, most)
        self.pixels = pixels
        self.most = most


def drawn_anew(content: bytes, most: int | None = None) -> bytes:
    """Draw the picture of the file anew, upright, with its colour profile and its animation.

    Of the pictures in a phone's file the first stays. Raises TooManyPixels for an animation of more
    than `most` pixels, before they are in memory, and one of UNREADABLE for a damaged file.
    """
    with Image.open(BytesIO(content)) as image:
        file_format = "JPEG" if image.format == "MPO" else image.format or ""
        options = {"icc_profile": image.info.get("icc_profile"), **OPTIONS.get(file_format, {})}
        if file_format == "JPEG":
            options["qtables"] = image.quantization  # type: ignore[attr-defined]
            options["subsampling"] = JpegImagePlugin.get_sampling(image)
        elif getattr(image, "is_animated", False):
            frames = _frames(image, most)
            options["duration"] = [frame.info.pop("duration", 0) for frame in frames]
            if "loop" in image.info:
                options["loop"] = image.info["loop"]
            if file_format == "GIF" and any(frame.has_transparency_data for frame in frames):
                options["disposal"] = 2  # each is whole, and none shines through the next
            options |= {"save_all": True, "append_images": frames[1:]}
            return _saved(frames[0], file_format, options)
        return _saved(_bare(ImageOps.exif_transpose(image)), file_format, options)


def has_metadata(content: bytes) -> bool:
    """Whether Pillow finds anything in the file that may say something of its maker."""
    with Image.open(BytesIO(content)) as image:
        image.load()
        return bool(METADATA & image.info.keys() or getattr(image, "text", None))


def _frames(image: ImageFile, most: int | None) -> list[Image.Image]:
    _check(image.width * image.height * image.n_frames, most)  # type: ignore[attr-defined]
    frames: list[Image.Image] = []
    pixels = 0
    for frame in ImageSequence.Iterator(image):
        # A picture of a GIF may be larger than the whole.
        pixels += frame.width * frame.height
        _check(pixels, most)
        frames.append(_bare(frame.copy()))
    return frames


def _check(pixels: int, most: int | None) -> None:
    if most is not None and pixels > most:
        raise TooManyPixels(pixels, most)


def _bare(picture: Image.Image) -> Image.Image:
    kept = {"duration", "transparency"} & picture.info.keys()
    picture.info = {key: picture.info[key] for key in kept}
    return picture


def _saved(picture: Image.Image, file_format: str, options: dict[str, Any]) -> bytes:
    output = BytesIO()
    picture.save(output, file_format, **options)
    return output.getvalue()


class CleanFile(SimpleUploadedFile):
    """An uploaded picture that has been drawn anew."""


class CleanImageField(WagtailImageField):
    """Draws the picture anew, and refuses one that cannot be, beside the field."""

    def to_python(self, data: Any) -> Any:
        """Return a CleanFile, or None; raise ValidationError for what is damaged or too large."""
        try:
            file = super().to_python(data)
            if file is None:
                return None
            file.seek(0)
            content = drawn_anew(file.read(), self.max_image_pixels)
        except TooManyPixels as error:
            numbers = {"pixels": error.pixels, "most": error.most}
            raise ValidationError(
                _(
                    "The pictures of this animation have %(pixels)s pixels together; at most "
                    "%(most)s are allowed. Make it smaller or shorter."
                ),
                code="animation_too_large",
                params={
                    name: number_format(number, force_grouping=True)
                    for name, number in numbers.items()
                },
            ) from error
        except UNREADABLE as error:
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        return CleanFile(file.name, content, file.content_type)


class CleanImageForm(BaseImageForm):
    """Wagtail's image form with a field that removes metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = CleanImageField(
                label=field.label, required=field.required, widget=field.widget
            )


def clean_before_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Clean a picture saved without the form: by a command, the shell, a fixture."""
    file = instance.file
    stored = bool(file) and file._committed
    if raw or not file or (stored and not instance._state.adding):
        return
    if not stored and isinstance(file.file, CleanFile):
        return
    file.open("rb")
    content = file.read()
    if stored:
        file.close()
    else:
        file.seek(0)
    if not has_metadata(content):
        # Such as one that the import has drawn already: nothing is drawn twice.
        return
    content = drawn_anew(content)
    name = PurePath(file.name).name
    if stored:
        file.storage.delete(file.name)
    file.save(name, ContentFile(content, name), save=False)
    instance._set_image_file_metadata()


def connect() -> None:
    """Clean every picture of the site's image model before it is saved."""
    # Pillow warns of a picture of more pixels, and refuses to decode one of twice as many.
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    pre_save.connect(clean_before_save, sender=get_image_model(), dispatch_uid="cms.images")
