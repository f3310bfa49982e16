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

from ..building import make_document, make_image
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


def report(file: Any) -> dict[str, Any]:
    return {"report": file}


def hero_image(file: Any) -> dict[str, Any]:
    return {"hero_image": file, "hero_alt_text": "Ett barn"}


def image_in_a_block(file: Any) -> dict[str, Any]:
    return {"body": [*good_body(), block("image", "image", image=file.pk, alt_text="Ett barn")]}


def poster_in_a_film(file: Any) -> dict[str, Any]:
    film = {"title": "Filmen", "url": "https://www.youtube.com/watch?v=sv", "poster": file.pk}
    return {"body": [*good_body(), block("video", "film", **film)]}


IN_A_BLOCK = f"body.{block('image', 'image')['id']}.image"
IN_A_FILM = f"body.{block('video', 'film')['id']}.poster"


@pytest.mark.parametrize(
    ("make", "fields", "path"),
    [
        (make_document, report, "report"),
        (make_image, hero_image, "hero_image"),
        (make_image, image_in_a_block, IN_A_BLOCK),
        (make_image, poster_in_a_film, IN_A_FILM),
    ],
)
def test_a_replaced_file_is_older_once_the_source_has_another(
    make: Any, fields: Any, path: str
) -> None:
    home_page("en")
    files = [make() for _each in range(3)]
    given = fields(files[0])
    page = ResultsPageFactory.create(content=given.pop("body", None) or good_body(), **given)
    translation = submit(page)
    translate(translation)
    replace(translation, path, files[1].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}

    publish(page, **fields(files[2]))

    assert file_at(target(page), path) == files[1]
    assert path in marks(page).older
    assert "earlier version" in visit(target(page)).select(".results-notice")[0].text
    replace(translation, path, files[0].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}


def file_at(page: Any, path: str) -> Any:
    """The document or picture of a field, or of the last block."""
    *in_body, name = path.split(".")
    return page.body[-1].value[name] if in_body else getattr(page, name)


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
