"""A peer's own addresses for its tests, and those that docs/how-to/add-to-a-site.md adds to them."""

import os
from importlib import import_module

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import LocalePrefixPattern

settings = import_module(os.environ["PEER_SETTINGS"])
*theirs, last = import_module(settings.ROOT_URLCONF).urlpatterns
# An API that a site has already is put first.
apis = [each for each in theirs if str(each.pattern).startswith("api/")]
pages: list[URLPattern | URLResolver] = [path("", include("results.urls"))]
if isinstance(last.pattern, LocalePrefixPattern):
    prefixed = last.pattern.prefix_default_language
    pages = [*i18n_patterns(*pages, prefix_default_language=prefixed)]
urlpatterns = [*apis, path("", include("results.everything.urls")), *theirs, *pages, last]
