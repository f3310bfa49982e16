"""What programs get that import files by wagtail-localize's own method."""

from typing import Any

from wagtail_localize.models import StringTranslation, Translation

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


def test_programs_get_a_warning_for_each_row_not_taken(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    for change in ({"msgctxt": "x"}, {"msgid": "y"}, {"msgctxt": "title"}):
        po.append(POEntry(**{"msgctxt": label_path(page), "msgid": "reports reviewed"} | change))
    end = len(po)
    warnings = Translation.objects.get(pk=translation.pk).import_po(po)
    assert [(each.number, each.reason.code) for each in warnings] == [
        (end - 2, "unknown_place"),
        (end - 1, "unknown_string"),
        (end, "not_used_there"),
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
