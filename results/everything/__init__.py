"""All apps and middleware of the plugin, in their order, for the settings of a site.

Plain lists: a site puts them before its own, and `dict.fromkeys` leaves out what it has already.
"""

from wagtail import VERSION

HAS_API_V3 = VERSION >= (8, 0)
APPS = [
    "results.translation",
    "results.importing",
    "results.media",
    "results.api",
    "results.snapshots",
    "results.pdf",
    "results.previews",
    "results.webhooks",
    "results",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    *(["wagtail.api.v3", "ninja"] if HAS_API_V3 else []),
    "rest_framework",
    "django.contrib.sitemaps",
]
MIDDLEWARE = [
    "results.snapshots.middleware.SnapshotMiddleware",
    "results.snapshots.middleware.RateLimitMiddleware",
    "results.api.middleware.APIGuardMiddleware",
    "django.middleware.locale.LocaleMiddleware",
]
