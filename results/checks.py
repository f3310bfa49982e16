"""System checks: of the settings, the database and the base template; with --deploy also of the site at work."""

from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from wagtail.coreutils import get_content_languages
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from bs4 import BeautifulSoup

from . import conf
from .blocks import ReadingStreamBlock
from .compat import PATCHES, check_patches
from .models import ResultsPage, ResultsPageMixin
from .publishing.reconciling import problems
from .quantities.formatting import words_language
from .rules.page import edition_models


@register(Tags.models)
def check_page_model(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E001: the site's base page model is not Wagtail's."""
    model = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
    if model.lower() != "wagtailcore.page":
        yield Error(
            f"The base page model is {model}; the plugin needs wagtailcore.Page.",
            hint="Remove WAGTAIL_PAGE_MODEL from the settings. Fields that all pages of the site "
            "share can stand in an abstract class: `class BasePage(Page)` with `abstract = True` "
            "in its Meta.",
            id="results.E001",
        )


@register(Tags.models)
def check_page_types(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E002 and E003: a page type uses the mixin incorrectly."""
    for model in _page_types():
        yield from _problems(model)


def _page_types() -> list[type[Any]]:
    return [model for model in apps.get_models() if issubclass(model, ResultsPageMixin)]


def _problems(model: type[Any]) -> Iterator[CheckMessage]:
    order = model.__mro__
    if Page in order and order.index(Page) < order.index(ResultsPageMixin):
        yield Error(
            f"{model.__name__} names Page before ResultsPageMixin.",
            hint="Write `class YourPage(ResultsPageMixin, Page)`: otherwise Page.save() runs "
            "without the guard in front of publishing.",
            obj=model,
            id="results.E002",
        )
    of_mixin = {field.name for field in ResultsPageMixin._meta.local_fields}
    streams = [
        field
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and field.name not in of_mixin
    ]
    if not any(isinstance(field.stream_block, ReadingStreamBlock) for field in streams):
        yield Error(
            f"{model.__name__} has no body of results blocks.",
            hint="Add `body = results.fields.StreamField(YourStreamBlock(), blank=True)` with a "
            "subclass of results.blocks.ReadingStreamBlock.",
            obj=model,
            id="results.E003",
        )


@register(Tags.compatibility)
def check_settings(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E004: WAGTAIL_RESULTS has an unknown setting or an invalid value."""
    for mistake in conf.mistakes():
        yield Error(mistake, hint="See “Settings” in the documentation.", id="results.E004")


@register(Tags.compatibility)
def check_compat(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E005: Wagtail or wagtail-localize has another form than a patch was written for."""
    yield from check_patches(PATCHES)


@register(Tags.compatibility)
def check_table_app(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E007: Wagtail's app whose scripts the editor of a table needs is missing."""
    if not apps.is_installed("wagtail.contrib.typed_table_block"):
        yield Error(
            "'wagtail.contrib.typed_table_block' is not in INSTALLED_APPS: the body of an edition "
            "cannot be edited.",
            hint="Add 'wagtail.contrib.typed_table_block' to INSTALLED_APPS.",
            id="results.E007",
        )


@register(Tags.templates)
def check_base_template(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.W001: the base template of the pages is missing."""
    try:
        get_template("results/results_page.html")
        get_template("base.html")
    except TemplateDoesNotExist as missing:
        yield Warning(
            f"The template {missing} cannot be found; pages of results extend base.html.",
            hint="Add a template base.html with the blocks title, extra_css and content, or "
            "override results/base.html to name yours.",
            id="results.W001",
        )


@register(Tags.translation)
def check_translation_app(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.W002: wagtail-localize is installed without results.translation."""
    if apps.is_installed("wagtail_localize") and not apps.is_installed("results.translation"):
        yield Warning(
            "wagtail-localize is installed, results.translation is not: figures and units "
            "would be offered for translation, and some text would not.",
            hint="Add 'results.translation' to INSTALLED_APPS, before 'results'.",
            id="results.W002",
        )


@register(Tags.translation)
def check_catalogues(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.W008: a language of the site's pages that the plugin has no words in."""
    for code, name in get_content_languages().items():
        if words_language(code) == "en" != code:
            yield Warning(
                f"The plugin has no words in the language {code} ({name}): what pages in it say beside "
                "their own texts is in English.",
                hint="A catalogue with the plugin's texts can stand in a folder of LOCALE_PATHS.",
                id="results.W008",
            )


@register(Tags.database)
def check_sqlite(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> Iterator[CheckMessage]:
    """results.W003: SQLite options that make concurrent saves fail."""
    for alias in databases or []:
        mode = connections[alias].settings_dict["OPTIONS"].get("transaction_mode") or ""
        is_late = mode.upper() not in {"IMMEDIATE", "EXCLUSIVE"}
        if connections[alias].vendor == "sqlite" and is_late:
            yield Warning(
                f"The SQLite database '{alias}' begins transactions without the write lock: "
                "editors who publish at the same time will see “database is locked”.",
                hint='Set OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20}.',
                id="results.W003",
            )


@register(Tags.compatibility)
def check_database(app_configs: Any, **options: Any) -> Iterator[CheckMessage]:
    """results.E006: a database that the plugin was never tried with, such as MySQL."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    what = f"The database is {vendor}, which is not supported."
    if vendor not in {"postgresql", "sqlite"}:
        yield Error(what, hint="Use PostgreSQL, or SQLite.", id="results.E006")


# By which `check --tag` asks for these alone.
TAG = "results"

# What base.html needs, as a site would write it.
BLOCKS = {
    "title": "<title>{% block title %}{% endblock %}</title>",
    "extra_css": "{% block extra_css %}{% endblock %} before </head>",
    "content": "{% block content %}{% endblock %} where the page shall stand",
}
# By the block that it stands in: what a page of results has.
PIECES = {"extra_css": 'link[rel="stylesheet"][href*="results/"]', "content": ".results-page"}


@register(Tags.database, TAG, deploy=True)
def look_at_frame(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> Iterator[CheckMessage]:
    """Ask for the newest public edition through the site's middleware and templates; yield what is wrong.

    Where none is public, it is an empty one in memory, below the front page.
    """
    if not databases:
        return
    # Which a site at work does not load.
    from django.test import RequestFactory

    public = Page.objects.live().public().filter(alias_of=None).type(tuple(edition_models()))
    page = public.order_by("-first_published_at").specific().first() or _made_up()
    # Whoever has a session gets no stored answer.
    visitor = RequestFactory().get("/", HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=none")
    response = page.make_preview_request(visitor)
    if response.status_code != HTTPStatus.OK:
        yield Error(
            f"An edition is answered by {response.status_code} {response.headers.get('Location', '')}",
            hint="The log says why; a middleware, or a tag in base.html, wants what is not there.",
            id="results_doctor.E001",
        )
        return
    soup = BeautifulSoup(response.content, "html.parser")
    title = soup.title.text if soup.title else ""
    for block, line in BLOCKS.items():
        if not (page.title in title if block == "title" else soup.select_one(PIECES[block])):
            yield Error(
                f"What stands in the block “{block}” does not reach the page.",
                hint=f"Write {line} into base.html, or into a results/base.html of the site’s own.",
                id="results_doctor.E002",
            )


def _made_up() -> Any:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    parent = site.root_page if site else Page.get_first_root_node()
    page = ResultsPage(
        title="2016",
        slug="2016",
        period_start=date(2016, 1, 1),
        period_end=date(2016, 12, 31),
        locale=parent.locale,
    )
    page.path, page.depth = f"{parent.path}{'0' * Page.steplen}", parent.depth + 1
    page.set_url_path(parent)
    return page


@register(Tags.database, TAG, deploy=True)
def look_at_process(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> Iterator[CheckMessage]:
    """results_doctor.W001: what keeps work from being done that follows a publication or waits."""
    with translation.override(None):
        sentences = problems().values() if databases else ()
    for sentence in sentences:
        yield Warning(
            sentence,
            hint="Keep `python manage.py run_results` running beside the web server, and the workers "
            "of the queue that TASKS names. `python manage.py run_results --status` lists what is late.",
            id="results_doctor.W001",
        )
