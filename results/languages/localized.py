"""What wagtail-localize says of a page: whether it makes it, whether a person worked on it, and its strings.

wagtail-localize makes a page of its own of every page that is submitted for translation, and
publishes it, if the site wants that, in the source's language. Until a person has published the
translation, it says what its source says, whatever `alias_of` says: it is treated as an alias.

A translation is a page that a `Translation` of wagtail-localize leads to, enabled or stopped, while
its source exists. It is untouched until one of these has happened, and worked on from then on:

- A person has published it by hand, at once or for a set time: in the translation editor, in the
  page editor, by workflow, in bulk, by API. Publishing that only goes along with the source does not
  count: the submission for translation, "Sync translated pages", "Publish with its translations".
- It has been published, by whomever, when a text of it had been translated by a person. Texts of a
  machine do not count, nor do those that the memory has filled in without anybody looking at them.
  What a page takes over from its source by itself (`results.sync`) is no publication here.

The state is a row beside the `Translation`, and goes with that: a page that was made an alias again
and is submitted once more begins anew. Any other page is worked on.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, extract_strings

from bs4 import BeautifulSoup

from ..context import during
from ..publishing.mixin import GuardedForeignKey, GuardedOneToOneField, is_guarded
from ..publishing.scheduling import SCHEDULED
from ..quantities.formatting import text_direction

# Elements that hold nothing but one text.
_OF_ONE_TEXT = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"})
PUBLISHED, GIVEN_A_TIME = "wagtail.publish", "wagtail.publish.schedule"


class WorkedOnTranslation(models.Model):
    """A translation that a person has worked on, as the head of this file defines it."""

    translation = models.OneToOneField(
        Translation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="worked_on",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        app_label = "results_translation"
        verbose_name = _("translation that was worked on")
        verbose_name_plural = _("translations that were worked on")

    def __str__(self) -> str:
        return str(self.translation)


class ScheduledTranslation(models.Model):
    """A time that was set for a translation: by a person for itself, or together with its source."""

    revision = GuardedOneToOneField(
        Revision, verbose_name=_("revision"), on_delete=models.CASCADE, related_name="+"
    )
    source_revision = GuardedForeignKey(
        Revision,
        verbose_name=_("revision of the source"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        app_label = "results_translation"
        verbose_name = _("time of a translation")
        verbose_name_plural = _("times of translations")

    def __str__(self) -> str:
        return str(self.revision)


def translation_to(page: Any) -> Translation | None:
    """Return the enabled translation that produces this page, None for any other page."""
    translations = translations_to(page).filter(enabled=True)
    found: Translation | None = translations.select_related("source", "target_locale").first()
    return found


def translations_to(page: Any = None) -> Any:
    """Return the translations, enabled or stopped, that lead to a page.

    Without one it is for a subquery, and each page of the outer query counts.
    """
    key = page.translation_key if page else OuterRef("translation_key")
    locale = page.locale_id if page else OuterRef("locale_id")
    found = Translation.objects.filter(source__object_id=key, target_locale_id=locale)
    return found.exclude(source__locale_id=locale)


def made_of(page: Any) -> dict[int, int]:
    """Return, by the locale of each version made of strings, that of the page whose strings these are.

    Not those whose translation was stopped: these are written by hand.
    """
    rows = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return dict(rows.values_list("target_locale_id", "source__locale_id"))


# What a publication goes along with: the key of the source's revision, or True where that is not
# known; False where a person stands behind it, None where nobody has said.
_along: ContextVar[int | bool | None] = ContextVar("results_along_with_source", default=None)


def along_with_source(revision_id: int | bool) -> AbstractContextManager[None]:
    """Let translations that are published within go along with their source.

    `revision_id` is the source's revision, or True where that is not known; False for a person's
    own act.
    """
    return during(_along, revision_id)


def along_unless_said() -> AbstractContextManager[None]:
    """Assume that what wagtail-localize saves goes along with its source, unless the caller has said."""
    known = _along.get()
    return along_with_source(True if known is None else known)


def original_of_untouched() -> Combinable:
    """Return an expression for the pk of the source of an untouched translation, for queries of pages."""
    source = Page.objects.filter(
        translation_key=OuterRef("source__object_id"), locale_id=OuterRef("source__locale_id")
    )
    untouched = translations_to().filter(worked_on=None)
    originals = untouched.annotate(original=Subquery(source.values("pk")[:1]))
    return Subquery(originals.values("original")[:1])


def is_untouched(page: Any) -> bool:
    """Return whether the page is a translation that no person has worked on."""
    return bool(translations_to(page).filter(worked_on=None).exists())


def goes_along_untouched(page: Any) -> bool:
    """Return whether the page only goes along with its source, without any text by a person."""
    return _along.get() is True and not _has_text(page)


# Wagtail's history is the one place that all ways of publishing write to, with the person. Its entry
# and the publication are one transaction (see `results.publishing.guard`): what follows asks for the
# state.
@receiver(post_save, sender=PageLogEntry, dispatch_uid="results.languages.localized")
def note(instance: PageLogEntry, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Keep what an entry of the history says about the work on a translation."""
    if raw or not created:
        return
    if instance.action == GIVEN_A_TIME:
        _note_time(instance)
    elif instance.action in {PUBLISHED, SCHEDULED}:
        _note_publication(instance)


def _note_time(entry: PageLogEntry) -> None:
    if not is_guarded(entry.page):
        return
    along = _along.get()
    ScheduledTranslation.objects.filter(revision_id=entry.revision_id).delete()
    if along and along is not True:
        ScheduledTranslation.objects.create(revision_id=entry.revision_id, source_revision_id=along)
    elif not along and entry.user_id and translations_to(entry.page).exists():
        ScheduledTranslation.objects.create(revision_id=entry.revision_id)


def _note_publication(entry: PageLogEntry) -> None:
    page = entry.page
    translations = translations_to(page).filter(worked_on=None)
    if translations and (_is_by_hand(entry) or _has_text(page)):
        for translation in translations:
            WorkedOnTranslation.objects.create(translation=translation, since=entry.timestamp)


def _is_by_hand(entry: PageLogEntry) -> bool:
    """Whether a person published, or set the time of a scheduled publication."""
    if entry.action == SCHEDULED:
        if not is_guarded(entry.page):
            # Nothing but our own pages goes along with a source at a time to come.
            return True
        times = ScheduledTranslation.objects.filter(revision_id=entry.revision_id)
        return times.filter(source_revision=None).exists()
    return bool(entry.user_id) and not _along.get()


def _has_text(page: Any) -> bool:
    """Whether a person, not a machine or the memory, has translated a text of the page."""
    texts = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    return bool(texts.exclude(state__from_memory=True).exists())


def rich_text_strings(source: str) -> tuple[str, list[tuple[StringValue, dict[str, Any]]]]:
    """Split rich text into a template and its strings, each with its attributes."""
    try:
        template, strings = extract_strings(source)
    except (KeyError, ValueError):
        template, strings = extract_strings(_plain(source))
    return template, strings


def _plain(source: str) -> str:
    """Remove what wagtail-localize cannot read: attributes, except on links and embeds.

    Programs write them, Wagtail's editor does not. The same goes for the tag `text`, which
    wagtail-localize uses for its own placeholders.
    """
    soup = BeautifulSoup(source, "html.parser")
    for tag in soup.find_all(True):
        if tag.name == "text":
            tag.unwrap()
        elif tag.name not in {"a", "embed"}:
            tag.attrs = {}
    return str(soup)


def strings(text: str, is_rich: bool) -> list[str]:
    """Return the strings of a text as wagtail-localize stores them."""
    if not is_rich:
        # As `StringValue.from_plaintext` has it, which warns of texts that look like file names.
        return ["<br/>".join(escape(line) for line in text.split("\n"))] if text.strip() else []
    return [string.data for string, _attributes in rich_text_strings(text)[1]]


def with_language(source: str, foreign: Collection[str], language: str) -> str:
    """Return rich text in which the foreign strings have elements with their `lang`."""
    template, found = rich_text_strings(source)
    soup = BeautifulSoup(template, "html.parser")
    marks = {"lang": language, "dir": text_direction(language)}
    for place in soup.find_all("text"):
        string, attributes = found[int(str(place["position"]))]
        shown = string.render_soup(attributes)
        parent = place.parent
        if string.data not in foreign:
            place.replace_with(shown)
        elif parent and parent.name in _OF_ONE_TEXT and len(parent.contents) == 1:
            parent.attrs |= marks
            place.replace_with(shown)
        else:
            within = soup.new_tag("span", attrs=marks)
            within.append(shown)
            place.replace_with(within)
    return str(soup)
