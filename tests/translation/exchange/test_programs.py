"""What programs get that import files by wagtail-localize's own method."""

from typing import Any

from wagtail_localize.models import (
    StringNotUsedInContext,
    StringTranslation,
    Translation,
    UnknownContext,
    UnknownString,
)

import pytest
from polib import POEntry

from results.models import ResultsPage
from tests.factories import ResultsPageFactory
from tests.translation.changing import label_path, published_in_english
from tests.translation.exchange.exchanging import (
    entries_of,
    entry,
    everything,
)
from tests.translation.translating import english

pytestmark = pytest.mark.django_db


def test_programs_get_the_warnings_of_wagtail_localize(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    for change in ({"msgctxt": "x"}, {"msgid": "y"}, {"msgctxt": "title"}):
        po.append(POEntry(**{"msgctxt": label_path(page), "msgid": "reports reviewed"} | change))
    end = len(po)
    assert Translation.objects.get(pk=translation.pk).import_po(po) == [
        UnknownContext(end - 3, "x"),
        UnknownString(end - 2, "y"),
        StringNotUsedInContext(end - 1, "reports reviewed", "title"),
    ]


def test_programs_may_delete_what_the_file_does_not_mention(
    page: ResultsPage, translation: Any
) -> None:
    po = entries_of(translation)
    po.remove(entry(po, label_path(page)))
    Translation.objects.get(pk=translation.pk).import_po(po, delete=True)
    assert StringTranslation.objects.filter(locale=english()).count() == len(po)


def test_programs_are_told_that_a_file_is_of_another_translation(
    page: ResultsPage, translation: Any
) -> None:
    other = published_in_english(ResultsPageFactory.create(parent=page.get_parent(), year=2015))
    before = everything(page)
    warnings = Translation.objects.get(pk=translation.pk).import_po(entries_of(other))
    assert [str(each) for each in warnings] == ["The file is of another page or another language."]
    assert everything(page) == before
