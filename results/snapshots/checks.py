"""System checks of the stored answers."""

from contextlib import suppress
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.module_loading import import_string

from ..conf import setting
from .rules import LIMIT, rules

APP = "results.snapshots"
MIDDLEWARE = "results.snapshots.middleware.SnapshotMiddleware"
WRAPPER = "results.snapshots.wsgi"
# Django's own, and those of packages that are named after them.
PAGE_CACHES = ("UpdateCacheMiddleware", "FetchFromCacheMiddleware")


def ways_in() -> list[str]:
    """Return by which of "middleware" and "wsgi", as the outermost wrapper, the site gives answers."""
    found = ["middleware"] if MIDDLEWARE in settings.MIDDLEWARE else []
    # There may be no application; it is the site's own code, and may want what is not here.
    with suppress(Exception):
        if import_string(settings.WSGI_APPLICATION).__module__ == WRAPPER:
            found.append("wsgi")
    return found


def check_app(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_snapshots.E001: the middleware without the app, which alone has the tables."""
    if MIDDLEWARE not in settings.MIDDLEWARE or apps.is_installed(APP):
        return []
    return [
        Error(
            f"The middleware of {APP} is installed, the app is not.",
            hint="Add 'results.snapshots' to INSTALLED_APPS.",
            id="results_snapshots.E001",
        )
    ]


def check_page_caches(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_snapshots.E002: another cache of whole answers, which gets old without a word."""
    found = [name for name in settings.MIDDLEWARE if name.endswith(PAGE_CACHES)]
    if not found or not rules().is_on:
        return []
    return [
        Error(
            f"Snapshots would be made of what {', '.join(found)} has kept, however old that is.",
            hint="Take it out of MIDDLEWARE, or switch snapshots off.",
            id="results_snapshots.E002",
        )
    ]


def check_order(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_snapshots.W001: the middleware is not the first one."""
    if MIDDLEWARE not in settings.MIDDLEWARE[1:]:
        return []
    return [
        Warning(
            f"{MIDDLEWARE} is not the first in MIDDLEWARE, or stands there twice: every stored answer "
            "pays for what stands before it, which may change it once more.",
            hint="Put it at the head of MIDDLEWARE, once.",
            id="results_snapshots.W001",
        )
    ]


def check_hosts(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_snapshots.W002: no host is written out, so that nothing is ever stored."""
    if rules().hosts or not rules().is_on:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS writes out no host: nothing is ever stored, since anybody could make "
            "up a host and have an answer stored for it.",
            hint="Name the site's own hosts, without * and without a dot in front.",
            id="results_snapshots.W002",
        )
    ]


def check_client_address(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_snapshots.E003, W003: nothing, or the proxy, tells clients apart."""
    named = setting("CLIENT_ADDRESS")
    try:
        if named:
            import_string(named)
    except ImportError:
        return [
            Error(
                f"WAGTAIL_RESULTS['CLIENT_ADDRESS'] is {named!r}, which cannot be imported.",
                hint="Name a function of the site's own that takes a request.",
                id="results_snapshots.E003",
            )
        ]
    is_behind_proxy = settings.SECURE_PROXY_SSL_HEADER or settings.USE_X_FORWARDED_HOST
    if named or not is_behind_proxy or LIMIT not in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            f"{LIMIT} counts all visitors as one: it sees the address of the proxy only.",
            hint="Name in WAGTAIL_RESULTS['CLIENT_ADDRESS'] what returns the client's.",
            id="results_snapshots.W003",
        )
    ]
