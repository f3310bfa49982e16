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

from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from PIL import Image, ImageOps

# What a picture needs to look the same; everything else that its file says is dropped.
KEPT_INFO = {"background", "duration", "gamma", "loop", "transparency"}
METADATA_INFO = {"XML:com.adobe.xmp", "comment", "exif", "photoshop", "xmp"}
# Segments of a JPEG file that say how to show it: JFIF, ICC profile, Adobe's colour transform.
DISPLAY_SEGMENTS = {"APP0", "APP2", "APP14"}
ORIENTATION = 0x0112
UNREADABLE = (
    EOFError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
)


def without_metadata(content: bytes) -> bytes | None:
    """The picture's file without metadata, upright; None when there is nothing to remove.

    Raises one of UNREADABLE when the file is damaged.
    """
    with Image.open(BytesIO(content)) as image:
        image.load()
        if not _has_metadata(image):
            return None
        animated = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
        options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
        if animated:
            options["save_all"] = True
        # A phone's JPEG may hold several pictures; the first is the one that people see.
        target = "JPEG" if image.format == "MPO" else image.format
        picture: Image.Image = image
        if not animated and image.getexif().get(ORIENTATION, 1) != 1:
            picture = ImageOps.exif_transpose(image)
            options["quality"] = 95
        elif target == "JPEG":
            picture.format = "JPEG"
            options["quality"] = "keep"
        else:
            options["quality"] = 95
        picture.info = {key: picture.info[key] for key in KEPT_INFO & picture.info.keys()}
        output = BytesIO()
        picture.save(output, target, **options)
        return output.getvalue()


def _has_metadata(image: Image.Image) -> bool:
    return bool(
        image.format == "MPO"
        or METADATA_INFO & image.info.keys()
        or getattr(image, "text", None)
        or any(name not in DISPLAY_SEGMENTS for name, _ in getattr(image, "applist", ()))
    )


class CleanImageField(WagtailImageField):
    """Reads the whole picture, so that a damaged one is refused beside its field."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is None:
                return None
            file.seek(0)
            cleaned = without_metadata(file.read())
            file.seek(0)
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
            # Wagtail makes the field in a callback that a site cannot replace; the class below
            # adds behaviour and no state.
            field.__class__ = CleanImageField


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
