"""A translation goes public when its texts are translated and confirmed, or a person accepts or gives a reason for what is not."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import activate

from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation

import pytest

from results.publishing import Refused
from results.translation.readiness import accepting_untranslated
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import Doubt, strings_of
from tests.factories import UserFactory, browser_of
from tests.routes import ROUTES, Answer, Person, Route, of_program

from .changing import another, body_with, publish
from .lifecycle.families import in_an_hour, let_time_come
from .translating import edit_url, say, soup, strings_url, submit, target, translate, translation_of

TAKEN_OVER = "from last year or from the translation memory"
OTHER_YEAR = "names 2016, and not the year of the page"


@pytest.fixture
def page(next_edition: Any) -> Any:
    """Next year's draft, submitted for translation: only its English title is typed."""
    return next_edition


@pytest.fixture(autouse=True)
def strict(settings: Any) -> None:
    """A site that refuses untranslated texts, and whose language is English here."""
    activate("en")
    settings.WAGTAIL_RESULTS = {**settings.WAGTAIL_RESULTS, "PUBLISH_UNTRANSLATED": False}


def confirm_all(page: Any) -> None:
    translation = translation_of(page)
    for string in strings_of(translation):
        if string.row is not None:
            decide(translation, string, string.text, string.text, UserFactory.create())


def remove_one(page: Any) -> None:
    rows = StringTranslation.objects.filter(context__object_id=page.translation_key)
    assert rows.filter(context__path="introduction").delete()[0]


def localize(person: Person, page: Any) -> Answer:
    return of_program(lambda: translation_of(page).save_target(publish=True))


PROGRAMS = ("publish()", "v3 actions/publish", "bulk", "approve", "scheduler")


@pytest.mark.parametrize(
    "route", [*map(ROUTES.get, PROGRAMS), localize], ids=[*PROGRAMS, "localize"]
)
def test_nothing_untranslated_or_of_last_year_is_published_unasked(page: Any, route: Route) -> None:
    remove_one(page)
    person = Person.of()
    target(page).save_revision()
    answer = route(person, target(page))
    assert "1 of 8 texts is not translated. Publish from the screen “Texts”" in answer.said
    assert TAKEN_OVER in answer.said
    assert OTHER_YEAR in answer.said
    assert not target(page).live


def test_what_is_confirmed_refuses_no_more_and_api_v3_says_where_the_rest_is(page: Any) -> None:
    remove_one(page)
    target(page).save_revision()
    before = ROUTES["v3 actions/publish"](Person.of(), target(page))
    errors = {each["type"]: each["loc"] for each in before.response.json()["errors"]}
    assert errors["untranslated"] == []
    assert errors["other_year"] == ["search_description"]
    confirm_all(page)
    after = ROUTES["publish()"](Person.of(), target(page))
    assert "is not translated" in after.said
    assert TAKEN_OVER not in after.said
    assert OTHER_YEAR not in after.said


def test_a_time_to_come_is_asked_about_when_it_is_set(page: Any) -> None:
    remove_one(page)
    draft = target(page)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(Refused, match="is not translated"):
        draft.save_revision().publish()


@pytest.mark.parametrize("allowed", ["setting", "flag"])
def test_a_setting_or_a_flag_allows_untranslated(page: Any, settings: Any, allowed: str) -> None:
    remove_one(page)
    settings.WAGTAIL_RESULTS = {"PUBLISH_UNTRANSLATED": allowed == "setting"}
    with accepting_untranslated(allowed == "flag"):
        with pytest.raises(Refused, match=TAKEN_OVER):
            target(page).save_revision().publish()
        confirm_all(page)
        target(page).save_revision().publish()
    assert target(page).live


def press_publish(browser: Client, page: Any, **data: Any) -> Any:
    return browser.post(edit_url(target(page)), {"action": "publish", **data})


def test_the_screen_of_texts_asks_with_counts_and_links_before_it_publishes(page: Any) -> None:
    remove_one(page)
    browser = browser_of(language="en")
    answer = press_publish(browser, page)
    links = {each["href"]: each.text for each in soup(answer).select("main li a")}
    texts = strings_url(translation_of(page))
    assert links == {
        f"{texts}?doubt=missing": "1 of 8 texts is not translated.",
        f"{texts}?doubt=memory": "1 text comes from last year or from the translation memory, and "
        "nobody has confirmed it.",
        f"{texts}?doubt=year": "1 text names another year than the page.",
    }
    for url in links:
        assert browser.get(str(url)).context["shown"]
    # What is to be confirmed cannot be passed over.
    assert not soup(answer).select("form[action*=edit] button")
    press_publish(browser, page, untranslated=1)
    assert not target(page).live
    confirm_all(page)
    (button,) = soup(press_publish(browser, page)).select("form[action*=edit] button")
    assert button.text == "Publish with 1 text that is not translated"
    assert not target(page).live
    assert press_publish(browser, page, untranslated=1).status_code == 302
    assert target(page).live


def test_what_is_missing_meanwhile_is_asked_about_again(page: Any) -> None:
    confirm_all(page)
    remove_one(page)
    assert press_publish(browser_of(), page, untranslated=2).status_code == 200
    assert not target(page).live


def test_a_text_of_another_year_is_confirmed_or_changed_and_typing_it_is_neither(page: Any) -> None:
    confirm_all(page)
    browser, texts = (browser_of(), strings_url(translation_of(page)))

    def send(text: str, **button: str) -> None:
        title = next(each for each in strings_of(translation_of(page)) if each.segment.order == 1)
        seen = {"string": title.key, "path": "title", "seen": title.text}
        browser.post(texts, {**seen, "text": text, **button})

    def is_asked() -> bool:
        return Doubt.OTHER_YEAR in strings_of(translation_of(page))[0].doubts

    send("Results 2018")
    assert is_asked()
    send("Results 2018", confirm="1")
    assert not is_asked()
    send("Results 2015")
    assert is_asked()
    send("Results 2017, better than 2015")
    assert not is_asked()
    assert press_publish(browser, page).status_code == 302


def test_a_public_translation_is_corrected_without_being_asked(page: Any) -> None:
    confirm_all(page)
    translation_of(page).save_target(publish=True)
    remove_one(page)
    say(translation_of(page), "title", "A better title of 2017")
    assert press_publish(browser_of(), page).status_code == 302
    assert target(page).title == "A better title of 2017"
    publish(page, body_with(value="8"))
    assert target(page).body.raw_data[1]["value"]["stats"][0]["value"]["value"] == "8"


def test_a_page_public_in_the_source_language_is_asked(page: Any, public_at_once: None) -> None:
    page = another(page, 2018, introduction="Vi arbetar.")
    submit(page)
    assert target(page).live
    answer = press_publish(browser_of(), page)
    assert answer.status_code == 200
    assert answer.context["readiness"].missing


def test_all_languages_together_are_asked_about_too(page: Any) -> None:
    remove_one(page)
    screen, browser = reverse("results_publish_all", args=[page.pk]), browser_of(language="en")
    assert "1 of 8 texts is not translated." in browser.get(screen).text
    assert TAKEN_OVER in browser.post(screen, {"untranslated": "on"}).text
    confirm_all(page)
    assert (
        "Confirm that texts which are not translated may be published." in browser.post(screen).text
    )
    assert not target(page).live
    assert browser.post(screen, {"untranslated": "on"}).status_code == 302
    assert target(page).live


def test_what_was_accepted_when_the_time_was_set_is_not_asked_when_it_has_come(page: Any) -> None:
    confirm_all(page)
    remove_one(page)
    page.go_live_at = in_an_hour()
    page.save_revision()
    screen = reverse("results_publish_all", args=[page.pk])
    assert browser_of().post(screen, {"untranslated": "on"}).status_code == 302
    assert not target(page).live
    let_time_come()
    assert target(page).live


FAULTS = "results.translation.faults"


@pytest.fixture
def faulty(page: Any) -> Any:
    made = another(page, 2014, introduction="Vi granskade 133 000 bilder.")
    translation = submit(made)
    translate(translation)
    say(translation, "introduction", "We reviewed 131,000 pictures.")
    return made


def entries(page: Any) -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(page_id=target(page).pk, action=FAULTS))


def test_it_takes_a_reason_which_the_history_tells(browser: Client, faulty: Any) -> None:
    for data in ({}, {"reason": "  "}):
        response = press_publish(browser, faulty, **data)
        assert response.status_code == 200
        assert "133 000" in response.content.decode().replace("\xa0", " ")
        assert not target(faulty).live
        assert not entries(faulty)
    assert press_publish(browser, faulty, reason="Only until May.").status_code == 302
    assert target(faulty).live
    assert target(faulty).introduction == "We reviewed 131,000 pictures."
    (entry,) = entries(faulty)
    assert entry.data["reason"] == "Only until May."
    assert entry.user is not None
    history = browser.get(reverse("wagtailadmin_pages:history", args=[target(faulty).pk]))
    assert "Only until May." in history.content.decode()


def test_other_routes_record_the_faults_without_a_reason_when_they_publish(faulty: Any) -> None:
    translation_of(faulty).save_target(publish=False)
    assert not entries(faulty)
    translation_of(faulty).save_target(publish=True)
    (entry,) = entries(faulty)
    assert entry.data["reason"] == ""
    assert entry.data["faults"][0]["path"] == "introduction"
