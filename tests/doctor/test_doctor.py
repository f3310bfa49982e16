"""The checks of a site at work say what is wrong with it, and which line mends it."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.apps import AppConfig, apps
from django.conf import settings as site
from django.core.checks import CheckMessage, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

import pytest
from pytest_django import Settings

from results.publishing import Heartbeat
from results.snapshots import storing
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page

pytestmark = pytest.mark.django_db

HEAD = "<title>{% block title %}{% endblock %}</title>{% block extra_css %}{% endblock %}"
BASE = (
    "{% load i18n %}{% get_current_language as LANGUAGE_CODE %}"
    '<html lang="{% firstof metadata.language LANGUAGE_CODE %}"><head>'
    + HEAD
    + "</head><body>{% block content %}{% endblock %}</body></html>"
)
LOCALE = "django.middleware.locale.LocaleMiddleware"
STORED = {"WAGTAIL_RESULTS": {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 0}}


def frame(base: str) -> dict[str, Any]:
    """Settings of a site with this base.html."""
    loaders = [
        ("django.template.loaders.locmem.Loader", {"base.html": base}),
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
    (known,) = cast("list[Any]", site.TEMPLATES)
    options = {**known["OPTIONS"], "loaders": loaders}
    return {"TEMPLATES": [{**known, "APP_DIRS": False, "OPTIONS": options}]}


def without(*names: str) -> list[str]:
    return [name for name in site.MIDDLEWARE if name not in names]


def asks_for_sign_in(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    return lambda request: HttpResponseRedirect("/login/")


# What is planted, what the check calls it, and a part of the line that it says.
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a block is called otherwise": (
        frame(BASE.replace("block content", "block main")),
        "results_doctor.E002",
        "{% block content %}{% endblock %}",
    ),
    "a middleware leads strangers away": (
        {"MIDDLEWARE": [*site.MIDDLEWARE, f"{__name__}.asks_for_sign_in"]},
        "results_doctor.E001",
        "a middleware",
    ),
    "two apps that translate": (
        {"INSTALLED": "wagtail.contrib.simple_translation"},
        "results_translation.W007",
        "Take 'wagtail.contrib.simple_translation' out",
    ),
    "no middleware for languages": (
        {"MIDDLEWARE": without(LOCALE)},
        "results_translation.W006",
        LOCALE,
    ),
}


@pytest.fixture
def change(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Let the site have these settings and one more app."""
    is_installed = apps.is_installed

    def change(changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            setattr(settings, name, value)
        # A process knows its middleware for good.
        storing._handler.cache_clear()
        more = changes.get("INSTALLED")
        monkeypatch.setattr(apps, "is_installed", lambda name: name == more or is_installed(name))

    yield change
    storing._handler.cache_clear()


def said() -> list[CheckMessage]:
    """What the checks of a site at work say of the plugin."""
    found = run_checks(include_deployment_checks=True, databases=["default"])
    return [each for each in found if str(each.id).startswith("results")]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_the_line_that_mends_it_and_nothing_else_is(
    mistake: str, change: Callable[[dict[str, Any]], None]
) -> None:
    changes, code, line = MISTAKES[mistake]
    Heartbeat.beat()
    ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page()))
    change(changes)

    (told,) = said()

    assert told.id == code
    assert line in told.msg + str(told.hint)


@pytest.mark.parametrize("is_published", [True, False])
def test_a_site_with_nothing_but_what_is_needed_is_well(
    is_published: bool, change: Callable[[dict[str, Any]], None]
) -> None:
    Heartbeat.beat()
    if is_published:
        ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page()))
    change(frame(BASE) | STORED)

    assert said() == []


def test_a_process_that_is_not_at_work_is_told_in_words() -> None:
    (told,) = run_checks(tags=["results"], include_deployment_checks=True, databases=["default"])

    assert told.msg.startswith("The site’s background process")


def test_two_apps_for_locales_are_told_apart_before_django_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site, "INSTALLED_APPS", [*site.INSTALLED_APPS, "wagtail.locales"])

    with pytest.raises(ImproperlyConfigured, match=r"take 'wagtail.locales' out"):
        AppConfig.create("results.translation")
