"""Makes Wagtail images of a document's pictures, with names that are known beforehand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils.text import slugify

from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from ..pictures import Header, cleaned
from .allowance import pictures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.storage import Storage

    from ..planning import Plan, PlannedPicture


def named(plan: Plan, token: str) -> Iterator[tuple[PlannedPicture, Any]]:
    """Yield each picture with an unsaved image whose file has got its name, and no content yet."""
    model = get_image_model()
    for number, planned in enumerate(pictures_of(plan), start=1):
        image = model(title=_title(planned, number))
        name = f"import-{token}-{number}.{_ending(planned)}"
        image.file.name = storage().generate_filename(image.get_upload_to(name))
        yield planned, image


def save(image: Any, planned: PlannedPicture, collection: Any, user: Any) -> bool:
    """Write the file and the row of an image; False, with nothing written, for a damaged picture."""
    made = cleaned(planned.picture.content)
    if made is None:
        return False
    # A new value of the field itself would be decoded once more, for its size.
    image.file.name = storage().save(image.file.name, ContentFile(made.content))
    image.width, image.height = made.width, made.height
    image.collection = collection
    image.uploaded_by_user = user
    if hasattr(image, "description"):
        image.description = planned.alt[:255]
    image.file_size = len(made.content)
    image.file_hash = hash_filelike(BytesIO(made.content))
    image.save()
    return True


def storage() -> Storage:
    """Where the files of images lie."""
    found: Storage = get_image_model()._meta.get_field("file").storage
    return found


def _ending(planned: PlannedPicture) -> str:
    header = Header.read(planned.picture.content)
    return header.ending if header else ""


def _title(planned: PlannedPicture, number: int) -> str:
    return (planned.alt or slugify(f"picture {number}"))[:255]
