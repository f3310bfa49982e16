"""System checks and the plugin's settings tell a site what it forgot, each with a hint."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import run_checks
from django.db import connections
from django.test.utils import isolate_apps

from wagtail.api.v3.registry import registry
from wagtail.blocks import CharBlock
from wagtail.models import Page, pages

import pytest
from pytest_django import Settings

from results import checks, conf
from results.api.v3 import check_joined_in_time
from results.blocks import ResultsStreamBlock
from results.fields import StreamField
from results.models import ResultsPage, ResultsPageMixin
from results.previews.views import check_preview_url
from tests.processes import manage

NO_TEMPLATES: list[dict[str, Any]] = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]


@pytest.fixture
def add_types(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let the site have these page types; those that a test defines are forgotten after it."""
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", list(pages.PAGE_MODEL_CLASSES))
    with isolate_apps("tests"):
        yield lambda *types: monkeypatch.setattr(checks, "_page_types", lambda: list(types))


def ids(said: Iterable[Any]) -> list[str]:
    return [each.id for each in said]


@pytest.mark.django_db
def test_the_demo_has_nothing_to_say() -> None:
    said = run_checks(databases=["default"])

    assert [message for message in said if str(message.id).startswith("results")] == []


def test_wagtail_s_own_page_model_is_fine(settings: Settings) -> None:
    settings.WAGTAIL_PAGE_MODEL = "wagtailcore.page"

    assert list(checks.check_page_model(None)) == []


def test_a_page_type_must_name_the_mixin_first(add_types: Callable[..., None]) -> None:
    class Backwards(Page, ResultsPageMixin):
        body = StreamField(ResultsStreamBlock(), blank=True)

        class Meta:
            app_label = "tests"

    add_types(Backwards)

    assert [(each.id, each.obj) for each in checks.check_page_types(None)] == [
        ("results.E002", Backwards)
    ]


def test_a_page_type_must_have_a_body_of_results_blocks(add_types: Callable[..., None]) -> None:
    class Bodiless(ResultsPageMixin, Page):
        body = StreamField([("text", CharBlock())], blank=True)

        class Meta:
            app_label = "tests"

    add_types(Bodiless)

    assert [(each.id, each.obj) for each in checks.check_page_types(None)] == [
        ("results.E003", Bodiless)
    ]


def test_the_page_types_of_the_site_are_looked_at() -> None:
    assert checks._page_types() == [ResultsPage]


def test_a_site_without_a_base_template_is_told_of_it(settings: Settings) -> None:
    settings.TEMPLATES = NO_TEMPLATES

    assert ids(checks.check_base_template(None)) == ["results.W001"]


def test_wagtail_localize_needs_the_app_for_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = apps.is_installed
    monkeypatch.setattr(
        apps, "is_installed", lambda name: name != "results.translation" and installed(name)
    )

    assert ids(checks.check_translation_app(None)) == ["results.W002"]


@pytest.mark.parametrize(
    ("vendor", "options", "said"),
    [
        ("sqlite", {}, ["results.W003"]),
        ("sqlite", {"transaction_mode": "DEFERRED"}, ["results.W003"]),
        ("sqlite", {"transaction_mode": "EXCLUSIVE"}, []),
        ("sqlite", {"transaction_mode": "immediate"}, []),
        ("postgresql", {}, []),
    ],
)
def test_sqlite_must_begin_transactions_with_the_lock(
    monkeypatch: pytest.MonkeyPatch, vendor: str, options: dict[str, str], said: list[str]
) -> None:
    monkeypatch.setattr(connections["default"], "vendor", vendor)
    monkeypatch.setitem(connections["default"].settings_dict, "OPTIONS", options)

    assert ids(checks.check_sqlite(None, databases=["default"])) == said


@pytest.mark.parametrize(
    ("vendor", "said"), [("postgresql", []), ("sqlite", []), ("mysql", ["results.E006"])]
)
def test_a_database_is_one_that_the_plugin_is_tried_with(
    monkeypatch: pytest.MonkeyPatch, vendor: str, said: list[str]
) -> None:
    monkeypatch.setattr(connections["default"], "vendor", vendor)

    assert ids(checks.check_database(None)) == said


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("", True),
        ("https://front.example/preview?token={token}&language={language}", True),
        ("/front/{token}", True),
        ("https://front.example/preview", False),
        ("https://front.example/{page}?token={token}", False),
        ("https://front.example/{token", False),
        ("front.example/{token}", False),
        ("javascript:alert({token})", False),
        ("https://{token}", False),
    ],
)
def test_the_address_of_drafts_is_one(settings: Settings, address: str, is_fine: bool) -> None:
    settings.WAGTAIL_RESULTS = {"PREVIEW_URL": address}

    assert (check_preview_url(None) == []) is is_fine


def test_api_v3_that_was_loaded_too_early_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = registry.get(ResultsPage._meta.label).patch_schema
    # As Wagtail describes a stream by itself.
    monkeypatch.setattr(schema.model_fields["body"], "metadata", [])

    assert ids(check_joined_in_time(None)) == ["results_api.W001"]
    # A site with pages of its own has none of ours.
    monkeypatch.setattr(registry, "get", {}.get)
    assert check_joined_in_time(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SNAPSHOTS", "yes"),
        ("SNAPSHOT_MEMORY", "64MB"),
        ("SNAPSHOT_MEMORY", True),
        ("SNAPSHOT_MAX_AGE", 0),
        ("SNAPSHOT_BYTES", 0.5),
        ("SNAPSHOT_CACHE_CONTROL", 60),
        ("SNAPSHOT_COOKIES_IGNORED", "consent"),
        ("SNAPSHOT_COOKIES_IGNORED", [1]),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_can(
    name: str, value: Any, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {name: value}

    (mistake,) = conf.mistakes()

    assert mistake.startswith(f"WAGTAIL_RESULTS['{name}'] is {value!r}; it can be ")


def test_a_name_that_is_no_setting_is_named(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOT": True}

    assert conf.mistakes() == ["WAGTAIL_RESULTS has no setting 'SNAPSHOT'."]


def test_what_is_no_dict_is_a_mistake(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = ["SNAPSHOTS"]

    assert conf.mistakes() == ["WAGTAIL_RESULTS is no dict."]


def test_a_site_without_the_optional_parts_has_no_table_of_theirs_to_migrate() -> None:
    # Which checks the site before.
    env = {"DJANGO_SETTINGS_MODULE": "tests.only_settings"}
    found = manage("makemigrations", "--check", "--dry-run", env=env)

    assert (found.stdout, found.stderr) == ("No changes detected\n", "")
