"""A site that is seeded in bulk is one that Wagtail itself might have made."""

from wagtail.models import Page

import pytest

from benchmarks.seeding.forest import SPECIAL, seed
from benchmarks.seeding.ours import FAMILY
from results.models import ResultsPage

pytestmark = pytest.mark.django_db

EDITIONS = 12  # more than one index page holds


def test_the_tree_has_no_faults() -> None:
    seed(FAMILY, EDITIONS)
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
    assert ResultsPage.objects.count() == 2 * (EDITIONS + len(SPECIAL))
    for page in ResultsPage.objects.all():
        languages = page.get_translations(inclusive=True).values_list("locale__language_code")
        assert {code for (code,) in languages} == {"sv", "en"}
