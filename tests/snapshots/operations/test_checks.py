"""Rules of what a site is told that has set something up wrongly, and of the ways in."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

import pytest
from pytest_django import Settings

from results.snapshots import checks
from results.snapshots.checks import MIDDLEWARE
from results.snapshots.operations.reports import ways_in
from results.snapshots.wsgi import with_snapshots

OURS = checks.MIDDLEWARE
OTHER = "django.middleware.common.CommonMiddleware"


def ids(messages: list[Any]) -> list[str]:
    return [message.id for message in messages]


def test_the_middleware_without_its_app_is_an_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "results.snapshots")
    assert ids(checks.check_app(None)) == ["results_snapshots.E001"]

    settings.MIDDLEWARE = [OTHER]
    assert checks.check_app(None) == []


def test_another_cache_of_whole_pages_is_an_error(settings: Settings) -> None:
    settings.MIDDLEWARE = [OURS, "wagtailcache.cache.UpdateCacheMiddleware"]
    assert ids(checks.check_page_caches(None)) == ["results_snapshots.E002"]

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}
    assert checks.check_page_caches(None) == []


def test_a_middleware_that_is_not_the_first_or_stands_there_twice_is_warned_of(
    settings: Settings,
) -> None:
    for middleware, said in (([OTHER, OURS], OTHER), ([OURS, OTHER, OURS], "more than once")):
        settings.MIDDLEWARE = middleware
        (message,) = checks.check_order(None)
        assert message.id == "results_snapshots.W001"
        assert said in message.msg

    settings.MIDDLEWARE = [OTHER]
    assert checks.check_order(None) == []


@pytest.mark.parametrize("hosts", [[], ["*", ".results.example"]])
def test_a_site_that_writes_out_no_host_is_warned(hosts: list[str], settings: Settings) -> None:
    settings.ALLOWED_HOSTS = hosts
    assert ids(checks.check_hosts(None)) == ["results_snapshots.W002"]

    settings.ALLOWED_HOSTS = [*hosts, "results.example"]
    assert checks.check_hosts(None) == []

    settings.ALLOWED_HOSTS, settings.WAGTAIL_RESULTS = hosts, {"SNAPSHOTS": False}
    assert checks.check_hosts(None) == [], "A site that stores nothing needs none."


def test_a_function_that_is_not_there_is_an_error(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"CLIENT_ADDRESS": "cms.middleware.nothing"}
    assert ids(checks.check_client_address(None)) == ["results_snapshots.E003"]


def test_a_limit_for_the_proxy_alone_is_warned_of(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {}
    assert checks.check_client_address(None) == []
    settings.USE_X_FORWARDED_HOST = True
    assert ids(checks.check_client_address(None)) == ["results_snapshots.W003"]
    settings.USE_X_FORWARDED_HOST = False
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ids(checks.check_client_address(None)) == ["results_snapshots.W003"]

    settings.WAGTAIL_RESULTS = {"CLIENT_ADDRESS": "cms.middleware.client_address"}
    assert checks.check_client_address(None) == []

    settings.WAGTAIL_RESULTS, settings.MIDDLEWARE = {}, [OURS]
    assert checks.check_client_address(None) == []


def plain(environ: Any, start_response: Any) -> list[bytes]:
    """An application without stored answers."""
    return []


wrapped = with_snapshots(plain)


@pytest.mark.parametrize(
    ("middleware", "application", "found"),
    [
        ([MIDDLEWARE], "wrapped", ["middleware", "wsgi"]),
        ([], "plain", []),
        ([], "missing", []),
        ([], None, []),
    ],
)
def test_it_is_the_middleware_and_the_wrapper_of_the_settings(
    middleware: list[str], application: str | None, found: list[str], settings: Settings
) -> None:
    settings.MIDDLEWARE = middleware
    settings.WSGI_APPLICATION = application and f"{__name__}.{application}"

    assert ways_in() == found


def test_the_wrapper_refuses_a_site_without_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "results.snapshots")

    with pytest.raises(ImproperlyConfigured, match=r"results\.snapshots"):
        with_snapshots(plain)
