"""What of a version differs from its source, on purpose or because it could not follow, is marked everywhere."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import Translation

import pytest
from bs4 import BeautifulSoup

from results.models import LanguageVersion, ResultsPage
from results.publishing import Publication, Refused
from results.sync import sync_languages
from results.translation.strings.checking import recount
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
from ..changing import body_with, label_path, publish
from ..translating import english, replace, submit, target, translate
from ..visiting.visitors import visit
from .versions import differences, hand_made, marks, stopped, synchronised

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def front_page(db: None) -> None:
    home_page("en")


def report(file: Any) -> dict[str, Any]:
    return {"report": file}


def image_in_a_block(file: Any) -> dict[str, Any]:
    return {"body": [*good_body(), block("image", "image", image=file.pk, alt_text="Ett barn")]}


IN_A_BLOCK = f"body.{block('image', 'image')['id']}.image"


@pytest.mark.parametrize(
    ("make", "fields", "path"),
    [(make_document, report, "report"), (make_image, image_in_a_block, IN_A_BLOCK)],
)
def test_a_replaced_file_is_older_once_the_source_has_another(
    make: Any, fields: Any, path: str
) -> None:
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


def test_what_the_system_has_published_is_not_changed_once_more(
    django_capture_on_commit_callbacks: Any,
) -> None:
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


def make_unsafe(page: Any) -> list[dict[str, Any]]:
    """Give the version a link that no rule lets through; what it had before."""
    good = list(target(page).body.raw_data)
    bad = list(target(page).body.raw_data)
    link = {**bad[0]["value"]["links"][0]}
    link["value"] = {**link["value"], "url": "javascript:alert(1)"}
    bad[0] = {**bad[0], "value": {**bad[0]["value"], "links": [link]}}
    ResultsPage.objects.filter(pk=target(page).pk).update(body=bad)
    return good


def refuse(page: Any, *args: Any, **fields: Any) -> None:
    good = make_unsafe(page)
    with pytest.raises(Refused):
        publish(page, *args, **fields)
    ResultsPage.objects.filter(pk=target(page).pk).update(body=good)


def test_its_texts_are_older_whoever_wrote_them_and_stay_so(page: Any) -> None:
    body = body_with(label="granskade anmälningar", value="7001")
    refuse(page, body, introduction="Vad vi gjorde.")
    assert {"introduction", label_path(page)} <= marks(page).older.keys()
    sync_languages(again(page))
    assert {"introduction", label_path(page)} <= marks(page).older.keys()
    assert target(page).introduction == "Typed by hand."


def test_a_text_that_nobody_had_translated_stays_in_its_language_and_follows(page: Any) -> None:
    publish(page, body_with(note="En anmärkning."))
    path = label_path(page).replace("label", "note")
    assert path in marks(page).untranslated
    refuse(page, body_with(note="En ny anmärkning."))
    assert path in marks(page).untranslated
    assert path in marks(page).older
    sync_languages(again(page))
    assert target(page).body[1].value["stats"][0].value["note"] == "En ny anmärkning."
    assert marks(page).untranslated[path] == ["En ny anmärkning."]
    assert path not in marks(page).older


def test_a_picture_follows_once_it_can(page: Any) -> None:
    first, second = make_image(), make_image()
    publish(page, hero_image=first, hero_alt_text="Ett barn")
    refuse(page, hero_image=second)
    assert "hero_image" in marks(page).older
    sync_languages(again(page))
    assert target(page).hero_image == second
    assert "hero_image" not in marks(page).older


def test_a_version_written_by_hand_is_marked_and_follows_once_it_can(db: None) -> None:
    page = hand_made()
    third = block("text", "third", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
    refuse(page, [*body_with(value="7001"), third])
    assert "figure" in {kind for kind, _path in differences(page)}
    sync_languages(again(page))
    assert [each.id for each in target(page).body][-1] == third["id"]
    assert differences(page) == set()


# Of what a translator makes of strings, and of what is written by hand.
COUNTED = ("1 to look at", "1 older")


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
        found = BeautifulSoup(answer.content, "html.parser").select(selector)
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


@pytest.mark.parametrize("make", [synchronised, stopped, hand_made])
def test_an_older_text_is_marked_in_every_place(make: Callable[[], Any], admin: Client) -> None:
    page = make()
    for translation in Translation.objects.all():
        # In tests nothing is ever committed.
        recount(translation)
    assert places_with_a_mark(page, admin) == set()
    publish(page, introduction="Vad vi gjorde.")
    for translation in Translation.objects.all():
        recount(translation)
    places = {"dashboard", "list of pages", "panel", "mail", "report", "API v2", "API v3", "notice"}
    assert places_with_a_mark(page, admin) == places
