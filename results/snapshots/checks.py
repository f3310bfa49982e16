"""System checks of the stored answers."""

from contextlib import suppress
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.module_loading import import_string

from ..conf import can_be_imported, setting
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


def check_settings(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """E002, W001 and W002: what is old without a word, or never stored; E003 and W003: clients as one."""
    found: list[CheckMessage] = []
    others = [name for name in settings.MIDDLEWARE if name.endswith(PAGE_CACHES)]
    if others and rules().is_on:
        found.append(
            Error(
                f"Snapshots would be made of what {', '.join(others)} has kept, however old that is.",
                hint="Take it out of MIDDLEWARE, or switch snapshots off.",
                id="results_snapshots.E002",
            )
        )
    if MIDDLEWARE in settings.MIDDLEWARE[1:]:
        found.append(
            Warning(
                f"{MIDDLEWARE} is not the first in MIDDLEWARE, or stands there twice: every stored "
                "answer pays for what stands before it, which may change it once more.",
                hint="Put it at the head of MIDDLEWARE, once.",
                id="results_snapshots.W001",
            )
        )
    if rules().is_on and not rules().hosts:
        found.append(
            Warning(
                "ALLOWED_HOSTS writes out no host: nothing is ever stored, since anybody could make "
                "up a host and have an answer stored for it.",
                hint="Name the site's own hosts, without * and without a dot in front.",
                id="results_snapshots.W002",
            )
        )
    is_behind_proxy = settings.SECURE_PROXY_SSL_HEADER or settings.USE_X_FORWARDED_HOST
    named = setting("CLIENT_ADDRESS")
    if named and not can_be_imported(named):
        found.append(
            Error(
                f"WAGTAIL_RESULTS['CLIENT_ADDRESS'] is {named!r}, which cannot be imported.",
                hint="Name a function of the site's own that takes a request.",
                id="results_snapshots.E003",
            )
        )
    elif not named and is_behind_proxy and rules().is_limited:
        found.append(
            Warning(
                f"{LIMIT} counts all visitors as one: it sees the address of the proxy only.",
                hint="Name in WAGTAIL_RESULTS['CLIENT_ADDRESS'] what returns the client's.",
                id="results_snapshots.W003",
            )
        )
    return found
