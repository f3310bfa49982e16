"""Rules of what follows for a visitor from changes of pictures and documents."""

from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest

from .place import Place
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)

SHOWING = ("edition", "v2 edition", "v3 edition")
OTHERS = ("other", "information", "home en", "v2 other", "v3 other", "v3 information")


def _edit_image(place: Place, **values: object) -> None:
    image = place.image
    data = {
        "title": image.title,
        "description": image.description,
        "collection": str(image.collection_id),
        "tags": "",
        "focal_point_x": "",
        "focal_point_y": "",
        "focal_point_width": "",
        "focal_point_height": "",
    }
    url = reverse("wagtailimages:edit", args=[image.pk])
    response = place.browser.post(url, {**data, **values})
    assert response.status_code == 302, response.context["form"].errors


def test_a_picture_has_its_new_file(place: Place) -> None:
    new = get_test_image_file(filename="ny.png", colour="red")
    new.seek(0)
    after(place, lambda: _edit_image(place, file=new), changed=SHOWING[:2], kept=OTHERS)


def test_a_picture_is_cut_around_its_new_focal_point(place: Place) -> None:
    point = {
        "focal_point_x": "10",
        "focal_point_y": "10",
        "focal_point_width": "5",
        "focal_point_height": "5",
    }
    after(place, lambda: _edit_image(place, **point), changed=SHOWING[:1], kept=OTHERS)


def test_a_picture_s_new_title_is_in_every_answer_that_shows_it(place: Place) -> None:
    after(
        place,
        lambda: _edit_image(place, title="Ny bild", description="Ny beskrivning"),
        changed=("v2 edition",),
        kept=OTHERS,
    )


def test_a_picture_that_is_deleted_is_gone(place: Place) -> None:
    after(
        place,
        lambda: place.press("wagtailimages:delete", place.image.pk),
        changed=SHOWING,
        kept=OTHERS[1:],
    )


def test_a_document_has_its_new_file_and_title(place: Place) -> None:
    after(
        place,
        lambda: place.press(
            "wagtaildocs:edit",
            place.document.pk,
            title="Årsberättelsen",
            file=ContentFile(b"%PDF-1.5 longer than it was", name="ny.pdf"),
            collection=str(place.document.collection_id),
            tags="",
        ),
        changed=SHOWING[:2],
        kept=OTHERS,
    )


def test_a_document_that_is_deleted_is_gone(place: Place) -> None:
    after(
        place,
        lambda: place.press("wagtaildocs:delete", place.document.pk),
        changed=SHOWING,
        kept=OTHERS[1:],
    )


def test_a_document_that_becomes_private_is_gone(place: Place) -> None:
    collection = Collection.get_first_root_node().add_child(name="Internt")

    def restrict() -> None:
        place.press(
            "wagtaildocs:edit",
            place.document.pk,
            title=place.document.title,
            collection=str(collection.pk),
            tags="",
        )
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    after(place, restrict, changed=("edition",), kept=("information", "v3 information"))


def test_a_document_is_there_when_its_collection_is_public_again(place: Place) -> None:
    root = Collection.get_first_root_node()
    restriction = CollectionViewRestriction.objects.create(
        collection=root, restriction_type="login"
    )
    after(place, restriction.delete, changed=("edition",), kept=("information", "v3 information"))
