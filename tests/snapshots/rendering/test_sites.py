"""What Wagtail's cache says of front pages while an answer is made."""

from django.core.cache import cache

from wagtail.models import Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY as KEY
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION as VERSION

from results.snapshots.rendering.rendering import are_sites_known, know_sites


def test_it_is_asked_anew_where_it_says_something_else_than_in_this_version() -> None:
    know_sites(1)
    known = Site.get_site_root_paths()
    assert known
    assert are_sites_known(1)
    assert not are_sites_known(2)
    cache.set(KEY, [], version=VERSION)
    assert not are_sites_known(1)
    know_sites(1)
    assert Site.get_site_root_paths() == known
    # What it has forgotten it will ask for.
    Site.clear_site_root_paths_cache()
    assert are_sites_known(1)
