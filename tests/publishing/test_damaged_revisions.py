"""A revision that cannot be read is told of wherever somebody reads it, and never published."""

from typing import Any

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest

from results.models import ResultsPage
from tests.factories import good_body

from .routes import V3
from .world import World

pytestmark = pytest.mark.django_db

damages = pytest.mark.parametrize(
    "damage",
    [{"period_start": "x"}, {"body": "{no json"}, {"open_points": ["x", 5, None]}],
    ids=str,
)


def damaged(world: World, damage: dict[str, Any]) -> ResultsPage:
    """A draft whose latest revision was damaged past the page, after a whole one."""
    page = world.draft(good_body())
    page.save_revision()
    page = ResultsPage.objects.get(pk=page.pk)
    revision = page.get_latest_revision()
    revision.content |= damage
    revision.save()
    return page


@damages
def test_in_bulk(world: World, damage: dict[str, Any]) -> None:
    page = damaged(world, damage)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = world.browser.post(f"{url}?id={page.pk}")
    page.refresh_from_db()
    assert answer.status_code == 302
    told = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert page.live is not ("damaged and cannot be read" in told)
    assert page.live is ("open_points" in damage)


@damages
def test_in_the_api(world: World, damage: dict[str, Any]) -> None:
    page = damaged(world, damage)
    answer = world.api.post(f"{V3}{page.pk}/actions/publish/", content_type="application/json")
    page.refresh_from_db()
    assert answer.status_code == (200 if page.live else 422)
    assert page.live is ("open_points" in damage)


@damages
@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@pytest.mark.parametrize(
    "name", ["edit", "view_draft", "revisions_revert", "revisions_compare", "revisions_view"]
)
def test_in_the_admin_nobody_sees_a_server_error(
    world: World, damage: dict[str, Any], name: str
) -> None:
    page = damaged(world, damage)
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    more = {"revisions_compare": [first, last]}.get(name, [last] if "revisions" in name else [])
    url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])
    answer = world.browser.get(url, follow=True, headers={"referer": f"http://testserver{url}"})
    assert answer.status_code == 200


def test_an_earlier_revision_can_still_be_chosen(world: World) -> None:
    page = damaged(world, {"period_start": "x"})
    first = page.revisions.order_by("pk")[0]
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert world.browser.get(history).status_code == 200
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    answer = world.browser.get(url)
    assert answer.status_code == 200
