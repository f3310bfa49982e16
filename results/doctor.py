"""What `manage.py check --deploy --database default` looks at besides: the site at work."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils import translation

from wagtail.models import Page, Site

from bs4 import BeautifulSoup

from .models import ResultsPage
from .models.edition import edition_models
from .publishing.status import problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
# What a page has once, and how a site leaves out its own.
ONCE = {
    'meta[name="description"]': "{% if not metadata %}<meta name=…>{% endif %}",
    'link[rel="canonical"]': "{% if not metadata %}<link rel=…>{% endif %}",
}
# A site's body may have a class such as template-results-page.
_CLASS = ':is([class^="results-"], [class*=" results-"])'
OURS = f":not({_CLASS}, {_CLASS} *)"
BREADCRUMBS = f':is([class*="breadcrumb" i], [aria-label*="breadcrumb" i]){OURS}'


def live_edition() -> Any:
    """Return the newest edition that everybody may read, of any page type; None without one."""
    pages = Page.objects.live().public().filter(alias_of=None).type(tuple(edition_models()))
    found = pages.order_by("-first_published_at").first()
    return found and found.specific


@register(Tags.database, TAG, deploy=True)
def look_at_frame(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> Iterator[CheckMessage]:
    """Ask for an edition through the site's middleware and templates; yield what is wrong with it.

    Where none is public, it is an empty one in memory, below the front page.
    """
    if not databases:
        return
    # Which a site at work does not load.
    from django.test import RequestFactory

    page = live_edition() or _made_up()
    # A second description is seen, whatever its editor has written.
    page.search_description = page.search_description or page.title
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
    yield from _doubled(soup)
    language = page.locale.language_code
    if not soup.select_one(f'html[lang^="{language[:2]}" i]'):
        yield Warning(
            f"The page is in the language “{language}”, and does not say so.",
            hint="Write {% load i18n %}{% get_current_language as LANGUAGE_CODE %}"
            '<html lang="{% firstof metadata.language LANGUAGE_CODE %}"> into base.html.',
            id="results_doctor.W003",
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


def _doubled(soup: BeautifulSoup) -> Iterator[CheckMessage]:
    found = {each: line for each, line in ONCE.items() if len(soup.select(each)) > 1}
    if soup.select_one(".results-breadcrumbs") and soup.select_one(BREADCRUMBS):
        found["breadcrumbs"] = "{% if not metadata.breadcrumbs %}…{% endif %} around the site’s own"
    for what, line in found.items():
        yield Warning(
            f"The page has two of these: {what}. One is the plugin’s, the other the site’s.",
            hint=f"Write {line} in base.html.",
            id="results_doctor.W002",
        )


@register(Tags.database, TAG, deploy=True)
def look_at_stored_answers(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> Iterator[CheckMessage]:
    """Yield a warning where the cache is not used, or the newest edition is not in it."""
    if not databases or not apps.is_installed("results.snapshots"):
        return
    from .snapshots.checks import MIDDLEWARE, ways_in
    from .snapshots.operations import address_at
    from .snapshots.rules import is_on
    from .snapshots.storing import ask, why_not

    if is_on() and not ways_in():
        yield Warning(
            "Answers are stored, and no visitor is given any.",
            hint=f'Put "{MIDDLEWARE}" at the head of MIDDLEWARE.',
            id="results_doctor.W005",
        )
    page = live_edition()
    address = address_at(page.full_url) if is_on() and page and page.full_url else None
    if address and (reason := why_not(*ask(address))):
        yield Warning(
            f"The answer for {address.url} is not stored: {reason}.",
            hint="A middleware or a template of the site’s own makes it so; see “What is never "
            "stored” in “Serve stored responses”.",
            id="results_doctor.W006",
        )


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
