"""Which pages are public, and which are aliases: Wagtail's, and those by an app's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wagtail.models import Page, PageViewRestriction

from ..conf import optional
from ..publishing.people import holding_at, holding_for, paths_above

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

PUBLIC, OPEN = "results_is_public", "results_is_open"


def without_private(pages: QuerySet[Any]) -> Any:
    """Filter out pages that are private, or below a private one or an alias of one.

    As Wagtail lets visitors in, and not as its `public()` has it, which passes over aliases.
    """
    return pages.filter(_is_public())


def with_publicity(pages: QuerySet[Any]) -> Any:
    """Annotate whether everybody may read the page once it is live."""
    return pages.annotate(**{PUBLIC: _is_public()})


def with_openness(pages: QuerySet[Any]) -> Any:
    """Annotate whether Wagtail surely lets everybody in.

    That is not sure while a private page has an alias anywhere: Wagtail follows aliases of aliases.
    """
    aliased = Q(page__aliases__isnull=False)
    found = PageViewRestriction.objects.filter(holding_for("path") | aliased)
    return pages.annotate(**{OPEN: ~Exists(found)})


def _is_public() -> Combinable:
    return ~Exists(PageViewRestriction.objects.filter(holding_for("path")))


def is_public(page: Any) -> bool:
    """Whether everybody may read the page; one query, none where `with_publicity` has asked."""
    if PUBLIC in page.__dict__:
        return bool(page.__dict__[PUBLIC])
    return not PageViewRestriction.objects.filter(holding_at(paths_above(page.path))).exists()


def still_private(source: Any, versions: Iterable[int]) -> set[int]:
    """Return which of the language versions, by key, are private by themselves while the source is not."""
    found = PageViewRestriction.objects.filter(page__in=versions).values_list("page_id", flat=True)
    keys = set(found)
    return keys if keys and is_public(source) else set()


ORIGINAL, SPOKEN, OWN = "results_original_id", "results_spoken", "results_language"
_FOUND = "_results_original"


def with_originals(pages: QuerySet[Any]) -> Any:
    """Annotate `results_original_id`, and `results_spoken`, the language code of the original.

    Both are None for a page that is no alias.
    """
    key: Any = F("alias_of_id")
    language: Any = F("alias_of__locale__language_code")
    if work_state := optional("translation.work_state"):
        # What is treated as an alias is a translation of its original.
        originals = Page.objects.filter(
            pk=OuterRef(ORIGINAL), translation_key=OuterRef("translation_key")
        )
        key = Coalesce(key, work_state.original_of_untouched())
        language = Coalesce(language, Subquery(originals.values("locale__language_code")[:1]))
    return pages.annotate(**{ORIGINAL: key}).annotate(**{SPOKEN: language})


def original_of(page: Any) -> Any:
    """Return the page whose content this page shows, or None when it is no alias.

    One query for each object in memory; none for a page from `with_originals` that is no alias.
    """
    if page.alias_of_id:
        return page.alias_of
    work_state = optional("translation.work_state")
    if not page.pk or work_state is None:
        return None
    known = page.__dict__
    if not known.get(ORIGINAL, True):
        return None
    if _FOUND not in known:
        keys: Any = [known.get(ORIGINAL)]
        if ORIGINAL not in known:
            pages = Page.objects.filter(pk=page.pk)
            keys = pages.annotate(original=work_state.original_of_untouched()).values("original")
        # What is treated as an alias is a translation of its original.
        originals = Page.objects.filter(translation_key=page.translation_key, pk__in=keys)
        known[_FOUND] = originals.select_related("locale").first()
    return known[_FOUND]


def is_alias(page: Any) -> bool:
    """Whether the page is an alias or treated as one."""
    return original_of(page) is not None


def spoken_language(page: Any) -> str:
    """Return the language code of the content, of an alias its original's; no query if annotated."""
    known = page.__dict__
    if spoken := known.get(SPOKEN) or known.get(OWN):
        return str(spoken)
    code: str = (original_of(page) or page).locale.language_code
    return code
