"""Rules of a site's front pages, whose addresses each process may have in a cache of its own."""

from collections.abc import Callable

from django.core.cache import cache

from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY as KEY
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION as VERSION

import pytest

from home.models import HomePage
from results.snapshots.making import making
from results.snapshots.serving import table
from results.snapshots.watching import images
from tests.factories import LocaleFactory

from .place import SAYS, Place
from .watch import as_the_site_says

pytestmark = pytest.mark.django_db(transaction=True)


def gets_another_language(place: Place) -> None:
    """Add a front page, which is a draft."""
    place.home.copy_for_translation(LocaleFactory.create(language_code="fi"))


def gets_another_slug(place: Place) -> None:
    """Give one another address within Wagtail."""
    place.edit(place.home_en, slug="home-english")


def moves(place: Place) -> None:
    """Put one below another page."""
    Page.objects.get(pk=place.home_en.pk).move(place.information, pos="last-child")


def moves_with_the_page_above(place: Place) -> None:
    """Give the page above one another address."""
    place.edit(place.information, slug="elsewhere")


def loses_a_language(place: Place) -> None:
    """Delete one."""
    HomePage.objects.get(pk=place.home_en.pk).delete()


Change = Callable[[Place], None]
CHANGES: list[tuple[list[Change], Change]] = [
    ([], gets_another_language),
    ([], gets_another_slug),
    ([], moves),
    ([moves], moves_with_the_page_above),
    ([], loses_a_language),
]


@pytest.mark.parametrize(("before", "change"), CHANGES)
def test_every_process_asks_anew_for_the_addresses_of_front_pages(
    before: list[Change], change: Change, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in before:
        step(place)
    place.warm()
    row, known = place.row("information"), Site.get_site_root_paths()
    asked_in = dict(making._of_sites)

    change(place)
    # As a process that has a cache of its own, and has not made anything since.
    cache.set(KEY, known, version=VERSION)
    monkeypatch.setattr(making, "_of_sites", asked_in)

    assert place.get("information").headers[SAYS] == "made"
    asked = Site.get_site_root_paths()
    Site.clear_site_root_paths_cache()
    assert asked == Site.get_site_root_paths() != known
    assert place.row("information") != row
    as_the_site_says(place)


def test_a_front_page_that_keeps_its_address_begins_no_generation(place: Place) -> None:
    _epoch, generation = table.state()

    place.edit(place.home_en, title="Another title")

    assert table.state()[1] == generation


@pytest.mark.parametrize(
    ("field", "is_new"), [("slug", True), ("url_path", True), ("title", False)]
)
def test_addresses_of_more_pages_than_are_looked_at_may_be_of_a_front_page(
    field: str, is_new: bool, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MOST_ROWS", 0)
    _epoch, generation = table.state()

    Page.objects.filter(pk=place.information.pk).update(**{field: "other"})

    assert (table.state()[1] != generation) is is_new
