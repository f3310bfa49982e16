"""Rules of how the status finds what asks for stored answers."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

import pytest
from pytest_django import Settings

from results.snapshots.checks import MIDDLEWARE
from results.snapshots.operations.reports import ways_in
from results.snapshots.wsgi import with_snapshots


def plain(environ: Any, start_response: Any) -> list[bytes]:
    """An application without stored answers."""
    return []


wrapped = with_snapshots(plain)


@pytest.mark.parametrize(
    ("middleware", "application", "found"),
    [
        ([MIDDLEWARE], "plain", ["middleware"]),
        ([MIDDLEWARE], "wrapped", ["middleware", "wsgi"]),
        ([], "wrapped", ["wsgi"]),
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
