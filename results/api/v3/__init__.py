"""What the plugin adds to Wagtail's API v3."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from wagtail.admin.rich_text.converters.editor_html import WhitelistRule
from wagtail.api import querysets
from wagtail.api.v3.routers import whoami
from wagtail.models import Page, PageViewRestriction
from wagtail.query import SpecificIterable
from wagtail.rich_text import features
from wagtail.whitelist import attribute_rule

from ninja.errors import ConfigError

from ...blocks.links import BLOCK_KEYS
from ...compat import PUBLIC_PAGES
from ...conf import has
from ...models import ResultsPage, ResultsPageMixin
from ...publishing.people import without_private
from ...reading import PageReading
from ...reading.targets import reachable, without_expired
from ..requests import on_the_site
from .blocks import register_plain_fields, register_streams
from .routes import router
from .writing import register_fields

# Those whose keys (`data-block-key`) comments hold on to. Without them a text that is read and written
# back would not be the same.
KEYED_ELEMENTS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote")


# Where a visitor's session says which passwords of pages were right.
SESSION_KEY = PageViewRestriction.passed_view_restrictions_session_key


def join() -> None:
    """Take part in API v3; to be called before its routers are imported.

    API v3 offers no setting, hook or class to override for what is public. All its ways to a page
    pass through one function, which it looks up by name when it is called.
    """
    register_fields()
    register_streams()
    register_plain_fields()
    rule = attribute_rule({"data-block-key": True})
    features.register_converter_rule(
        "editorhtml", BLOCK_KEYS, [WhitelistRule(element, rule) for element in KEYED_ELEMENTS]
    )
    PUBLIC_PAGES.apply(lambda _plain: reachable_pages)
    # Below the router that Wagtail has at the root of the API: to add one to the API itself would load
    # it, and apps that come later could not describe their fields any more. Where one that came before
    # has mounted it already, `check_joined_in_time` says so.
    with suppress(ConfigError):
        whoami.router.add_router("/", router, tags=router.tags)


def reachable_pages(request: Any, *args: Any, **kwargs: Any) -> Any:
    """Wagtail's public pages without expired ones, for readers without a token."""
    is_detail = request.resolver_match.url_name == "detail_page"
    pages = _on_the_site(request) if is_detail and "site" not in request.GET else None
    if pages is None:
        pages = without_expired(querysets.get_public_pages_queryset(request, *args, **kwargs))
    if not is_detail:
        return pages
    # Who asks for one page by the API gets its own type and its language with it.
    if has("translation"):
        from ...languages.standing import with_versions

        pages = with_versions(pages)
    pages = pages.specific().select_related("locale", for_specific_subqueries=True)
    pages._iterable_class = _Loaded
    return pages


def _on_the_site(request: Any) -> Any:
    """What everybody may read of the site that is asked; None for who may read more by a password."""
    # Without a cookie of one the session is not asked, or every answer would vary by it.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
        return None
    return without_private(Page.objects.filter(on_the_site(request), reachable()))


class _Loaded(SpecificIterable):
    """Pages of their own types, those of results with all that API v3 shows of them."""

    def __iter__(self) -> Iterator[Any]:
        for page in super().__iter__():
            if isinstance(page, ResultsPageMixin):
                PageReading.in_api(page).load()
            yield page


def check_joined_in_time(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn when API v3 was loaded before this app could say what its blocks look like."""
    # Importing the registry loads API v3 for good.
    from wagtail.api.v3.registry import registry

    registered = registry.get(ResultsPage._meta.label)
    # With another base page model there is none (results.E001).
    if registered is None or registered.patch_schema.model_fields["body"].metadata:
        return []
    return [
        Warning(
            "API v3 was loaded before results.api: it does not check the form of the blocks, "
            "and may lack the figures.",
            hint='Put "results.api" first in INSTALLED_APPS: Wagtail\'s own apps load API v3.',
            id="results_api.W001",
        )
    ]
