"""What happens to editions, translations and indicators is told: where it can be seen, not what it is."""

import json
from typing import Any

from django.db import transaction
from django.test import Client

from wagtail.models import PageViewRestriction

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from results.record.recording import follow
from results.record.versions import EditionVersion
from results.snapshots.watching import irrelevant_tables
from results.webhooks import events
from results.webhooks.models import Delivery, Endpoint
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    described,
    good_body,
)
from tests.record.building import body, edition
from tests.sync.test_figures import in_english
from tests.syncing import sync_languages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("endpoint")]


def told(since: int = 0) -> list[dict[str, Any]]:
    """The events after the first so many, oldest first."""
    bodies = Delivery.objects.order_by("pk").values_list("body", flat=True)
    return [json.loads(each) for each in bodies[since:]]


def types(since: int = 0) -> list[str]:
    return [event["type"] for event in told(since)]


def publish(page: Any, **fields: Any) -> None:
    draft = ResultsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(draft, name, value)
    described(draft).save_revision().publish()


def test_an_edition_is_told_of_from_its_publication_to_its_end(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    publish(page, introduction="What we did.")
    page = ResultsPage.objects.get(pk=page.pk)
    page.slug = "elsewhere"
    page.save()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.unpublish()
    page.save_revision().publish()
    ResultsPage.objects.get(pk=page.pk).delete()
    assert types() == [
        "edition.published",
        "edition.published",
        "edition.moved",
        "edition.access_changed",
        "edition.unpublished",
        "edition.published",
        "edition.deleted",
    ]
    assert {event["data"]["page_id"] for event in told()} == {page.pk}
    assert told()[-1]["data"]["addresses"]["html"][0] == "http://localhost/results/elsewhere/"
    assert set(Delivery.objects.values_list("subject", flat=True)) == {f"page-{page.pk}"}


def test_a_draft_and_a_page_of_another_kind_are_not_told_of(index: ResultsIndexPage) -> None:
    ResultsPageFactory.create(parent=index, live=False).save_revision()
    index.save_revision().publish()
    assert types() == []


def test_what_is_rolled_back_is_not_told(index: ResultsIndexPage) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ResultsPageFactory.create(parent=index)
        assert types() == ["edition.published"]
        _ = 1 // 0
    assert types() == []


def test_an_event_says_where_it_can_be_seen_in_every_language_and_nothing_of_its_content(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index)
    english = in_english(page)
    already = len(told())
    publish(page, introduction="A word that only the page itself has.")
    (event,) = told(already)
    above = [index.pk, english.get_parent().pk]
    ids = [page.pk, english.pk, *above]
    api = "http://testserver/api"
    assert event["data"] == {
        "page_id": page.pk,
        "translation_key": str(page.translation_key),
        "language": "sv",
        "page_ids": ids,
        "addresses": {
            "html": [
                "http://localhost/results/2016/",
                "http://localhost/en/results/2016/",
                "http://localhost/results/",
                "http://localhost/en/results/",
            ],
            "api": [
                f"{api}/{version}/pages/{pk}/" for pk in ids for version in ("v2", "v3-preview")
            ],
        },
        "cache_tags": [*(f"page-{pk}" for pk in ids), "results-lists"],
    }
    assert set(event) == {"id", "type", "timestamp", "data"}


def test_a_moved_edition_is_told_with_its_address_from_before(index: ResultsIndexPage) -> None:
    ResultsPageFactory.create(parent=index)
    index.slug = "elsewhere"
    index.save()
    event = told()[-1]
    assert event["type"] == "edition.moved"
    assert event["data"]["addresses"]["html"] == [
        "http://localhost/elsewhere/2016/",
        "http://localhost/elsewhere/",
        "http://localhost/results/2016/",
    ]


def test_a_changed_figure_is_told_of_before_its_publication(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    changed = good_body()
    changed[1]["value"]["stats"][0]["value"]["value"] = "6500"
    publish(page, body=changed)
    assert types() == ["edition.published", "edition.corrected", "edition.published"]
    version = EditionVersion.objects.get()
    version.is_public = False
    version.save(update_fields=["is_public"])
    ResultsPage.objects.get(pk=page.pk).unpublish()
    assert types(3) == ["edition.unpublished"]


def test_a_translation_is_told_of_once_when_it_falls_behind_and_once_when_it_catches_up() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(page)
    already = len(told())
    for words in ("What we did.", "What we have done."):
        publish(page, introduction=words)
        sync_languages(ResultsPage.objects.get(pk=page.pk))
    english = ResultsPage.objects.get(pk=english.pk)
    english.introduction = "In English."
    english.save_revision().publish()
    sync_languages(ResultsPage.objects.get(pk=english.pk))
    ours = [event for event in told(already) if event["type"].startswith("translation.")]
    assert [event["type"] for event in ours] == ["translation.stale", "translation.in_step"]
    assert {(event["data"]["page_id"], event["data"]["language"]) for event in ours} == {
        (english.pk, "en")
    }


def test_an_indicator_is_told_of_when_it_is_changed_and_when_it_goes() -> None:
    indicator = IndicatorFactory.create()
    indicator.definition = "Every report that somebody has read."
    indicator.save()
    indicator.delete()
    assert types() == 3 * ["indicator.changed"]
    event = told()[-1]
    assert event["data"]["translation_key"] == str(indicator.translation_key)


def test_an_indicator_is_told_of_when_its_series_changes_and_not_when_something_else_does(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create(slug="reports")
    page = edition(index, {"indicator": indicator.pk})
    already = len(told())
    follow(Publication.objects.latest("pk"))
    (event,) = told(already)
    assert event["type"] == "indicator.changed"
    assert event["data"]["page_ids"] == [page.pk, index.pk]
    assert event["data"]["addresses"]["html"] == [
        "http://localhost/results/2016/",
        "http://localhost/results/",
    ]
    follow(Publication.objects.latest("pk"))
    assert len(told()) == already + 1
    publish(page, body=body({"indicator": indicator.pk, "value": "6500"}))
    already = len(told())
    follow(Publication.objects.latest("pk"))
    assert types(already) == ["indicator.changed"]


def test_nobody_who_wants_to_be_told_costs_an_editor_one_small_question(
    index: ResultsIndexPage, django_assert_num_queries: Any
) -> None:
    page = ResultsPageFactory.create(parent=index)
    Endpoint.objects.all().delete()
    publication = Publication.objects.filter(page_id=page.pk).latest("pk")
    with django_assert_num_queries(1):
        events._published(publication, created=True)


def test_no_stored_answer_depends_on_deliveries() -> None:
    assert Delivery._meta.db_table in irrelevant_tables()


@pytest.mark.django_db(transaction=True)
def test_every_stored_answer_that_may_be_old_has_one_of_the_tags(
    settings: Settings, client: Client
) -> None:
    wanted = {"SNAPSHOTS": True, "SNAPSHOT_TAGS_HEADER": "Cache-Tag"}
    settings.WAGTAIL_RESULTS = {**settings.WAGTAIL_RESULTS, **wanted}
    page = ResultsPageFactory.create()
    tags = set(told()[-1]["data"]["cache_tags"])
    addresses = [
        page.url,
        f"/api/v2/pages/{page.pk}/",
        f"/api/v3-preview/pages/{page.pk}/",
        f"/api/v3-preview/pages/find/?html_path={page.url}",
        "/api/v2/pages/",
        "/api/v3-preview/pages/",
        "/api/v3-preview/figures/",
        f"/api/v3-preview/figures/{page.pk}/{page.body[1].value['stats'][0].id}/",
        "/sitemap.xml",
    ]
    for address in addresses:
        made = client.get(address)
        assert tags & set(made["Cache-Tag"].split(",")), address
    assert client.get(addresses[1])["Cache-Tag"] == f"results-site,page-{page.pk}"
