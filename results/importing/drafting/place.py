"""Where an edition goes: below which page, as which type, for which period."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from wagtail.models import Locale, Page, get_page_models

from ...models import ResultsIndexPageMixin, ResultsPageMixin
from ..errors import ImportRefused

FIRST_YEAR, LAST_YEAR = 1900, 2100
NEEDED_BLOCKS = frozenset({"campaign", "text", "stats", "quote", "image", "share"})


@dataclass(frozen=True, slots=True)
class Place:
    """An index page, the type of page to make below it, and the period."""

    index: Any
    model: type[Any]
    period_start: date
    period_end: date

    @property
    def language(self) -> str:
        """The language of the edition: that of its index page."""
        return str(self.index.locale.language_code)

    @property
    def year(self) -> int:
        """The year that the period ends in."""
        return self.period_end.year


def find_index(language: str | None, path: str | None) -> Any:
    """The index page to import below, by its language and its path on the site.

    Without a path there must be one only. Raises ImportRefused.
    """
    found = Page.objects.type(ResultsIndexPageMixin).order_by("path").select_related("locale")
    if language:
        if not Locale.objects.filter(language_code=language).exists():
            raise ImportRefused(
                _("The site has no language “%(language)s”.") % {"language": language},
                "no_language",
                "locale",
            )
        found = found.filter(locale__language_code=language)
    pages = list(found)
    if path:
        pages = _at(pages, path)
        if not pages:
            raise ImportRefused(
                _("There is no index page of results at “%(path)s”.") % {"path": path},
                "no_index",
                "parent",
            )
    if not language:
        own = [page for page in pages if page.locale_id == Locale.get_default().pk]
        pages = own or pages
    if not pages:
        raise ImportRefused(
            _(
                "There is no index page of results to import below. Make one first, in the language of the document."
            ),
            "no_index",
            "parent",
        )
    if len(pages) > 1:
        paths = ", ".join(map(_address, pages))
        raise ImportRefused(
            _("There is more than one index page of results. Name one by --parent: %(paths)s")
            % {"paths": paths},
            "several_indexes",
            "parent",
        )
    return pages[0]


def _at(pages: list[Any], path: str) -> list[Any]:
    """Those with this address, path or id; when none has it, those whose path ends so."""
    wanted = f"/{path.strip('/')}/"
    exact = [
        page
        for page in pages
        if wanted in (_address(page), page.url_path) or path in (str(page.pk), page.full_url)
    ]
    return exact or [page for page in pages if page.url_path.endswith(wanted)]


def _address(page: Any) -> str:
    """The path that visitors know, or the page's own where it is on no site."""
    return urlsplit(page.full_url or "").path or page.url_path


def place_for(index: Any, year: int, user: Any = None) -> Place:
    """The place of the edition of a calendar year. Raises ImportRefused where none may be made.

    `user` is the person whose rights count; None stands for whoever runs the program's commands.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImportRefused(
            _("Give the year with four digits, for example %(year)d.")
            % {"year": date.today().year},
            "year",
            "year",
        )
    specific = index.specific
    if user is not None and not specific.permissions_for_user(user).can_add_subpage():
        raise ImportRefused(_("You may not add pages here."), "no_rights", "parent")
    models = [
        model
        for model in specific.creatable_subpage_models()
        if issubclass(model, ResultsPageMixin)
        and has_blocks(model)
        and model.can_create_at(specific)
    ]
    if not models:
        raise ImportRefused(
            _("No page type that documents can be imported to is allowed here."),
            "no_type",
            "parent",
        )
    return Place(specific, models[0], date(year, 1, 1), date(year, 12, 31))


def has_blocks(model: Any) -> bool:
    """Whether the body of a page type takes what an import makes."""
    try:
        block = getattr(model._meta.get_field("body"), "stream_block", None)
    except FieldDoesNotExist:
        return False
    return block is not None and set(block.child_blocks) >= NEEDED_BLOCKS


def taken_by(place: Place) -> Any:
    """An edition of the same period that is there already, live or draft, or None."""
    period = {"period_start": place.period_start, "period_end": place.period_end}
    models = [model for model in get_page_models() if issubclass(model, ResultsPageMixin)]
    found = (model.objects.child_of(place.index).filter(**period).first() for model in models)
    return next(filter(None, found), None)
