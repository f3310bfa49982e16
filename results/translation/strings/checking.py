"""Compare stored translations with their sources, and store the faults."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from ..glossary import Term, term_faults
from ..proofs import Fault, faults_of
from ..tables import StringFault, string_translations
from .doubts import strings_of


def faults_between(
    source: str, translation: str, languages: tuple[str, str], terms: Iterable[Term]
) -> list[Fault]:
    """Return what is wrong with a translation, by its numbers, addresses, links and terms."""
    return [
        *faults_of(source, translation, *languages),
        *term_faults(terms, source, translation),
    ]


def check_rows(rows: Iterable[StringTranslation]) -> None:
    """Compare these translations with their sources, and store the faults with them."""
    rows = list(rows)
    terms: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for term in Term.objects.filter(target_locale__in={row.locale_id for row in rows}):
        terms[term.source_locale_id, term.target_locale_id].append(term)
    found = {}
    for row in rows:
        source, locale = row.translation_of, row.locale
        languages = source.locale.language_code, locale.language_code
        of_both = terms[source.locale_id, locale.pk]
        if faults := faults_between(source.data, row.data, languages, of_both):
            found[row.pk] = [asdict(fault) for fault in faults]
    of_rows = StringFault.objects.filter(translation__in=rows)
    known = {fault.translation_id: fault.faults for fault in of_rows}
    if known.keys() - found.keys():
        of_rows.exclude(translation_id__in=found).delete()
    # What is as it was keeps its time: a person may have seen it since.
    StringFault.objects.bulk_create(
        [
            StringFault(translation_id=key, faults=faults)
            for key, faults in found.items()
            if known.get(key) != faults
        ],
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["faults", "found_at"],
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
