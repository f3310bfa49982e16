"""Which pages are aliases: Wagtail's, and translations that nobody has worked on."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wagtail.models import Page

from ..conf import has

ORIGINAL, SPOKEN, OWN = "results_original_id", "results_spoken", "results_language"
_FOUND = "_results_original"


def with_originals(pages: QuerySet[Any]) -> Any:
    """Annotate `results_original_id`, and `results_spoken`, the language code of the original.

    Both are None for a page that is no alias.
    """
    key: Any = F("alias_of_id")
    language: Any = F("alias_of__locale__language_code")
    if has("translation"):
        from .localized import original_of_untouched

        # What is treated as an alias is a translation of its original.
        originals = Page.objects.filter(
            pk=OuterRef(ORIGINAL), translation_key=OuterRef("translation_key")
        )
        key = Coalesce(key, original_of_untouched())
        language = Coalesce(language, Subquery(originals.values("locale__language_code")[:1]))
    return pages.annotate(**{ORIGINAL: key}).annotate(**{SPOKEN: language})


def original_of(page: Any) -> Any:
    """Return the page whose content this page shows, or None when it is no alias.

    One query for each object in memory; none for a page from `with_originals` that is no alias.
    """
    if page.alias_of_id:
        return page.alias_of
    if not page.pk or not has("translation"):
        return None
    from .localized import original_of_untouched

    known = page.__dict__
    if not known.get(ORIGINAL, True):
        return None
    if _FOUND not in known:
        keys: Any = [known.get(ORIGINAL)]
        if ORIGINAL not in known:
            pages = Page.objects.filter(pk=page.pk)
            keys = pages.annotate(original=original_of_untouched()).values("original")
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
