"""A site that is seeded in bulk is one that Wagtail itself might have made."""

from typing import Any

from django.test import Client

from wagtail.models import Page, Site

import pytest

from benchmarks.seeding.forest import SPECIAL, seed
from benchmarks.seeding.ours import FAMILY
from results.models import ResultsPage

pytestmark = pytest.mark.django_db

EDITIONS = 12  # more than one index page holds


@pytest.fixture
def manifest() -> dict[str, Any]:
    return seed(FAMILY, EDITIONS)


def children(block: Any, name: str) -> list[Any]:
    return list(block.value.get(name) or [])


def test_the_tree_has_no_faults(manifest: dict[str, Any]) -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
    assert ResultsPage.objects.count() == 2 * (EDITIONS + len(SPECIAL))
    for page in ResultsPage.objects.all():
        languages = page.get_translations(inclusive=True).values_list("locale__language_code")
        assert {code for (code,) in languages} == {"sv", "en"}


def test_every_address_of_the_manifest_answers(manifest: dict[str, Any], client: Client) -> None:
    assert Site.objects.get().root_page.slug == "home-sv"
    for path in [*manifest["addresses"], *manifest["paths"].values()]:
        assert client.get(path).status_code == 200
    assert len(manifest["addresses"]) == EDITIONS


def test_every_edition_would_be_let_through_by_the_guard(manifest: dict[str, Any]) -> None:
    for page in ResultsPage.objects.all():
        assert page.get_refusals(publishing=True) == []
