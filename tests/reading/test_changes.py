"""A reader sees what a figure was, at the figure, in a list, in the feed and in the data."""

import json
import re
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

import pytest

from results.models import ResultsPage
from results.reading import PageReading
from results.rules.changes import add_changes
from tests.factories import ResultsPageFactory, again, block
from tests.models.changing import TIPS, edition, in_english, with_value
from tests.syncing import sync_languages
from tests.translation.translating import say, sync

pytestmark = pytest.mark.django_db

MEETINGS = block("stat", "meetings", value="12", label="möten", unit="number")


def corrected(**first: Any) -> ResultsPage:
    """An edition whose two figures were another and gone later, as told on 3 March 2017."""
    tips = {**TIPS["value"], **first}
    content = [{**TIPS, "value": tips}, MEETINGS]
    page: ResultsPage = ResultsPageFactory.create(content=content, title="Resultat")
    page.save_revision().publish()
    page = again(page)
    page.body = [{**TIPS, "value": {**tips, "value": "6500"}}]
    add_changes(
        page,
        {
            TIPS["id"]: ("correction", "58 tips hade räknats två gånger."),
            MEETINGS["id"]: ("withdrawn", "Mötena hade inte räknats."),
        },
    )
    page.save_revision().publish()
    return again(page)


@pytest.fixture
def march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2017, 3, 3))


def html(page: Any) -> str:
    return re.sub(r"\s+", " ", Client().get(page.url).content.decode())


def test_the_change_stands_at_the_figure_and_leads_to_the_list_that_says_why(march: None) -> None:
    page = corrected()
    shown = html(page)
    entry = page.changes[0]
    link = f'<a href="#change-{entry.id}">Rättad 3 mars 2017: tidigare 6\u00a0558</a>'
    assert link.replace("\u00a0", " ") in shown
    listed = shown.split('id="results-changes"')[1]
    assert listed.index("Mötena hade inte räknats.") < listed.index("58 tips hade räknats")
    assert "Tillbakadragen 3 mars 2017: tidigare 12" in listed
    assert f'href="#figure-{TIPS["id"]}"' in listed
    assert f'href="#figure-{MEETINGS["id"]}"' not in listed
    assert 'href="#results-changes"' in shown or "results-contents" not in shown


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2015-01-01", "2015-12-31", " (2015)"),
        (None, "2017-01-31", " (per den 31 januari 2017)"),
        ("2016-01-01", "2016-12-31", ""),
    ],
)
def test_what_a_figure_was_is_told_with_its_time_where_the_page_has_another(
    march: None, start: str | None, end: str, said: str
) -> None:
    shown = html(corrected(period_start=start, period_end=end))
    assert f">Rättad 3 mars 2017: tidigare 6 558{said}</a>" in shown


def test_the_line_of_dates_says_when_and_what_was_corrected_last_and_changed_otherwise(
    march: None,
) -> None:
    page = corrected()
    tips, meetings = page.changes
    page.changes.append(("change", {**tips.value, "date": date(2017, 2, 1)}))
    assert [each.date for each in PageReading.of(page).latest_changes] == 2 * [date(2017, 3, 3)]
    line = html(page).split('<p class="results-cover__dates">')[1].split("</p>")[0]
    assert " ".join(line.split()) == (
        "Avser 2016. "
        f'Rättad 3 mars 2017: <a href="#change-{tips.id}">granskade tips</a>. '
        f'Uppdaterad 3 mars 2017: <a href="#change-{meetings.id}">möten</a>.'
    )
    index = html(page.get_parent()).split('<p class="results-cover__dates">')[1]
    assert f'<a href="{page.url}#change-{tips.id}">' in index


def test_no_day_of_publication_is_shown_until_an_editor_has_set_one() -> None:
    page = ResultsPageFactory.create(content=[TIPS])
    assert "ublicera" not in html(page).split("results-cover__dates")[1].split("</p>")[0]
    page.publication_date = date(2017, 3, 14)
    page.save_revision().publish()
    assert "Publicerad 14 mars 2017." in html(page)


def test_a_page_without_changes_says_nothing_of_them() -> None:
    assert "results-change" not in html(ResultsPageFactory.create())


def test_an_english_reader_gets_the_change_in_english_and_its_reason_as_translated(
    march: None,
) -> None:
    page = edition("6558")
    english = in_english(page)
    page.body = [with_value("6500")]
    add_changes(page, {TIPS["id"]: ("correction", "58 tips hade räknats två gånger.")})
    page.save_revision().publish()
    sync_languages(again(page))
    english = again(english)
    shown = html(english)
    assert ">Corrected 3 March 2017: earlier 6,558</a>" in shown
    assert '<p lang="sv" dir="ltr">58 tips hade räknats två gånger.</p>' in shown
    assert english.body[0].value["value"] == 6500

    translation = sync(again(page))
    entry = again(page).changes[0]
    say(translation, f"changes.{entry.id}.reason", "58 reports had been counted twice.")
    translation.save_target(publish=True)
    shown = html(english)
    assert "<p>58 reports had been counted twice.</p>" in shown
    assert "[en] granskade tips" in shown.split('id="results-changes"')[1]


def test_the_feed_tells_of_each_change(march: None) -> None:
    page = corrected()
    feed = Client().get(f"{page.get_parent().url}feed/").content.decode()
    said = (
        "Granskade tips. Rättad 3 mars 2017: tidigare 6\u00a0558. 58 tips hade räknats två gånger."
    )
    assert said in feed


def test_search_engines_get_each_change_as_a_correction(march: None) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(corrected()))
    assert found
    report = next(thing for thing in json.loads(found[1])["@graph"] if thing["@type"] == "Report")
    assert report["correction"][1] == {
        "@type": "CorrectionComment",
        "text": "Granskade tips. Rättad 3 mars 2017: tidigare 6 558. 58 tips hade räknats två gånger.",
        "datePublished": "2017-03-03",
    }


@pytest.mark.parametrize("address", ["/api/v2/pages/{}/", "/api/v3-preview/pages/{}/"])
def test_the_apis_carry_the_list_and_the_change_at_its_figure(march: None, address: str) -> None:
    page = corrected()
    shown = Client().get(address.format(page.pk)).json()
    change = shown["changes"][0]
    assert change["value"]["figure"] == TIPS["id"]
    assert change["value"]["value"] == "6558"
    assert change["value"]["display"]["text"] == "Rättad 3 mars 2017: tidigare 6\u00a0558"
    (at_figure,) = shown["body"][0]["value"]["display"]["changes"]
    assert at_figure == {
        "id": change["id"],
        "kind": "correction",
        "date": "2017-03-03",
        "reason": "58 tips hade räknats två gånger.",
        **change["value"]["display"],
    }
