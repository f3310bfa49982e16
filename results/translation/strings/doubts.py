"""The strings of a translation, what a comparison with their sources finds, and why a person should look at them."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from ...content import NAMED
from ...quantities.periods import other_year
from ...rules.places import describe_path
from ..glossary import Term, term_faults
from ..proofs import Fault, faults_of
from ..tables import WRITTEN, TextState, state_of, string_translations


def is_of_system(row: StringTranslation) -> bool:
    """Return whether no person has decided on the text: it is a machine's, or from the memory."""
    return state_of(row).from_memory or row.translation_type == row.TRANSLATION_TYPE_MACHINE


class Doubt(models.TextChoices):
    """Why a string needs a look."""

    STALE = "stale", _("The source has changed")
    FAULTY = "faulty", _("Numbers, links or terms differ")
    UNSURE = "unsure", _("Unsure")
    INVALID = "invalid", _("Cannot be used")
    MACHINE = "machine", _("Translated by a machine")
    MEMORY = "memory", _("From the translation memory")
    OTHER_YEAR = "year", _("Names another year")
    MISSING = "missing", _("Not translated")


@dataclass
class TranslatedString:
    """One string of a page in one language, with its source, translation and doubts."""

    segment: StringSegment
    row: StringTranslation | None
    # The years of the page, where the text names it.
    years: range | None = None
    # Its number among the texts of its place, from 0.
    number: int = 0

    @cached_property
    def state(self) -> TextState:
        return state_of(self.row)

    @property
    def faults(self) -> list[Fault]:
        return self.state.found

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has seen this text as it stands, and says that it is right."""
        return bool(self.text) and self.state.confirmed == self.text

    @property
    def other_year(self) -> int | None:
        """The year that the text names in place of the page's, unless a person has confirmed it."""
        return (
            None if self.years is None or self.is_confirmed else other_year(self.text, self.years)
        )

    @cached_property
    def doubts(self) -> list[Doubt]:
        if self.row is None:
            return [Doubt.MISSING]
        is_machines = self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        certain = [fault.certain for fault in self.faults]
        answers = {
            Doubt.STALE: self.state.since,
            Doubt.INVALID: self.row.has_error,
            Doubt.FAULTY: True in certain,
            Doubt.UNSURE: False in certain and not self.is_confirmed,
            Doubt.MACHINE: is_machines,
            Doubt.MEMORY: self.state.from_memory and not is_machines and not self.is_confirmed,
            Doubt.OTHER_YEAR: self.other_year,
        }
        return [doubt for doubt, answer in answers.items() if answer]

    @property
    def refusal(self) -> str:
        """Why the text cannot be used, or was refused when the page was published; "" if it can be."""
        return str((self.row and self.row.get_error()) or "")

    @property
    def key(self) -> int:
        """The pk of the segment, by which URLs name the string."""
        return int(self.segment.pk)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.segment.context.path.split("."))

    def place_on(self, page: Any) -> str:
        """Return where it stands on the source's page, as a person names it."""
        return describe_path(page, self.path, self.number)

    @property
    def anchor(self) -> str:
        return f"string-{self.key}"

    @property
    def source(self) -> str:
        """The current source text, as wagtail-localize stores it."""
        return str(self.segment.string.data)

    @property
    def words(self) -> int:
        """How many words the source text has, as they are counted in the database."""
        return self.source.count(" ") + 1

    @property
    def previous_source(self) -> str:
        """The source text that was translated; empty if it is the current one."""
        earlier = self.state.previous_source
        return str(earlier.data) if earlier else ""

    @property
    def text(self) -> str:
        return str(self.row.data) if self.row else ""


def readable(text: str) -> str:
    """Return the text as a person reads and types it, with "&" for "&amp;"; tags stay."""
    return one_line_end(text).replace("&amp;", "&")


def one_line_end(text: str) -> str:
    """Return the text with the one end of lines that every browser and XML keep."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def strings_of(translation: Translation) -> list[TranslatedString]:
    """Return every string of the translation in page order; a constant number of queries."""
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("context", "string")
        .order_by("order", "pk")
    )
    rows = {
        (row.context_id, row.translation_of_id): row
        for row in string_translations(translation).select_related(
            "state__previous_source", "last_translated_by"
        )
    }
    years = _years_of(translation) if rows else None
    seen: Counter[int] = Counter()
    found = []
    for segment in segments:
        row = rows.get((segment.context_id, segment.string_id))
        if row is not None:
            row.translation_of = segment.string
        found.append(
            TranslatedString(
                segment,
                row,
                years if segment.context.path in NAMED else None,
                seen[segment.context_id],
            )
        )
        seen[segment.context_id] += 1
    return found


def _years_of(translation: Translation) -> range | None:
    """The years of the period of the page that is translated; None for a page without one."""
    content = json.loads(translation.source.content_json)
    days = content.get("period_start"), content.get("period_end")
    return range(int(days[0][:4]), int(days[1][:4]) + 1) if all(days) else None


def faults_between(
    source: str, translation: str, languages: tuple[str, str], terms: Iterable[Term]
) -> list[Fault]:
    """Return what is wrong with a translation, by its numbers, addresses, links and terms."""
    return [
        *faults_of(source, translation, *languages),
        *term_faults(terms, source, translation),
    ]


def _found_in(rows: Sequence[StringTranslation]) -> Iterator[list[dict[str, Any]]]:
    """Yield for each of these rows what is wrong with it, as it is stored."""
    terms: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for term in Term.objects.filter(target_locale__in={row.locale_id for row in rows}):
        terms[term.source_locale_id, term.target_locale_id].append(term)
    for row in rows:
        source, locale = row.translation_of, row.locale
        languages = source.locale.language_code, locale.language_code
        found = faults_between(source.data, row.data, languages, terms[source.locale_id, locale.pk])
        yield [asdict(fault) for fault in found]


def check_rows(rows: Iterable[StringTranslation], *, are_decided: bool = False) -> None:
    """Compare these translations with their sources, and keep what is found with them.

    A text is confirmed no more where something else is found that may be wrong. `are_decided` says
    that a person has just written them.
    """
    rows = list(rows)
    states = TextState.objects.filter(translation__in=rows)
    known = {each.translation_id: each for each in states}
    changed = {key: each.settle() for key, each in known.items() if are_decided}
    for row, found in zip(rows, _found_in(rows), strict=True):
        state = known.get(row.pk) or TextState(translation=row)
        if state.faults != found:
            state.faults = found
            if len(state.certain) < len(found):
                state.confirmed = ""
            changed[row.pk] = state
    TextState.keep(changed.values())


def store(rows: Sequence[StringTranslation], states: Sequence[TextState]) -> list[TextState]:
    """Create or update these rows of one language with their states, and return those as they are stored.

    The rows must be valid and have no pk. What the handlers in `signals` do for each saved row is done
    here for all of them, in a constant number of queries.
    """
    if not rows:
        return []
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("locale", "translation_of", "context"),
        update_fields=(*WRITTEN, "updated_at"),
    )
    places = [(row.translation_of_id, row.context_id) for row in rows]
    strings, contexts = zip(*places, strict=True)
    found = StringTranslation.objects.filter(
        locale=rows[0].locale_id, translation_of__in=set(strings), context__in=set(contexts)
    ).select_related("context", "locale", "translation_of__locale")
    by_place = {(row.translation_of_id, row.context_id): row for row in found}
    stored = [by_place[place] for place in places]
    for row, state, faults in zip(stored, states, _found_in(stored), strict=True):
        show_draft_title(row)
        state.translation, state.faults = row, faults
    TextState.keep(states)
    return list(states)


def show_draft_title(instance: Any, **_kwargs: Any) -> None:
    """Show a translated title in page lists, as plain text and cut to what fits.

    It replaces wagtail-localize's own handler, which fails on PostgreSQL for more than 255
    characters.
    """
    context = instance.context
    if context is None or context.path != "title":
        return
    text = StringValue(instance.data).render_text()
    limit = Page._meta.get_field("draft_title").max_length
    Page.objects.filter(translation_key=context.object_id, locale_id=instance.locale_id).update(
        draft_title=text[:limit] or F("title")
    )


def checked_strings(translation: Translation) -> Iterator[dict[str, Any]]:
    """Yield each translated string with its faults, in the order of the source; four queries.

    `page` is the translated page's id, None for a snippet; `path` the place as wagtail-localize
    writes it, such as "title" or "body.<id>.heading"; `source` and `translation` are HTML with
    inline tags. Yields nothing when the translation has been deleted.
    """
    source, target = translation.source, translation.target_locale
    try:
        instance = translation.get_target_instance()
    except (AttributeError, ObjectDoesNotExist):
        # The former where its type is gone from the site.
        return
    languages = source.locale.language_code, target.language_code
    terms = list(Term.objects.filter(source_locale_id=source.locale_id, target_locale_id=target.pk))
    for string in strings_of(translation):
        if string.row is not None:
            yield {
                "page": instance.pk if isinstance(instance, Page) else None,
                "title": str(instance),
                "language": target.language_code,
                "path": string.segment.context.path,
                "source": string.source,
                "translation": string.text,
                "faults": faults_between(string.source, string.text, languages, terms),
            }


def review(source: TranslationSource, strings: Collection[int] | None = None, **which: Any) -> None:
    """Compare translations of these strings of a source, by default of all; `which` filters those."""
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, translation_of__segments__source=source, **which
    )
    if strings is not None:
        rows = rows.filter(translation_of__in=strings)
    if strings is None or strings:
        check_rows(rows.select_related("translation_of__locale", "locale").distinct())
