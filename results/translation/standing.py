"""Whether a translation is one: a page that nobody has worked on is treated as an alias.

wagtail-localize makes a page of its own of every page that is submitted for translation, and
publishes it, if the site wants that, in the source's language. Until a person has published the
translation, it says what its source says, whatever `alias_of` says.

A translation is a page that a `Translation` of wagtail-localize leads to, enabled or stopped, while
its source exists. It has been worked on as soon as one of these is true:

- A person has published it by hand, at once or for a set time: in the translation editor, in the
  page editor, by workflow, in bulk, by API. Publishing that only goes along with the source does not
  count; `lifecycle.with_source` marks it: the submission for translation, "Sync translated pages", "Publish
  with its translations".
- It has been published, by whomever, when a text of it had been translated by a person. Texts of a
  machine do not count, nor do those that the memory has filled in without anybody looking at them.
  What a page takes over from its source by itself (`results.sync`) is no publication here.

Only what happened since the page was submitted counts: a page that was made an alias again and
submitted once more begins anew. Any other page is worked on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery

from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from ..publishing.scheduling import SCHEDULED
from ..reading.aliases import ORIGINAL, is_alias, original_key
from .strings.marks import MEMORY

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

PUBLISHED, GIVEN_A_TIME = "wagtail.publish", "wagtail.publish.schedule"
# In the data of a log entry: it was published because its source was, with that revision, or True.
ALONG = "results_along_with_source"


def is_worked_on(page: Any) -> bool:
    """Whether the page speaks for itself: it is no translation, or a person has published it."""
    return not treated_as_alias(page)


def treated_as_alias(page: Any) -> bool:
    """Whether the page is an alias, or a translation that nobody has worked on; one query at most.

    What is found is kept with the object in memory.
    """
    return is_alias(page)


def treated_as_aliases(pages: Iterable[Any]) -> set[int]:
    """The keys of those pages that are aliases or translations nobody has worked on; one query."""
    found = Page.objects.filter(pk__in=[page.pk for page in pages])
    keys = found.annotate(**{ORIGINAL: original_key()}).exclude(**{ORIGINAL: None})
    return set(keys.values_list("pk", flat=True))


def by_person() -> Q:
    """The condition that a StringTranslation is a person's: not a machine's, nor filled in."""
    is_machines = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return ~is_machines & ~Q(tool_name=MEMORY)


def original_of_untouched() -> Combinable:
    """The key of the source of a translation that nobody has worked on, for queries of pages."""
    source = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale_id=OuterRef("source__locale_id")
    )
    untouched = (
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
        )
        .exclude(source__locale_id=OuterRef("locale_id"))
        .exclude(Exists(_publications().filter(_by_hand() | _with_text())))
        .annotate(original=Subquery(source.values("pk")[:1]))
    )
    return Subquery(untouched.values("original")[:1])


def _publications() -> Any:
    """What the history says since the page was submitted; for queries of Translations of a page."""
    return PageLogEntry.objects.filter(
        page_id=OuterRef(OuterRef("pk")),
        timestamp__gte=OuterRef("created_at"),
        action__in=[PUBLISHED, SCHEDULED],
    )


def _by_hand() -> Any:
    """A person's act; of a publication at a set time, the act of setting the time."""
    is_person = Q(user_id__isnull=False) & ~Q(data__has_key=ALONG)
    setting = PageLogEntry.objects.filter(
        is_person, action=GIVEN_A_TIME, revision_id=OuterRef("revision_id")
    )
    return (Q(action=PUBLISHED) & is_person) | (Q(action=SCHEDULED) & Exists(setting))


def _with_text() -> Any:
    """A person's text was there by then."""
    return Exists(
        StringTranslation.objects.filter(
            by_person(),
            context__object_id=OuterRef("page__translation_key"),
            locale_id=OuterRef("page__locale_id"),
            created_at__lte=OuterRef("timestamp"),
        )
    )
