"""Makes Wagtail images of the pictures that the site takes, with names that are known beforehand."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from ...compat import image_policy
from ..document import LeftOut
from ..pictures import Header, cleaned
from ..planning import Kind, Plan, PlannedPicture, Point
from ..planning.pointing import points_of

# An empty PNG of 50 million pixels has less than a thousand bytes, and takes more than a second to be
# written. 200 million pixels are sixteen photographs of a telephone: more than 20 MB of document hold,
# unless they were made smaller first.
MAX_PICTURES = 100
MAX_TOTAL_PIXELS = 200_000_000


def pictures_of(plan: Plan) -> list[PlannedPicture]:
    """The pictures of the plan, in the order of the page."""
    found = [plan.hero] if plan.hero else []
    return found + [section.picture for section in plan.sections if section.picture]


def collection_for(user: Any) -> Any:
    """A collection that the person may add images to, or None; without a person, the root."""
    if user is None:
        return Collection.get_first_root_node()
    return image_policy().collections_user_has_permission_for(user, "add").first()


def leave_pictures_out(plan: Plan, user: Any) -> None:
    """Take out of the plan what one document may not bring, or this person may not add."""
    if collection_for(user) is None:
        reason = _("A picture: you may not add images.")
        _leave_out(plan, [(planned, reason) for planned in pictures_of(plan)])
    _leave_out(plan, list(_beyond(pictures_of(plan))))
    for left in plan.left_out:
        # Where there are no words, the texts that were left out do not tell of it.
        told = _("Left out: %(reason)s") % {"reason": left.reason}
        if not left.text.strip() and not {told, left.reason} & set(plan.notices):
            plan.notices.append(told)


def leave_damaged_out(plan: Plan, damaged: Iterable[PlannedPicture]) -> None:
    """Take pictures that could not be decoded out of the plan, each for a point to do."""
    reason = _("A picture that is damaged.")
    left = [(planned, reason) for planned in damaged]
    points = [_point(plan, planned) for planned, _reason in left]
    _leave_out(plan, left)
    plan.points += points


def _beyond(pictures: Iterable[PlannedPicture]) -> Iterator[tuple[PlannedPicture, str]]:
    """Yield the pictures that one document may not bring, each with the reason."""
    number = total = 0
    for planned in pictures:
        header = Header.read(planned.picture.content)
        pixels = header.pixels if header else 0
        if number == MAX_PICTURES:
            reason = _("A picture beyond the first %(count)d of the document.") % {"count": number}
        elif total + pixels > MAX_TOTAL_PIXELS:
            reason = _(
                "A picture that there is no room for: those of one document may have "
                "%(limit)s pixels together."
            ) % {"limit": number_format(MAX_TOTAL_PIXELS, force_grouping=True)}
        else:
            number += 1
            total += pixels
            continue
        yield planned, reason


def _leave_out(plan: Plan, left: list[tuple[PlannedPicture, str]]) -> None:
    if not left:
        return
    gone = {id(planned) for planned, _reason in left}
    plan.left_out += [LeftOut(planned.text, reason) for planned, reason in left]
    if id(plan.hero) in gone:
        plan.hero = None
    for section in plan.sections:
        if id(section.picture) in gone:
            section.picture = None
    plan.sections = [section for section in plan.sections if not section.is_empty]
    plan.points = points_of(plan)


def _point(plan: Plan, planned: PlannedPicture) -> Point:
    text = _("Add a picture again: in the document it is damaged.")
    if planned.alt:
        text = _("Add the picture “%(alt)s” again: in the document it is damaged.") % {
            "alt": planned.alt
        }
    if planned is plan.hero:
        return Point(text, ("hero_image",))
    home = next(section for section in plan.sections if section.picture is planned)
    # A block that is nothing but the picture goes with it.
    return Point(text, ("body",) if home.kind is Kind.IMAGE else ("body", home.id))


def named(plan: Plan, token: str) -> Iterator[tuple[PlannedPicture, Any]]:
    """Yield each picture with an unsaved image, whose file has a name and no content yet."""
    model = get_image_model()
    for number, planned in enumerate(pictures_of(plan), start=1):
        image = model(title=(planned.alt or f"picture-{number}")[:255])
        header = Header.read(planned.picture.content)
        name = f"import-{token}-{number}.{header.ending if header else ''}"
        wanted = storage().generate_filename(image.get_upload_to(name))
        image.file.name = storage().get_available_name(wanted)
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
