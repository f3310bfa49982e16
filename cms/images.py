"""Pictures are stored without what their makers did not mean to publish.

A photograph may say where and when it was taken, and by whom. All of it is removed before the
file is stored; renditions are made from the stored file, so they are clean too.
"""

import struct
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile

from .containers import bare, gif_pixels, is_bare_avif

# What a picture that is drawn anew needs to look the same; the rest of what it says is dropped.
KEPT_INFO = {"background", "duration", "gamma", "loop", "transparency"}
ORIENTATION = 0x0112
QUALITY = 95  # of a picture that is drawn anew
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
    """An animation whose pictures have too many pixels together."""

    def __init__(self, pixels: int, most: int) -> None:
        super().__init__(pixels, most)
        self.pixels = pixels
        self.most = most


def without_metadata(content: bytes) -> bytes | None:
    """The picture's file without metadata, upright; None when there is nothing to remove.

    Raises one of UNREADABLE when the file is damaged.
    """
    with Image.open(BytesIO(content)) as image:
        image.load()
        animated = getattr(image, "is_animated", False) and image.format != "MPO"
        on_its_side = not animated and image.getexif().get(ORIENTATION, 1) != 1
        if image.format == "AVIF":
            # Its parts refer to each other by their places in the file, so none is taken out.
            stripped = content if is_bare_avif(content) else _drawn_anew(image, animated)
        else:
            found = _drawn_anew(image, animated) if on_its_side else content
            stripped = bare(found, image.format or "") or found
    if stripped == content:
        return None
    with Image.open(BytesIO(stripped)) as image:
        image.load()
    return stripped


def _drawn_anew(image: ImageFile, animated: bool) -> bytes:
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile"), "quality": QUALITY}
    picture: Image.Image = image
    if animated:
        options["save_all"] = True
    else:
        picture = ImageOps.exif_transpose(image)
    picture.info = {key: picture.info[key] for key in KEPT_INFO & picture.info.keys()}
    output = BytesIO()
    picture.save(output, "JPEG" if image.format == "MPO" else image.format, **options)
    return output.getvalue()


def check_animation(content: bytes, most: int | None) -> None:
    """Raise TooManyPixels for an animation of more than `most` pixels; none of it is decoded.

    A browser, and whatever makes a rendition, draws each of its pictures at full size.
    """
    with Image.open(BytesIO(content)) as image:
        if image.format == "GIF":
            pixels = gif_pixels(content)
        elif image.format == "MPO":
            pixels = image.width * image.height  # only the first of its pictures is kept
        else:
            pixels = image.width * image.height * getattr(image, "n_frames", 1)
        if most is not None and pixels > most:
            raise TooManyPixels(pixels, most)


class CleanImageField(WagtailImageField):
    """Reads the whole picture, so that a damaged one is refused beside its field."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is None:
                return None
            file.seek(0)
            content = file.read()
            file.seek(0)
            check_animation(content, self.max_image_pixels)
            cleaned = without_metadata(content)
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
        if cleaned is None:
            return file
        replacement = SimpleUploadedFile(file.name, cleaned, file.content_type)
        replacement.image = file.image  # type: ignore[attr-defined]  # as Wagtail's field does
        return replacement


class CleanImageForm(BaseImageForm):
    """Wagtail's form for pictures with a field that cleans them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            # Wagtail makes the field in a callback that a site cannot replace.
            self.fields["file"] = CleanImageField(
                label=field.label,
                required=field.required,
                help_text=field.help_text,
                widget=field.widget,
                max_length=field.max_length,
            )


def clean_before_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Clean a picture that comes by another way than the form: a command, the shell, a fixture."""
    file = instance.file
    stored = bool(file) and file._committed
    if raw or not file or (stored and not instance._state.adding):
        return
    if stored:
        with file.storage.open(file.name) as opened:
            content = opened.read()
    else:
        file.seek(0)
        content = file.read()
        file.seek(0)
    cleaned = without_metadata(content)
    if cleaned is None:
        return
    name = PurePath(file.name).name
    if stored:
        file.storage.delete(file.name)
    file.save(name, ContentFile(cleaned, name), save=False)
    instance._set_image_file_metadata()


def connect() -> None:
    """Clean every picture of the site's image model before it is saved."""
    pre_save.connect(clean_before_save, sender=get_image_model(), dispatch_uid="cms.images")
