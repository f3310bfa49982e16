"""The languages of the edition before, for the one that has just been published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from ...models import ResultsPageMixin
from ...publishing import Kind, Publication

if TYPE_CHECKING:
    from typing import Any

STEP = "next_languages"
# After the languages that there are have followed, before translators are told.
ORDER = 55


def submit_next_edition(publication: Publication) -> None:
    """Submit an edition for translation to the languages of the one before; the work of the step.

    At its first publication only, so that a translation which somebody has deleted stays away. What
    was translated a year ago fills it (see `results.translation.strings.memory`).
    """
    page = publication.get_page()
    earlier = Publication.objects.filter(
        page_id=publication.page_id, kind=Kind.PUBLISHED, pk__lt=publication.pk
    )
    if page is None or earlier.exists() or not isinstance(page, ResultsPageMixin):
        return
    if page.alias_of_id is None and page.translation is None and page.edition_before:
        translate_object(page, list(_languages(page)))


def _languages(page: Any) -> Any:
    """Those in which the edition before has a version, the index page has one, and this has none."""
    before, index = page.edition_before, page.get_parent()
    own = page.get_translations(inclusive=True).values("locale")
    submitted = Translation.objects.filter(source__object_id=page.translation_key)
    return (
        Locale.objects.filter(pk__in=before.get_translations().values("locale"))
        .filter(pk__in=index.get_translations().values("locale"))
        .exclude(pk__in=own)
        .exclude(pk__in=submitted.values("target_locale"))
    )
