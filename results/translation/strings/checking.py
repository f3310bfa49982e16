"""Write translations, compare them with their sources, and keep what is found with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from ..glossary import Term, term_faults
from ..proofs import Fault, faults_of
from ..tables import TextState, string_translations
from .doubts import strings_of

_UNIQUE = ("locale", "translation_of", "context")
_WRITTEN = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "updated_at",
    "has_error",
    "field_error",
)


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


def check_rows(rows: Iterable[StringTranslation], settled: Iterable[TextState] = ()) -> None:
    """Compare these translations with their sources, and keep what is found with them.

    A text is confirmed no more where something else is found that may be wrong. States that have been
    `settled` are kept in any case.
    """
    rows = list(rows)
    changed = {each.translation_id: each for each in settled}
    known = changed or {
        each.translation_id: each for each in TextState.objects.filter(translation__in=rows)
    }
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
        rows, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_WRITTEN
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


def review(translation: Translation, strings: Collection[int] | None = None) -> None:
    """Compare the translations of these strings, by default of all, with their sources."""
    rows = string_translations(translation).filter(
        translation_of__segments__source=translation.source
    )
    if strings is not None:
        rows = rows.filter(translation_of__in=strings)
    if strings is None or strings:
        check_rows(rows.select_related("translation_of__locale", "locale").distinct())
