"""Rules of a site's front pages, whose addresses each process may have in a cache of its own."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache

from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY as KEY
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION as VERSION

import pytest

from results.snapshots.rendering import rendering
from results.snapshots.rendering.storable import ask
from results.snapshots.serving.addresses import Address
from tests.factories import LocaleFactory
from tests.snapshots.hosts import SAYS

from .place import Place, as_the_site_says

pytestmark = pytest.mark.django_db(transaction=True)


def gets_another_language(place: Place) -> None:
    """Add a front page, which is a draft."""
    place.home.copy_for_translation(LocaleFactory.create(language_code="fi"))


def gets_another_slug(place: Place) -> None:
    """Give one another address within Wagtail."""
    place.edit(place.home_en, slug="home-english")


def is_written_with_other_columns(place: Place) -> None:
    """Write the address of one past Wagtail, with its title."""
    Page.objects.filter(pk=place.home_en.pk).update(url_path="/elsewhere/", title="Home")


@pytest.mark.parametrize(
    "change", [gets_another_language, gets_another_slug, is_written_with_other_columns]
)
def test_every_process_asks_anew_for_the_addresses_of_front_pages(
    change: Callable[[Place], None], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("index")
    known = Site.get_site_root_paths()
    asked = rendering._known_sites

    change(place)
    # As a process that has a cache of its own, and has not made anything since.
    cache.set(KEY, known, version=VERSION)
    monkeypatch.setattr(rendering, "_known_sites", asked)

    assert place.get("index").headers[SAYS] == "made"
    now = Site.get_site_root_paths()
    Site.clear_site_root_paths_cache()
    assert now == Site.get_site_root_paths() != known
    as_the_site_says(place, ["index", "edition", "sitemap"])


@pytest.mark.parametrize("when", ["before", "while"])
def test_what_somebody_had_asked_before_the_change_is_not_believed(
    when: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("edition")
    known = Site.get_site_root_paths()
    gets_another_slug(place)

    def note() -> None:
        cache.set(KEY, known, version=VERSION)

    place.get("information")
    if when == "before":
        note()
    else:
        late = [note]

        def slowly(address: Address) -> Any:
            while late:
                late.pop()()
            return ask(address)

        monkeypatch.setattr("results.snapshots.rendering.rendering.ask", slowly)
    for name in place.urls:
        place.get(name)
    assert place.get("edition").headers[SAYS] == "hit"

    Site.clear_site_root_paths_cache()
    as_the_site_says(place, place.urls)
