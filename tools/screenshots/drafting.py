"""What the demo lacks and a picture shows, written at the desks of its people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.demo.desk import Desk
from home.demo.form_data import create_address_names, page_form_data
from results.models import ResultsIndexPage, ResultsPage

# What the tutorial lets its reader type.
UNFINISHED_LINK = {"text": "läs mer"}
FINISHED_LINK = {"text": "Läs mer om ECPAT", "url": "https://ecpat.se/"}

CAREFUL = [
    (
        "text",
        {
            "heading": "What the reports are about",
            "text": (
                "<p>In 2016 almost all reports concerned abuse that had been documented in "
                "pictures or films. What may be illegal is passed on to the Swedish police, or to "
                "a hotline abroad.</p>"
            ),
            "care": "notice",
            "care_text": "This part tells of crimes against children.",
        },
    ),
    (
        "text",
        {
            "heading": "How a report is assessed",
            "text": "<p>Every report is read and assessed.</p>",
            "care": "collapsed",
        },
    ),
    (
        "helpline",
        {
            "name": "Somebody to talk to",
            "telephone": "116 111",
            "url": "https://example.org/",
            "hours": "every day",
        },
    ),
]


def tutorial_edition(slug: str, link: Mapping[str, str]) -> ResultsPage:
    """A draft of the tutorial's edition, with this link in its campaign."""
    work = {
        "heading": "Öppet hus",
        "text": "<p>Alla var välkomna.</p>",
        "stats": [("stat", {"value": "1382", "label": "besökare", "qualifier": "over"})],
        "links": [("link", link)],
    }
    return _draft(
        _index("sv"),
        {
            "title": "Resultat 2018",
            "slug": slug,
            "period_start": "2018-01-01",
            "period_end": "2018-12-31",
            "introduction": "En provutgåva.",
            "body": [("campaign", work)],
        },
    )


def submitted_edition() -> Page:
    """The tutorial's edition in English, as its translator gets it."""
    page = tutorial_edition("2018", FINISHED_LINK)
    english = Locale.objects.get(language_code="en")
    _desk().submit_for_translation(page, english)
    return page.get_translation(english)


def edition_with_notices() -> ResultsPage:
    """A draft with content notices, on an index page with a way out."""
    return _draft(
        empty_index("content-notices", leave_url="https://example.org/"),
        {
            "title": "Results 2016",
            "slug": "2016",
            "period_start": "2016-01-01",
            "period_end": "2016-12-31",
            "introduction": "What our work led to during the year.",
            "body": CAREFUL,
        },
    )


def changed_source() -> tuple[int, int]:
    """The demo's English edition after its source has changed, and the number of its translation."""
    source: Any = swedish_edition(2016)
    body = [dict(block) for block in source.body.raw_data]
    for block in body:
        if "på nätet" in block["value"].get("text", ""):
            text = block["value"]["text"].replace("på nätet", "på internet", 1)
            block["value"] = {**block["value"], "text": text}
    source.body = body
    source.save_revision().publish()
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.get(
        source__object_id=source.translation_key, target_locale=english
    )
    return source.get_translation(english).pk, translation.pk


def edition_with_new_draft() -> int:
    """The demo's Swedish edition with a draft that changes a text and adds one."""
    source = swedish_edition(2016)
    source.introduction = source.introduction.replace("2016", "året 2016")
    source.share_text = "Läs vad vi gjorde under året."
    source.save_revision()
    return source.pk


def translation_with_wrong_number() -> int:
    """The demo's English edition, of which an unpublished text has another number than its source."""
    english = swedish_edition(2016).get_translation(Locale.objects.get(language_code="en"))
    text = StringTranslation.objects.get(
        context__object_id=english.translation_key,
        context__path="introduction",
        locale=english.locale,
    )
    text.data = text.data.replace("2016", "2017")
    text.save()
    return english.pk


def version_by_hand() -> int:
    """The English edition of 2015, stopped, which leaves a part out; its source has changed since."""
    source: Any = swedish_edition(2015)
    english = source.get_translation(Locale.objects.get(language_code="en"))
    Translation.objects.filter(
        source__object_id=source.translation_key, target_locale=english.locale
    ).update(enabled=False)
    english.body = english.body.raw_data[:-1]
    english.save_revision().publish()
    source.introduction = f"{source.introduction} Året var 2015."
    source.save_revision().publish()
    return english.pk


def swedish_edition(year: int) -> ResultsPage:
    """The demo's Swedish edition of this year."""
    return ResultsPage.objects.get(locale__language_code="sv", live=True, period_start__year=year)


def delete_drafts(year: int) -> None:
    """Delete the demo's Swedish editions of this year, which nobody has published."""
    drafts = ResultsPage.objects.filter(
        locale__language_code="sv", live=False, period_start__year=year
    )
    for page in drafts:
        page.delete()


def empty_index(slug: str, **values: str) -> ResultsIndexPage:
    """An English index page without editions."""
    content = {"title": "Results", "slug": slug, "ways_to_help": [], **values}
    return _desk().write_page(ResultsIndexPage, english_home(), content)


def english_home() -> Page:
    """The English home page of the demo."""
    return _index("en").get_parent()


def _desk() -> Desk:
    return Desk(get_user_model().objects.get(username="admin"))


def _index(language: str) -> ResultsIndexPage:
    return ResultsIndexPage.objects.filter(locale__language_code=language).earliest("pk")


def _draft(index: ResultsIndexPage, values: Mapping[str, Any]) -> ResultsPage:
    address = reverse("wagtailadmin_pages:add", args=[*create_address_names(ResultsPage), index.pk])
    desk = _desk()
    desk.open(address)
    desk.send(address, page_form_data(ResultsPage, {"main_points": [], **values}))
    return ResultsPage.objects.child_of(index).get(slug=values["slug"])
