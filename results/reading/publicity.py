"""Which pages are public, and which are aliases: Wagtail's, and those by an app's rule."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from wagtail.models import Page, PageViewRestriction

from ..conf import optional
from ..publishing.people import holding_at, holding_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable


def compiled(expression: Combinable, **known: Combinable) -> RawSQL:
    """Return the expression as raw SQL; it may refer to the expressions in `known` by name.

    The SQL names the table of pages. Use it in a query of pages, not in a subquery, where Django
    gives the table an alias.
    """
    query = Page.objects.annotate(**known).annotate(found=expression).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.setup_query()
    found = query.annotations["found"]
    sql, params = compiler.compile(found)
    return RawSQL(sql, tuple(params), found.output_field)  # noqa: S611 -- Django's own SQL


PUBLIC = "results_is_public"


def without_private(pages: QuerySet[Any]) -> Any:
    """Filter out pages that are private, or below a private one or an alias of one.

    As Wagtail lets visitors in, and not as its `public()` has it, which passes over aliases. Do not use
    it as a subquery.
    """
    return pages.filter(_compiled(connection.vendor))


def with_publicity(pages: QuerySet[Any]) -> Any:
    """Annotate whether everybody may read the page once it is live; not for use as a subquery."""
    return pages.annotate(**{PUBLIC: _compiled(connection.vendor)})


@lru_cache(maxsize=4)
def _compiled(vendor: str) -> RawSQL:
    return compiled(~Exists(PageViewRestriction.objects.filter(holding_for("path"))))


def is_public(page: Any) -> bool:
    """Whether everybody may read the page; one query, none where `with_publicity` has asked."""
    if PUBLIC in page.__dict__:
        return bool(page.__dict__[PUBLIC])
    return not PageViewRestriction.objects.filter(holding_at(page.path)).exists()


def still_private(source: Any, versions: Iterable[int]) -> set[int]:
    """Return which of the language versions, by key, are private by themselves while the source is not."""
    found = PageViewRestriction.objects.filter(page__in=versions).values_list("page_id", flat=True)
    keys = set(found)
    return keys if keys and is_public(source) else set()


ORIGINAL, SPOKEN, OWN = "results_original_id", "results_spoken", "results_language"
_KNOWN = "_results_original"


def with_originals(pages: QuerySet[Any]) -> Any:
    """Annotate `results_original_id`, and `results_spoken`, the language code of the original.

    Both are None for a page that is no alias. Do not use the query as a subquery.
    """
    key, language = _compiled_original(connection.vendor)
    return pages.annotate(**{ORIGINAL: key, SPOKEN: language})


@lru_cache(maxsize=4)
def _compiled_original(vendor: str) -> tuple[Combinable, Combinable]:
    """Return expressions for the key of the original and for the code of its language."""
    key, language = F("alias_of_id"), F("alias_of__locale__language_code")
    work_state = optional("translation.work_state")
    if work_state is None:
        return key, language
    untouched = work_state.original_of_untouched()
    # What is treated as an alias is a translation of its original.
    originals = Page.objects.filter(
        pk=OuterRef(ORIGINAL), translation_key=OuterRef("translation_key")
    )
    spoken = Subquery(originals.values("locale__language_code")[:1])
    return (
        Coalesce(key, compiled(untouched)),
        Coalesce(language, compiled(spoken, **{ORIGINAL: untouched})),
    )


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
    if _KNOWN not in known:
        keys: Any = [known.get(ORIGINAL)]
        if ORIGINAL not in known:
            pages = Page.objects.filter(pk=page.pk)
            keys = pages.annotate(original=work_state.original_of_untouched()).values("original")
        # What is treated as an alias is a translation of its original.
        originals = Page.objects.filter(translation_key=page.translation_key, pk__in=keys)
        known[_KNOWN] = originals.select_related("locale").first()
    return known[_KNOWN]


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
