"""Compare stored translations with their sources, and store the faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from wagtail_localize.models import StringTranslation

from ..glossary.term import Term
from ..glossary.terms import term_faults
from ..proofs import Fault, faults_of
from ..tables import StringFault


def glossary(rows: Iterable[StringTranslation]) -> dict[tuple[int, int], list[Term]]:
    """Return the glossary terms for the languages of these rows, by the pks of the two languages."""
    found: dict[tuple[int, int], list[Term]] = defaultdict(list)
    targets = {row.locale_id for row in rows}
    for term in Term.objects.filter(target_locale__in=targets):
        found[term.source_locale_id, term.target_locale_id].append(term)
    return found


def faults_between(
    source: str, translation: str, languages: tuple[str, str], terms: Iterable[Term]
) -> list[Fault]:
    """Return how a translation differs from its source or from the glossary.

    `languages` are the codes of the two, `terms` the glossary's entries for them.
    """
    return [
        *faults_of(source, translation, *languages),
        *term_faults(terms, source, translation),
    ]


def _faults_of_row(row: StringTranslation, terms: Iterable[Term]) -> list[Fault]:
    source = row.translation_of
    languages = source.locale.language_code, row.locale.language_code
    return faults_between(source.data, row.data, languages, terms)


def check_rows(rows: Iterable[StringTranslation]) -> None:
    """Compare these translations with their sources, and store the faults with them."""
    rows = list(rows)
    terms = glossary(rows)
    found = {
        row.pk: faults
        for row in rows
        if (faults := _faults_of_row(row, terms[row.translation_of.locale_id, row.locale_id]))
    }
    StringFault.objects.filter(translation__in=rows).exclude(translation_id__in=found).delete()
    StringFault.objects.bulk_create(
        [
            StringFault(translation_id=key, faults=[asdict(fault) for fault in faults])
            for key, faults in found.items()
        ],
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["faults"],
    )


def check_translation(source: Any, locale: Any) -> None:
    """Compare all translations of a source's current strings in a language."""
    check_rows(
        StringTranslation.objects.filter(
            locale=locale,
            context__object_id=source.object_id,
            translation_of__segments__source=source,
        )
        .select_related("translation_of__locale", "locale")
        .distinct()
    )
