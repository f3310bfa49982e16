"""What of a version differs from its source, on purpose or because it could not follow, is marked everywhere."""

from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import LanguageVersion, ResultsPage
from results.publishing import Publication, Refused
from results.publishing.people import is_public
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
from tests.syncing import sync_languages

from ..building import make_image
from ..changing import LABEL, body_with, publish
from ..translating import english, replace, soup, submit, target, translate
from ..visiting.visitors import visit
from .families import differences, hand_made, marks, stopped, synchronised


@pytest.fixture(autouse=True)
def front_page(db: None) -> None:
    home_page("en")


def with_picture(file: Any) -> list[dict[str, Any]]:
    return [*good_body(), block("image", "image", image=file.pk, alt_text="Ett barn")]


def test_a_replaced_file_is_older_than_a_new_one() -> None:
    files = [make_image() for _each in range(3)]
    page = ResultsPageFactory.create(content=with_picture(files[0]))
    path = f"body.{page.body[-1].id}.image"
    translation = submit(page)
    translate(translation)
    replace(translation, path, files[1].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}
    publish(page, with_picture(files[2]))
    assert target(page).body[-1].value["image"] == files[1]
    assert path in marks(page).older
    assert "earlier version" in visit(target(page)).select(".results-notice")[0].text
    replace(translation, path, files[0].pk)
    translation.save_target()
    sync_languages(target(page))
    assert marks(page).older == {}


def test_an_indicator_of_another_language_is_the_same_indicator() -> None:
    indicator = IndicatorFactory.create()
    translated = indicator.copy_for_translation(english())
    translated.save()
    body = good_body()
    body[1]["value"]["stats"][0]["value"]["indicator"] = indicator.pk
    page = hand_made()
    publish(page, body)
    assert target(page).body[1].value["stats"][0].value["indicator"].pk == translated.pk
    assert differences(page) == set()


def test_what_the_system_published_stays(django_capture_on_commit_callbacks: Any) -> None:
    page = hand_made()
    body = good_body()
    # As it was stored before the field was made.
    body[0]["value"]["care"] = None
    ResultsPage.objects.filter(pk=page.pk).update(body=body)
    before = Publication.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        described(target(page)).save_revision().publish()
    assert Publication.objects.count() - before <= 2


def test_what_was_agreed_with_another_source_removes_nothing() -> None:
    page = hand_made()
    row = marks(page)
    own = target(page).body[0].id
    LanguageVersion.objects.filter(pk=row.pk).update(
        source_language="fi", source_items=[own, *row.source_items]
    )
    publish(page, good_body()[1:])
    assert own in {each.id for each in target(page).body}


@pytest.fixture
def page(db: None) -> Any:
    """A source whose version has an introduction that was typed in the page editor."""
    page = synchronised()
    version = target(page)
    version.introduction = "Typed by hand."
    described(version).save_revision().publish()
    sync_languages(target(page))
    return page


def refuse(page: Any, *args: Any, **fields: Any) -> None:
    """Publish the source while its version has a link that no rule lets through."""
    rows = ResultsPage.objects.filter(pk=target(page).pk)
    good = list(target(page).body.raw_data)
    bad = deepcopy(good)
    bad[0]["value"]["links"][0]["value"]["url"] = "javascript:alert(1)"
    rows.update(body=bad)
    with pytest.raises(Refused):
        publish(page, *args, **fields)
    rows.update(body=good)


def test_its_texts_are_older_whoever_wrote_them_and_stay_so(page: Any) -> None:
    body = body_with(label="granskade anmälningar", value="7001")
    refuse(page, body, introduction="Vad vi gjorde.")
    assert {"introduction", LABEL} <= marks(page).older.keys()
    sync_languages(again(page))
    assert {"introduction", LABEL} <= marks(page).older.keys()
    assert target(page).introduction == "Typed by hand."


def test_a_text_that_nobody_had_translated_stays_in_its_language_and_follows(page: Any) -> None:
    publish(page, body_with(note="En anmärkning."))
    path = LABEL.replace("label", "note")
    assert path in marks(page).untranslated
    refuse(page, body_with(note="En ny anmärkning."))
    assert path in marks(page).untranslated
    assert path in marks(page).older
    sync_languages(again(page))
    assert target(page).body[1].value["stats"][0].value["note"] == "En ny anmärkning."
    assert marks(page).untranslated[path] == ["En ny anmärkning."]
    assert path not in marks(page).older


def test_a_version_written_by_hand_is_marked_and_follows_once_it_can(db: None) -> None:
    page = hand_made()
    third = block("text", "third", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
    refuse(page, [*body_with(value="7001"), third])
    assert "figure" in {kind for kind, _path in differences(page)}
    sync_languages(again(page))
    assert [each.id for each in target(page).body][-1] == third["id"]
    assert differences(page) == set()


EACH_KIND = pytest.mark.parametrize("make", [synchronised, stopped, hand_made])
# Of what a translator makes of strings, and of what is written by hand.
COUNTED = ("1 to review", "1 older")


def told_by(api: str, page: Any) -> bool:
    return bool(Client().get(f"{api}{page.pk}/").json()["translation"]["older_since"])


def mailed() -> str:
    mail.outbox.clear()
    call_command("mail_translations", stdout=StringIO())
    return "".join(str(each.body) for each in mail.outbox)


def places_with_a_mark(page: Any, admin: Client) -> set[str]:
    """The places where it is said that a text of the English version is older than its source."""

    def text(selector: str, name: str, *args: int, **query: str) -> str:
        answer = admin.get(reverse(name, args=args), query)
        found = soup(answer).select(selector)
        return " ".join(" ".join(each.get_text(" ") for each in found).split())

    version = target(page)
    counted = {
        "dashboard": text("main", "wagtailadmin_home"),
        "list of pages": text("table.listing", "wagtailadmin_explore", page.get_parent().pk),
        "panel": text("[data-side-panel=status]", "wagtailadmin_pages:edit", page.pk),
        "mail": mailed(),
    }
    reported = [
        text("table.listing", "results_translation:report", needs=needs)
        for needs in ("stale", "differing")
    ]
    said = {
        **{place: any(each in said for each in COUNTED) for place, said in counted.items()},
        "report": any(version.title in rows for rows in reported),
        "API v2": told_by("/api/v2/pages/", version),
        "API v3": told_by("/api/v3-preview/pages/", version),
        "notice": "earlier version" in visit(version).text,
    }
    return {place for place, is_said in said.items() if is_said}


@EACH_KIND
def test_an_older_text_is_marked_in_every_place(make: Callable[[], Any], admin: Client) -> None:
    page = make()
    assert places_with_a_mark(page, admin) == set()
    publish(page, introduction="Vad vi gjorde.")
    places = {"dashboard", "list of pages", "panel", "mail", "report", "API v2", "API v3", "notice"}
    assert places_with_a_mark(page, admin) == places


NEW = block("text", "new", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])


@EACH_KIND
@pytest.mark.parametrize("is_deleted", [False, True])
def test_no_version_stays_public_without_its_source(
    make: Callable[[], Any], is_deleted: bool, django_capture_on_commit_callbacks: Any
) -> None:
    page = make()
    version = target(page)
    with django_capture_on_commit_callbacks(execute=True):
        if is_deleted:
            again(page).delete()
        else:
            url = f"/api/v3-preview/pages/{page.pk}/actions/unpublish/"
            assert api_client().post(url, {}, content_type="application/json").status_code < 400
    assert not Page.objects.get(pk=version.pk).live


def test_a_page_that_was_a_version_is_a_source_once_its_own_is_gone() -> None:
    page = hand_made()
    version = target(page)
    page.delete()
    described(again(version)).save_revision().publish()
    sync_languages(again(version))
    assert not LanguageVersion.objects.exists()


@EACH_KIND
def test_a_source_below_a_private_page_has_no_open_version(make: Callable[[], Any]) -> None:
    page = make()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    sync_languages(again(page))
    assert not is_public(target(page))
    assert differences(page) == set()


def test_a_version_that_is_private_by_itself_says_so() -> None:
    page = hand_made()
    index = target(page).get_parent()
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    sync_languages(again(page))
    assert differences(page) == {("private", "")}


def never_public() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    page.save_revision().publish()
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    version.save_revision()
    return page


@pytest.mark.parametrize("make", [stopped, hand_made, never_public, synchronised])
def test_what_the_source_got_meanwhile_is_there_and_what_it_changed_is_older(make: Any) -> None:
    page = make()
    if make is not never_public:
        described(again(page)).save_revision().publish()
        sync_languages(again(page))
        target(page).unpublish()
    image = {"hero_image": make_image(), "hero_alt_text": "Ett barn"}
    publish(page, [*good_body(), NEW], introduction="Vad vi gjorde.", **image)
    described(target(page).get_latest_revision_as_object()).save_revision().publish()
    sync_languages(target(page))
    assert "introduction" in marks(page).older
    assert [each.id for each in target(page).body][-1] == NEW["id"]
    assert f"body.{NEW['id']}.heading" in marks(page).untranslated
    assert target(page).hero_image == image["hero_image"]
    assert differences(page) == set()
