"""Rules of what a site is told that has set something up wrongly, and of the ways in."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

import pytest
from pytest_django import Settings

from results.snapshots import checks
from results.snapshots.checks import ways_in
from results.snapshots.wsgi import with_snapshots

OURS = checks.MIDDLEWARE
OTHER = "django.middleware.common.CommonMiddleware"


def ids(messages: list[Any]) -> list[str]:
    return [message.id for message in messages]


def test_either_way_in_without_the_app_is_an_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "results.snapshots")
    assert ids(checks.check_app(None)) == ["results_snapshots.E001"]
    with pytest.raises(ImproperlyConfigured, match=r"results\.snapshots"):
        with_snapshots(plain)

    settings.MIDDLEWARE = [OTHER]
    assert checks.check_app(None) == []


def test_another_cache_of_whole_pages_is_an_error(settings: Settings) -> None:
    settings.MIDDLEWARE = [OURS, "wagtailcache.cache.UpdateCacheMiddleware"]
    assert ids(checks.check_settings(None)) == ["results_snapshots.E002"]

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}
    assert checks.check_settings(None) == []


def test_a_middleware_that_is_not_the_first_or_stands_there_twice_is_warned_of(
    settings: Settings,
) -> None:
    for middleware in ([OTHER, OURS], [OURS, OTHER, OURS]):
        settings.MIDDLEWARE = middleware
        assert ids(checks.check_settings(None)) == ["results_snapshots.W001"]

    settings.MIDDLEWARE = [OTHER]
    assert checks.check_settings(None) == []


@pytest.mark.parametrize("hosts", [[], ["*", ".results.example"]])
def test_a_site_that_writes_out_no_host_is_warned(hosts: list[str], settings: Settings) -> None:
    settings.ALLOWED_HOSTS = hosts
    assert ids(checks.check_settings(None)) == ["results_snapshots.W002"]

    settings.ALLOWED_HOSTS = [*hosts, "results.example"]
    assert checks.check_settings(None) == []

    settings.ALLOWED_HOSTS, settings.WAGTAIL_RESULTS = hosts, {"SNAPSHOTS": False}
    assert checks.check_settings(None) == [], "A site that stores nothing needs none."


def test_a_function_that_is_not_there_is_an_error(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"CLIENT_ADDRESS": "cms.middleware.nothing"}
    assert ids(checks.check_settings(None)) == ["results_snapshots.E003"]


def test_a_limit_for_the_proxy_alone_is_warned_of(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {}
    assert checks.check_settings(None) == []
    settings.USE_X_FORWARDED_HOST = True
    assert ids(checks.check_settings(None)) == ["results_snapshots.W003"]
    settings.USE_X_FORWARDED_HOST = False
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ids(checks.check_settings(None)) == ["results_snapshots.W003"]

    settings.WAGTAIL_RESULTS = {"CLIENT_ADDRESS": "cms.middleware.client_address"}
    assert checks.check_settings(None) == []

    settings.WAGTAIL_RESULTS, settings.MIDDLEWARE = {}, [OURS]
    assert checks.check_settings(None) == []


def plain(environ: Any, start_response: Any) -> list[bytes]:
    """An application without stored answers."""
    return []


@pytest.mark.parametrize("application", ["plain", "missing"])
def test_an_application_that_gives_no_stored_answers_or_is_not_there_is_no_way_in(
    application: str, settings: Settings
) -> None:
    settings.MIDDLEWARE, settings.WSGI_APPLICATION = [], f"{__name__}.{application}"
    assert ways_in() == []
