"""Leaves to a person what is in another language than the page, whose words and numbers are read otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ...quantities.formatting import active_language, language_name
from ..document import Paragraph, text_of
from ..figures import base_of, is_foreign, is_known, language_of

if TYPE_CHECKING:
    from ..document import Document
    from .plan import Plan, PlannedFigure


def doubt_languages(plan: Plan, document: Document, locale: str) -> None:
    """Leave the figures to a person of a document, or of a section of it, that is in another language."""
    if reason := _of_document(document, locale):
        plan.notices.append(reason)
        _doubt(plan.figures(), reason)
    for section in plan.sections:
        if told := _other_language("\n".join(section.texts), locale):
            names = _names(told, locale)
            _doubt(
                section.figures,
                _("The section seems to be in %(language)s, not in %(other)s.") % names,
            )


def _of_document(document: Document, locale: str) -> str:
    if told := _other_language(document.text, locale):
        names = _names(told, locale)
        return _("The document seems to be in %(language)s, not in %(other)s.") % names
    if not is_known(locale):
        return _("In this language only digits are read, not words.")
    prose = (text_of(part.runs) for part in document.parts if isinstance(part, Paragraph))
    if is_foreign("\n".join(prose)):
        return _(
            "The document is in a language that is not known here, or its fonts do not say which letters they have."
        )
    return ""


def _other_language(text: str, locale: str) -> str:
    told = language_of(text)
    return "" if told == base_of(locale) else told


def _names(told: str, locale: str) -> dict[str, str]:
    shown = active_language()
    return {"language": language_name(told, shown), "other": language_name(locale, shown)}


def _doubt(figures: list[PlannedFigure], reason: str) -> None:
    for figure in figures:
        figure.found = replace(figure.found, reason=figure.found.reason or reason)
