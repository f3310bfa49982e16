"""System checks of the site around the plugin: its database, search, addresses and base template."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, connections
from django.template import Context, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils import translation

from wagtail.search.backends import InvalidSearchBackendError, get_search_backend
from wagtail.views import serve

# What base.html needs, as a site would write it.
BLOCKS = {
    "title": "<title>{% block title %}{% endblock %}</title>",
    "extra_css": "{% block extra_css %}{% endblock %} before </head>",
    "content": "{% block content %}{% endblock %} where the page shall stand",
}
SHOWN = 3


@register(Tags.compatibility)
def check_database(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results.E006: a database that the plugin was never tried with, such as MySQL."""
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    if vendor in {"postgresql", "sqlite"}:
        return []
    what = f"The database is {vendor}, which is not supported."
    return [Error(what, hint="Use PostgreSQL, or SQLite.", id="results.E006")]


@register(Tags.compatibility)
def check_search(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results.W007: nothing can be searched for."""
    try:
        if apps.is_installed("wagtail.search"):
            get_search_backend()
            return []
        problem = "'wagtail.search' is not in INSTALLED_APPS"
    except InvalidSearchBackendError as error:
        problem = str(error)
    return [
        Warning(
            f"No page can be searched for: {problem}.",
            hint='Add "wagtail.search" to INSTALLED_APPS, and write WAGTAILSEARCH_BACKENDS = '
            '{"default": {"BACKEND": "wagtail.search.backends.database"}}.',
            id="results.W007",
        )
    ]


@register(Tags.urls)
def check_addresses(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results.W006: addresses that Wagtail's own pattern, which stands before them, takes."""
    if not getattr(settings, "ROOT_URLCONF", ""):
        return []
    with translation.override(settings.LANGUAGE_CODE):
        hidden = [address for address, view in _routes(get_resolver(), "/") if view is not serve]
        hidden = [address for address in hidden if _answers(address) is serve]
    if not hidden:
        return []
    return [
        Warning(
            "Wagtail’s own address of pages stands before others, which nobody reaches: "
            f"{', '.join(hidden[:SHOWN])}.",
            hint='Let path("", include(wagtail_urls)) be the last of urlpatterns.',
            id="results.W006",
        )
    ]


def _routes(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern).removeprefix("^").removesuffix("$")
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        else:
            yield route.replace("<str:token>", "token"), each.callback


def _answers(address: str) -> Any:
    try:
        return resolve(address).func
    except Resolver404:
        # It has arguments, or is a regular expression.
        return None


@register(Tags.templates)
def check_blocks(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results.W005: the base template lacks a block, and what stands in it is lost."""
    try:
        base: Any = get_template("results/base.html")
        blocks = fillable_blocks(base.template)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        # results.W001 says that it is missing; what it extends may be known only to a request.
        return []
    return [
        Warning(
            f"The base template has no block “{name}”: what pages of results put there is lost.",
            hint=f"Write {line} into it, or into a results/base.html of the site’s own.",
            id="results.W005",
        )
        for name, line in BLOCKS.items()
        if name not in blocks
    ]


def fillable_blocks(template: Template) -> set[str]:
    """Return the names of the blocks by which another template changes what this one shows."""
    blocks = _blocks(template.nodelist)
    extends: list[Any] = template.nodelist.get_nodes_by_type(ExtendsNode)
    if not extends:
        return {block.name for block in blocks}
    context = Context()
    with context.bind_template(template), context.render_context.push_state(template):
        found = fillable_blocks(extends[0].get_parent(context))
    for block in blocks:
        # Django passes over a block that its parent does not have.
        if block.name in found:
            found |= {each.name for each in _blocks(block)}
    return found


def _blocks(node: Any) -> list[Any]:
    """Return the blocks in it, and itself if it is one; the outer ones first."""
    return list(node.get_nodes_by_type(BlockNode))
