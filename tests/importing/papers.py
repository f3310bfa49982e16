"""Documents to import, and what a site holds before and after."""

import base64
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission

from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
)

from PIL import Image

from results.importing.drafting import Outcome, Source, make_draft, place_for
from results.importing.models import DocumentImport, Upload
from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document

# Nothing of it is left to do.
CLEAN = """\
# Our results

What came of the year.

## The hotline

We reviewed 6,558 reports. 1,100 of the 6,558 reports were of crimes. [The work of the \
hotline](https://ecpat.se/hotline) goes on.

## Schools

Over 250 pupils took part, and 98.6% of them would do so again. We raised £1.2 million.
"""
# It has a link that leads nowhere.
OPEN = CLEAN + "\n>> Read more about the schools <<\n"


def source(text: str = CLEAN, name: str = "results.md") -> Source:
    """The text as a file."""
    return Source(text.encode(), name)


def plan(of: Source, year: int = 2016, language: str = "en") -> Plan:
    """What is to become of a document."""
    return plan_document(read_document(of.content, of.name, language), language, year)


def drafted(index: Any, of: Source, user: Any = None, **options: Any) -> Outcome:
    """The document as a draft edition of 2016, or of `year`."""
    year = options.pop("year", 2016)
    place = place_for(index, year, user)
    return make_draft(plan(of, year, place.language), of, place, user, **options)


def photograph(number: int = 1, kind: str = "JPEG") -> bytes:
    """A photograph that tells where it was taken; each number is another one."""
    picture = Image.new("RGB", (64, 48), (number % 256, number // 256, 90))
    exif = Image.Exif()
    exif[0x010F] = "Camera of a photographer"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 19.0, 30.0), 3: "E", 4: (18.0, 4.0, 7.0)})
    return written(picture, kind, exif=exif)


def written(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The picture as a file."""
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def plain(width: int = 64, height: int = 48, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    return written(Image.new(mode, (width, height)), kind)


def cut_off(kind: str = "JPEG") -> bytes:
    """A picture whose end is missing; its beginning says nothing of that."""
    whole = written(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    return whole[: len(whole) // 2]


def tag(content: bytes, alt: str = "Children in a boat") -> str:
    """The HTML of the picture; browsers and the reader go by its content alone."""
    return f'<img src="data:image/png;base64,{base64.b64encode(content).decode()}" alt="{alt}">'


def picture_tag(number: int = 1, alt: str = "Children in a boat") -> str:
    """The HTML of a photograph that lies within the document."""
    return tag(photograph(number), alt)


def illustrated(*pictures: str, more: str = "") -> Source:
    """A page with the first picture in the introduction and each other one below a heading."""
    first, *others = pictures
    sections = "".join(
        f"<h2>Part {number}</h2><p>We did what part {number} asks for.</p>{picture}"
        for number, picture in enumerate(others, start=1)
    )
    text = f"<h1>Our results</h1><p>What came of it.</p>{first}{sections}{more}"
    return Source(text.encode(), "results.html")


def media_files() -> set[str]:
    """The files of the site, by their names in its media folder."""
    folder = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def holdings() -> Counter[str]:
    """How much there is of all that an import could write."""
    models = (
        Page,
        Revision,
        PageLogEntry,
        ModelLogEntry,
        DocumentImport,
        Upload,
        get_image_model(),
    )
    counted = Counter({model.__name__: model.objects.count() for model in models})
    return counted + Counter(files=len(media_files()))


def let_add_images(user: Any) -> None:
    """Let a person add images to the root collection."""
    group = Group.objects.create(name=f"Images for {user}")
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    user.groups.add(group)
