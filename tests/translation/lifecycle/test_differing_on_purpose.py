"""A language version that says something else than its source: marked, and let be where an editor says so."""

from typing import Any

from django.utils import timezone

import pytest

from results.models import LanguageVersion, ResultsPage
from results.publishing import Publication, Refused
from results.publishing.models import Kind
from results.sync import languages, sync_languages
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    again,
    block,
    described,
    good_body,
    home_page,
)

from ..building import make_document
from ..changing import publish
from ..translating import english, replace, submit, target, translate
from ..visiting.visitors import visit
from .versions import differences, figures, hand_made, marks

pytestmark = pytest.mark.django_db


def test_what_only_one_language_has_or_leaves_out_stays_and_is_marked() -> None:
    home_page("en")
    page = hand_made()
    version = target(page)
    here = block("text", "only-english", heading="Here only", text="<p>Words.</p>", links=[])
    version.body = [*version.body.raw_data[:1], here]
    described(version).save_revision().publish()
    publish(page, introduction="Vad vi gjorde.")
    assert [each.id for each in target(page).body] == [good_body()[0]["id"], here["id"]]
    left_out = f"body.{good_body()[1]['id']}"
    assert differences(page) == {("extra", f"body.{here['id']}"), ("missing", left_out)}


def test_a_figure_is_that_of_the_source_unless_the_language_differs_there_on_purpose() -> None:
    home_page("en")
    page = hand_made()
    version = target(page)
    path = f"body.{version.body[1].id}.stats.{version.body[1].value['stats'][0].id}"

    def type_by_hand(value: str) -> None:
        version = target(page)
        version.body[1].value["stats"][0].value["value"] = value
        described(version).save_revision().publish()
        sync_languages(target(page))

    with pytest.raises(Refused):
        type_by_hand("7000")
    row = marks(page)
    row.kept = {path.rsplit(".", 1)[1]: timezone.now().isoformat()}
    row.save()
    type_by_hand("7000")
    publish(page, introduction="Vad vi gjorde.")
    assert figures(target(page)) == ["7000"]
    assert ("figure", f"{path}.value") in differences(page)


def test_a_replaced_file_is_older_once_the_source_has_another() -> None:
    home_page("en")
    documents = [make_document() for _each in range(3)]
    page = ResultsPageFactory.create(report=documents[0])
    translation = submit(page)
    translate(translation)
    replace(translation, "report", documents[1].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}

    publish(page, report=documents[2])

    assert target(page).report == documents[1]
    assert "report" in marks(page).older
    assert "earlier version" in visit(target(page)).select(".results-notice")[0].text
    replace(translation, "report", documents[0].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}


def test_a_version_that_would_not_be_safe_is_marked_and_the_step_is_tried_again() -> None:
    home_page("en")
    page = hand_made()
    body = list(target(page).body.raw_data)
    body[0]["value"]["links"][0]["value"]["url"] = "javascript:alert(1)"
    ResultsPage.objects.filter(pk=target(page).pk).update(body=body)
    changed = good_body()
    changed[1]["value"]["stats"][0]["value"]["value"] = "7001"
    with pytest.raises(Exception, match=r".+"):
        publish(page, changed)
    assert any(kind == "figure" for kind, _path in differences(page))


def test_a_publication_of_whichever_kind_has_the_step() -> None:
    page = ResultsPageFactory.create()
    for kind in Kind:
        publication = Publication.objects.filter(page_id=page.pk).first()
        assert publication
        publication.kind = kind
        languages._sync_publication(publication)


def test_an_indicator_of_another_language_is_the_same_indicator() -> None:
    home_page("en")
    indicator = IndicatorFactory.create()
    translated = indicator.copy_for_translation(english())
    translated.save()
    body = good_body()
    body[1]["value"]["stats"][0]["value"]["indicator"] = indicator.pk
    page = hand_made()
    publish(page, body)
    assert target(page).body[1].value["stats"][0].value["indicator"].pk == translated.pk
    assert differences(page) == set()


def test_what_the_system_has_published_is_not_changed_once_more(
    django_capture_on_commit_callbacks: Any,
) -> None:
    home_page("en")
    page = hand_made()
    body = good_body()
    # As it was stored before the field was made.
    body[0]["value"]["care"] = None
    ResultsPage.objects.filter(pk=page.pk).update(body=body)
    before = Publication.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        described(target(page)).save_revision().publish()
    assert Publication.objects.count() - before <= 2


def test_what_could_not_follow_follows_once_it_can() -> None:
    home_page("en")
    page = hand_made()
    good = list(target(page).body.raw_data)
    bad = [{**good[0], "value": {**good[0]["value"]}}, *good[1:]]
    link = {**bad[0]["value"]["links"][0]}
    link["value"] = {**link["value"], "url": "javascript:alert(1)"}
    bad[0]["value"]["links"] = [link]
    ResultsPage.objects.filter(pk=target(page).pk).update(body=bad)
    third = block("text", "third", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
    with pytest.raises(Refused):
        publish(page, [*good_body(), third])
    ResultsPage.objects.filter(pk=target(page).pk).update(body=good)
    sync_languages(again(page))
    assert [each.id for each in target(page).body][-1] == third["id"]


def test_what_was_agreed_with_another_source_removes_nothing() -> None:
    home_page("en")
    page = hand_made()
    row = marks(page)
    own = target(page).body[0].id
    LanguageVersion.objects.filter(pk=row.pk).update(
        source_language="fi", source_items=[own, *row.source_items]
    )
    publish(page, good_body()[1:])
    assert own in {each.id for each in target(page).body}
