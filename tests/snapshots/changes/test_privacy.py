"""Rules of what nobody gets who may not: restricted pages, drafts, other people's answers."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from wagtail.models import APIToken, PageViewRestriction

import pytest

from results.snapshots.models import Snapshot

from .place import SAYS, V2, V3, Place
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = {
    "login": {"restriction_type": "login"},
    "group": {"restriction_type": "groups"},
    "password": {"restriction_type": "password", "password": "a word that is secret"},
}
DRAFT = "Only a draft says this"


def restrict(place: Place, page: object, kind: str) -> None:
    """Make a page private, as Wagtail's own window does."""
    values: dict[str, object] = dict(KINDS[kind])
    if kind == "group":
        values["groups"] = [str(Group.objects.create(name="Readers").pk)]
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])  # type: ignore[attr-defined]
    response = place.browser.post(url, values)
    assert response.status_code == 200, response.content
    assert PageViewRestriction.objects.filter(page=page.pk).count() == 1  # type: ignore[attr-defined]


def release(place: Place, page: object) -> None:
    """Make a page public again, as Wagtail's own window does."""
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])  # type: ignore[attr-defined]
    place.browser.post(url, {"restriction_type": "none"})
    assert not PageViewRestriction.objects.filter(page=page.pk).exists()  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_becomes_private_is_gone_for_everybody(place: Place, kind: str) -> None:
    after(
        place,
        lambda: restrict(place, place.edition, kind),
        changed=("edition", "index", "feed", "sitemap", "v2 edition", "v3 edition", "v3 list"),
    )
    assert not place.is_stored("edition")


def test_the_pages_below_a_private_one_are_gone_too(place: Place) -> None:
    after(
        place,
        lambda: restrict(place, place.index, "login"),
        changed=("edition", "other", "index", "home", "v2 edition", "v3 other", "sitemap", "feed"),
    )
    assert not place.is_stored("edition")


def test_what_is_public_again_is_there_with_the_pages_below(place: Place) -> None:
    restrict(place, place.index, "login")
    public = ("home", "home en", "information", "v2 list", "v3 list", "sitemap")
    before = place.warm(*public)

    release(place, place.index)

    for name in public:
        assert place.get(name).content == place.fresh(name).body, name
    assert place.get("v3 list").content != before["v3 list"].body
    assert place.get("edition").status_code == 200


def test_what_a_preview_shows_nobody_else_sees(place: Place) -> None:
    place.warm("edition")
    place.edit(place.edition, action="", title=DRAFT, introduction=DRAFT)

    url = reverse("wagtailadmin_pages:view_draft", args=[place.edition.pk])
    assert DRAFT in place.browser.get(url).text

    assert not Snapshot.objects.filter(url__contains="/admin/").exists()
    assert all(DRAFT not in place.get(name).text for name in place.urls)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_draft_that_a_program_may_read_is_not_given_to_others(
    place: Place, is_first: bool
) -> None:
    place.edit(place.edition, action="", title=DRAFT, introduction=DRAFT)
    user = get_user_model().objects.get(pk=place.browser.session["_auth_user_id"])
    _token, secret = APIToken.create_token(user=user, name="test")
    program = Client(headers={"authorization": f"Bearer {secret}"})
    urls = (f"{V3}{place.edition.pk}/", V3, f"{V2}{place.edition.pk}/")
    if not is_first:
        place.warm("v3 edition", "v3 list", "v2 edition")

    answers = [program.get(url) for url in urls]
    also_logged_in = [place.browser.get(url) for url in urls]

    assert all(SAYS not in answer.headers for answer in (*answers, *also_logged_in))
    for url in urls:
        anonymous = place.visitor.get(url)
        assert anonymous.status_code == 200
        assert DRAFT not in anonymous.text


def test_a_page_that_was_never_published_is_not_given_to_others(place: Place) -> None:
    place.edition.unpublish()
    place.edit(place.edition, action="", title=DRAFT)
    user = get_user_model().objects.get(pk=place.browser.session["_auth_user_id"])
    _token, secret = APIToken.create_token(user=user, name="test")
    url = f"{V3}{place.edition.pk}/"

    own = place.visitor.get(url, headers={"authorization": f"Bearer {secret}"})
    assert own.status_code == 200

    assert place.visitor.get(url).status_code == 404
    assert not place.is_stored("v3 edition")
