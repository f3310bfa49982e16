"""Editions in two languages, and figures with or without a content notice."""

from typing import Any

from wagtail.models import Page

from results.models import ResultsIndexPage
from results.publishing import Publication
from results.record.recording import record_state
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    block,
    described,
    home_page,
)


def in_english(page: Page, **fields: Any) -> Page:
    """The English version of an edition or of an index page, with the indexes that it needs."""
    if isinstance(page, ResultsIndexPage):
        english: Page = ResultsIndexPageFactory.create(
            parent=home_page("en"), translation_key=page.translation_key, **fields
        )
        return english
    index = page.get_parent().specific
    english_index = index.get_translations().first() or in_english(index)
    english = ResultsPageFactory.create(
        parent=english_index, translation_key=page.translation_key, **fields
    )
    return english


def figure(name: str, value: str, label: str, **value_fields: Any) -> dict[str, Any]:
    return block("stat", name, value=value, label=label, **value_fields)


def group(*figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return block("stats", str(fields), heading="Figures", stats=list(figures), **fields)


def recorded(page: Page, **fields: Any) -> Page:
    """The page as it is now, with what it has on record; `fields` are published first."""
    draft = again(page)
    for name, value in fields.items():
        setattr(draft, name, value)
    if fields:
        described(draft).save_revision().publish()
    record_state(Publication.objects.filter(page_id=page.pk).latest("pk"))
    return again(page)
