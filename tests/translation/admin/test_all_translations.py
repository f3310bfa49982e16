"""wagtail-localize's own report of all translations says the same as ours."""

import csv
from io import StringIO
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest
from bs4 import BeautifulSoup

from results.translation.strings.checking import recount
from results.translation.tables import TranslationStatus
from tests.factories import IndicatorFactory

from ..changing import body_with, publish
from ..translating import english, say

pytestmark = pytest.mark.django_db


def rows(admin: Client, **query: str) -> list[str]:
    answer = admin.get(reverse("wagtail_localize:translations_report"), query)
    assert answer.status_code == 200
    table = BeautifulSoup(answer.content, "html.parser").select("table.listing tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in table]


def test_a_page_with_a_stale_text_and_a_wrong_number_is_not_called_up_to_date(
    admin: Client, page: Any, translation: Any
) -> None:
    publish(page, body_with(label="reports examined"))
    say(translation, "introduction", "What 7 people do.")
    recount(translation)
    (row,) = [each for each in rows(admin, target_locale="all") if "2016" in each]
    assert "Up to date" not in row
    assert "7 of 7 translated, 2 to look at" in row
    Translation.objects.update(enabled=False)
    assert "Stopped" in rows(admin, target_locale="all")[0]


def test_indicators_are_there_too_and_everything_can_be_exported(admin: Client, page: Any) -> None:
    indicator = IndicatorFactory.create(name="Granskade tips")
    translate_object(indicator, [english()])
    for each in Translation.objects.all():
        recount(each)
    (row,) = [each for each in rows(admin, target_locale="all") if "Granskade tips" in each]
    assert "of" in row
    assert "translated" in row
    # One that nobody has counted keeps no export back.
    TranslationStatus.objects.filter(translation__source__object_repr="Granskade tips").delete()
    assert "Not counted yet" in " ".join(rows(admin, target_locale="all"))
    answer = admin.get(
        reverse("wagtail_localize:translations_report"), {"export": "csv", "target_locale": "all"}
    )
    content = b"".join(answer).decode()
    _headings, *lines = csv.reader(StringIO(content))
    assert "Granskade tips" in {line[1] for line in lines}
    assert all(int(line[5]) >= int(line[6]) for line in lines)
