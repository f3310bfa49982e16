"""What a machine has translated is marked until a person has looked at it."""

from typing import Any

from wagtail_localize.models import StringTranslation

import pytest

from results.pdf.printing import Print
from results.translation.models import PublishedTranslation
from tests.translation.changing import published_in_english
from tests.translation.translating import target, translate

from .visitors import visit

pytestmark = pytest.mark.django_db


def test_a_block_with_a_text_of_a_machine_says_so_once(page: Any) -> None:
    translation = published_in_english(page)
    rows = StringTranslation.objects.filter(context__path__endswith=".heading")
    rows.update(translation_type="machine")
    translation.save_target()
    english = target(page)
    notes = visit(english).select("[data-results-machine]")
    assert len(notes) == len(PublishedTranslation.objects.get().machine) == rows.count()
    assert Print(english).html("/static/").count("data-results-machine") == rows.count()


def test_what_a_person_has_translated_since_is_no_machines(page: Any) -> None:
    translation = published_in_english(page)
    StringTranslation.objects.update(translation_type="machine")
    translation.save_target()
    translate(translation)
    translation.save_target()
    assert PublishedTranslation.objects.get().machine == {}
    assert not visit(target(page)).select("[data-results-machine]")
