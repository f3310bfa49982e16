"""The doctor says what is wrong with a site, and which line mends it."""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, cast

from django.apps import AppConfig, apps
from django.conf import settings as site
from django.core.checks import register
from django.core.checks.registry import registry
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
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
# As `wagtail start` writes it.
DESCRIPTION = (
    "{% if page.search_description %}"
    '<meta name="description" content="{{ page.search_description }}">{% endif %}'
)
LOCALE = "django.middleware.locale.LocaleMiddleware"
SNAPSHOTS = "results.snapshots.middleware.SnapshotMiddleware"
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


def counts_visits(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.session["visits"] = request.session.get("visits", 0) + 1
        return get_response(request)

    return middleware


# What is planted, what the doctor calls it, and a part of the line that it says.
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a block is called otherwise": (
        frame(BASE.replace("block content", "block main")),
        "results_doctor.E002",
        "{% block content %}{% endblock %}",
    ),
    "two descriptions": (
        frame(BASE.replace(HEAD, HEAD + DESCRIPTION)) | STORED,
        "results_doctor.W002",
        "{% if not metadata %}",
    ),
    "two breadcrumbs, in a body that is named after the template": (
        frame(
            BASE.replace(
                "<body>",
                '<body class="template-results-page"><ol class="breadcrumbs"></ol>',
            )
        ),
        "results_doctor.W002",
        "{% if not metadata.breadcrumbs %}",
    ),
    "a language that is written down": (
        frame(BASE.replace("{% firstof metadata.language LANGUAGE_CODE %}", "de")),
        "results_doctor.W003",
        "{% firstof metadata.language LANGUAGE_CODE %}",
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
    "nobody gets stored answers": (
        {
            "MIDDLEWARE": without(SNAPSHOTS),
            "WSGI_APPLICATION": "django.core.wsgi.get_wsgi_application",
        }
        | STORED,
        "results_doctor.W005",
        SNAPSHOTS,
    ),
    "a session for everybody": (
        {"MIDDLEWARE": [*site.MIDDLEWARE, f"{__name__}.counts_visits"]} | STORED,
        "results_doctor.W006",
        "A middleware",
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


def report() -> tuple[int, dict[str, list[dict[str, str]]]]:
    """The exit code and what was said."""
    out, code = StringIO(), 0
    try:
        call_command("results_doctor", format="json", stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(out.getvalue())


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_the_line_that_mends_it_and_nothing_else_is(
    mistake: str, change: Callable[[dict[str, Any]], None]
) -> None:
    changes, code, line = MISTAKES[mistake]
    Heartbeat.beat()
    ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page()))
    change(changes)

    exit_code, said = report()

    (told,) = said["error"] + said["warning"]
    assert told["id"] == code
    assert line in told["message"] + told["hint"]
    assert exit_code == len(said["error"])


@pytest.mark.parametrize("is_published", [True, False])
def test_a_site_with_nothing_but_what_is_needed_is_well(
    is_published: bool, change: Callable[[dict[str, Any]], None]
) -> None:
    Heartbeat.beat()
    if is_published:
        ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page()))
    change(frame(BASE) | STORED)

    exit_code, said = report()

    assert (exit_code, said["error"], said["warning"], len(said["ok"])) == (0, [], [], 4)


def test_a_look_that_fails_is_one_line_of_the_report_and_all_others_are_there(
    change: Callable[[dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(**options: Any) -> list[Any]:
        raise IsADirectoryError("Is a directory")

    monkeypatch.setattr(registry, "registered_checks", {*registry.registered_checks})
    register(check)
    ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page()))
    change(frame(BASE.replace("{% block title %}{% endblock %}", "")) | STORED)

    exit_code, said = report()

    failed, title = said["error"]
    assert [exit_code, failed["id"], title["id"]] == [
        1,
        "results_doctor.E003",
        "results_doctor.E002",
    ]
    assert failed["message"] == (
        "“Settings, addresses and templates” could not be looked at to its end: Is a directory"
    )
    assert failed["hint"] == "The log says where it failed; please report it."
    assert [each["id"] for each in said["warning"]] == ["results_doctor.W001"]
    assert len(said["ok"]) == 1


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="a failed statement ends the test's own transaction"
)
def test_a_table_that_is_missing_is_told_with_what_makes_it(
    change: Callable[[dict[str, Any]], None],
) -> None:
    change(frame(BASE))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE results_heartbeat RENAME TO elsewhere")

    exit_code, said = report()

    (failed,) = said["error"]
    assert (exit_code, failed["id"]) == (1, "results_doctor.E003")
    assert failed["message"].startswith("“The background process” could not be looked at")
    assert failed["hint"] == "Start the database, and run `python manage.py migrate`."
    assert len(said["ok"]) == 3


def test_a_process_that_is_not_at_work_is_told_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("results_doctor")

    assert capsys.readouterr().out.startswith("warning: The site’s background process")


def test_two_apps_for_locales_are_told_apart_before_django_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site, "INSTALLED_APPS", [*site.INSTALLED_APPS, "wagtail.locales"])

    with pytest.raises(ImproperlyConfigured, match=r"take 'wagtail.locales' out"):
        AppConfig.create("results.translation")
