"""Whatever is done by whatever route: a language version has what its source has, or says what not."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

import pytest

from results.models import LanguageVersion, ResultsPage
from results.publishing import Publication, Refused
from results.publishing.models import Kind
from results.sync import languages, sync_languages
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    again,
    api_client,
    block,
    described,
    good_body,
    home_page,
)

from ..building import make_document, make_image
from ..changing import publish
from ..translating import english, replace, submit, target, translate
from ..visiting.visitors import visit

pytestmark = pytest.mark.django_db

Make = Callable[[], Any]


def synchronised() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    translation = submit(page)
    translate(translation)
    translation.save_target()
    return page


def stopped() -> Any:
    page = synchronised()
    sync_languages(target(page))
    Translation.objects.update(enabled=False)
    return page


def hand_made() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    body = good_body("We reviewed every report, in English.")
    body[0]["value"]["heading"] = "The helpline"
    body[1]["value"]["stats"][0]["value"]["label"] = "reports that were reviewed"
    version.body = body
    version.save_revision().publish()
    sync_languages(target(page))
    return page


@pytest.fixture(params=[synchronised, stopped, hand_made])
def page(request: pytest.FixtureRequest, db: None) -> Any:
    """A Swedish edition with a public English version of one of the three kinds."""
    home_page("en")
    return request.param()


def marks(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=target(page))


def differences(page: Any) -> set[tuple[str, str]]:
    """Those that are not about the entries that say why a figure was changed."""
    found = {(each["kind"], each["path"]) for each in marks(page).differences}
    return {(kind, path) for kind, path in found if not path.startswith("changes.")}


def figures(page: Any) -> list[str]:
    return [
        str(stat.value["value"])
        for each in page.body
        if each.block_type == "stats"
        for stat in each.value["stats"]
    ]


def stat(name: str, value: str) -> dict[str, Any]:
    return block("stat", name, value=value, label=f"antal {name}", unit="number")


def at(page: Any, *steps: Any) -> str:
    """The path of a text of the first block."""
    return f"body.{page.body[0].id}.{'.'.join(steps)}"


def test_a_figure_that_is_withdrawn_goes_in_every_language_and_a_new_one_comes(page: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"] = [stat("new", "12"), stat("newer", "13")]
    publish(page, body)
    assert figures(target(page)) == ["12", "13"]
    assert differences(page) == set()
    # The words have not been translated yet, and readers are told so.
    assert any("label" in path for path in marks(page).untranslated)
    assert visit(target(page)).select('[lang="sv"]')


def test_blocks_come_and_go_in_the_order_of_the_source(page: Any) -> None:
    first, second = good_body()
    third = block("text", "third", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
    publish(page, [second, third, first])
    assert [each.id for each in target(page).body] == [second["id"], third["id"], first["id"]]
    publish(page, [third, second])
    assert [each.id for each in target(page).body] == [third["id"], second["id"]]
    assert differences(page) == set()


def test_words_stay_and_are_older_once_the_source_says_something_else(page: Any) -> None:
    before = target(page).introduction
    publish(page, introduction="Vad vi gjorde.")
    assert target(page).introduction == before
    assert "introduction" in marks(page).older
    assert "earlier version" in visit(target(page)).select(".results-notice")[0].text
    publish(page, introduction="Vad vi gör.")
    assert marks(page).older == {}


def test_a_text_that_the_source_withdraws_goes(page: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"][0]["value"]["note"] = "En anmärkning."
    publish(page, body)
    assert target(page).body[1].value["stats"][0].value["note"] == "En anmärkning."
    publish(page, good_body())
    assert not target(page).body[1].value["stats"][0].value["note"]


def test_a_picture_follows(page: Any) -> None:
    first, second = make_image(), make_image()
    publish(page, hero_image=first, hero_alt_text="Ett barn")
    assert target(page).hero_image == first
    publish(page, hero_image=second)
    assert target(page).hero_image == second
    assert "hero_image" not in marks(page).older


def test_a_private_source_has_no_open_version(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    sync_languages(again(page))
    assert target(page).view_restrictions.exists()
    assert differences(page) == set()


def by_method(page: Any) -> None:
    page.unpublish()


def by_api(page: Any) -> None:
    path = f"/api/v3-preview/pages/{page.pk}/actions/unpublish/"
    assert api_client().post(path, {}, content_type="application/json").status_code < 400


def by_deleting(page: Any) -> None:
    page.delete()


@pytest.mark.parametrize("withdraw", [by_method, by_api, by_deleting])
def test_no_version_stays_public_without_its_source(
    page: Any, withdraw: Callable[[Any], None], django_capture_on_commit_callbacks: Any
) -> None:
    version = target(page)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(again(page))
    assert not Page.objects.get(pk=version.pk).live


def test_a_version_that_is_published_without_its_source_says_so(page: Any) -> None:
    again(page).unpublish()
    sync_languages(again(page))
    version = target(page)
    assert not version.live
    version.save_revision().publish()
    sync_languages(target(page))
    assert ("unpublished", "") in differences(page)


def test_a_page_that_was_a_version_is_a_source_once_its_own_is_gone(page: Any) -> None:
    version = target(page)
    page.delete()
    described(again(version)).save_revision().publish()
    sync_languages(again(version))
    assert not LanguageVersion.objects.exists()


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
