"""Makes Wagtail images of a document's pictures, with names that are known beforehand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils.text import slugify

from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from ..pictures import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.storage import Storage

    from ..planning import Plan, PlannedPicture


def pictures_of(plan: Plan) -> list[PlannedPicture]:
    """The pictures of the plan, in the order of the page."""
    found = [plan.hero] if plan.hero else []
    return found + [section.picture for section in plan.sections if section.picture]


def collection_for(user: Any) -> Any:
    """The collection that the person may add images to; None where there is none.

    Without a person, the root collection.
    """
    if user is None:
        return Collection.get_first_root_node()
    return _policy().collections_user_has_permission_for(user, "add").first()


def named(plan: Plan, token: str) -> Iterator[tuple[PlannedPicture, Any]]:
    """Yield each picture with an unsaved image whose file has got its name, and no content yet."""
    model = get_image_model()
    for number, planned in enumerate(pictures_of(plan), start=1):
        image = model(title=_title(planned, number))
        name = f"import-{token}-{number}.{_ending(planned)}"
        image.file.name = storage().generate_filename(image.get_upload_to(name))
        yield planned, image


def save(image: Any, planned: PlannedPicture, collection: Any, user: Any) -> None:
    """Write the file and the row of an image."""
    made = cleaned(planned.picture.content)
    if made is None:
        raise ValueError("The picture was readable when it was planned.")
    stored = storage().save(image.file.name, ContentFile(made[0]))
    image.file = stored
    image.collection = collection
    image.uploaded_by_user = user
    if hasattr(image, "description"):
        image.description = planned.alt[:255]
    image.file_size = len(made[0])
    image.file_hash = hash_filelike(BytesIO(made[0]))
    image.save()


def storage() -> Storage:
    """Where the files of images lie."""
    found: Storage = get_image_model()._meta.get_field("file").storage
    return found


def _policy() -> Any:
    try:
        from wagtail.permissions import policy_registry
    except ImportError:
        # Wagtail 7.4
        from wagtail.images.permissions import permission_policy

        return permission_policy
    return policy_registry.get_by_type(get_image_model())


def _ending(planned: PlannedPicture) -> str:
    made = cleaned(planned.picture.content)
    return made[1] if made else "bin"


def _title(planned: PlannedPicture, number: int) -> str:
    return (planned.alt or slugify(f"picture {number}"))[:255]
