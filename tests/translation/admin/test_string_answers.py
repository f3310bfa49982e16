"""What the screen of texts answers while a translator types, and to what it refuses."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail.models import Comment, CommentReply, GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup

from results.translation.glossary import Term
from results.translation.models import TextState
from results.translation.strings.doubts import TranslatedString, faults_between, strings_of
from results.translation.strings.memory import suggestions
from results.translation.strings.shown import corrected, marked_pair
from tests.factories import UserFactory

from ..changing import LABEL, publish
from ..translating import in_english, soup, string_at, strings_url, target


@pytest.fixture
def page(stale_number: Any) -> Any:
    """An edition of whose translation one text is stale."""
    return stale_number


DUMMY = "wagtail_localize.machine_translators.dummy.DummyTranslator"
# As a script asks.
JSON = {"Accept": "application/json"}


def stale(translation: Any) -> TranslatedString:
    return next(string for string in strings_of(translation) if string.state.since)


def ask(name: str, translation: Any, string: TranslatedString) -> str:
    return reverse(f"results_translation:{name}", args=[translation.pk, string.key])


def checked(browser: Client, translation: Any, text: str) -> dict[str, Any]:
    url = ask("check_string", translation, stale(translation))
    return browser.post(url, {"text": text}).json()


def check(browser: Client, translation: Any, text: str) -> list[dict[str, Any]]:
    return checked(browser, translation, text)["faults"]


def test_a_text_is_checked_before_it_is_saved(browser: Client, translation: Any) -> None:
    assert check(browser, translation, "12 of the reports") == []
    (fault,) = check(browser, translation, "13 of the reports")
    assert fault == {"message": "12 has become 13 in the translation.", "certain": True}
    (doubt,) = check(browser, translation, "all of them, in each of three years, 12 reports")
    assert not doubt["certain"]
    assert doubt["message"].startswith("Perhaps: ")
    assert check(browser, translation, "") == []
    assert not StringTranslation.objects.filter(data__contains="13 of").exists()


def test_what_is_checked_is_marked_and_put_right(browser: Client, translation: Any) -> None:
    answer = checked(browser, translation, "13 reports")
    assert answer["text"] == '<mark class="results-string__fault">13</mark> reports'
    assert '<mark class="results-string__fault">12</mark>' in answer["source"]
    assert answer["corrected"] == "12 reports"
    assert checked(browser, translation, "12 reports")["corrected"] == ""
    assert checked(browser, translation, " ")["text"] == " "


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("6 558 tips och 133 000 bilder", "6,585 reports and 131,000 pictures", "6,558 reports and 133,000 pictures"),
        ("98,6 procent", "over 96.8% of them", "over 98.6% of them"),
        ("Under 2016", "In 2015", "In 2016"),
        ("1,5 miljoner kronor", "SEK 1.6 million", "SEK 1.5 million"),
        ("tre av fyra", "two in four", ""),
        ("den 3 mars 2016", "on 4 March 2016", ""),
        ("6 558 tips", "reports", ""),
        (f"{'123 ' * 10}tips", "5 reports", f"{','.join(10 * ['123'])} reports"),
    ],
)  # fmt: skip
def test_numbers_are_put_right_in_their_language(source: str, text: str, expected: str) -> None:
    assert corrected(source, text, ("sv", "en")) == expected


def test_the_reason_of_a_refusal_stays_with_the_text(browser: Client, translation: Any) -> None:
    row = stale(translation).row
    assert row
    row.data = "12 reports"
    StringTranslation.objects.filter(pk=row.pk).update(data=row.data)
    row.set_field_error([ValidationError("It was refused.")])
    (fault,) = check(browser, translation, "12 reports")
    assert fault == {"message": "It was refused.", "certain": True}
    assert check(browser, translation, "12 other reports") == []


def test_a_translation_of_a_similar_text_is_offered(browser: Client, translation: Any) -> None:
    string = stale(translation)
    assert string.row
    string.row.delete()
    url = ask("suggest_strings", translation, string)
    TextState.objects.update(since=None)
    known = StringTranslation.objects.first()
    assert known
    known.translation_of.data = string.source.replace("12", "14")
    known.translation_of.save()
    (found,) = browser.get(url).json()["suggestions"][:1]
    assert found["text"] == known.data
    assert int(found["origin"].rstrip("%")) > 90
    # A draft's texts are for those who may edit it.
    Page.objects.filter(translation_key=known.context.object_id).update(live=False)
    assert suggestions(translation, string, UserFactory.create()) == []


def test_a_machine_is_asked_on_demand(browser: Client, translation: Any, settings: Any) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": DUMMY}
    url = ask("suggest_strings", translation, stale(translation))
    assert "Machine" not in {each["origin"] for each in browser.get(url).json()["suggestions"]}
    found = browser.get(url, {"machine": 1}).json()["suggestions"]
    assert found[-1]["origin"] == "Machine"
    screen = browser.get(strings_url(translation)).text
    assert reverse("wagtail_localize:machine_translate", args=[translation.pk]) in screen


def test_a_silent_machine_is_said(
    browser: Client, translation: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": DUMMY}

    def fail(*_args: Any) -> None:
        raise OSError

    monkeypatch.setattr(f"{DUMMY}.translate", fail)
    url = ask("suggest_strings", translation, stale(translation))
    assert "does not answer" in browser.get(url, {"machine": 1}).json()["error"]
    # Nor when it is asked for all that is missing.
    StringTranslation.objects.all().delete()
    everything = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    answer = browser.post(f"{everything}?next={strings_url(translation)}", follow=True)
    assert "does not answer" in answer.text


def test_a_script_is_answered_and_a_text_has_history(browser: Client, translation: Any) -> None:
    string = stale(translation)
    form = {"string": string.key, "seen": in_english("reports reviewed"), "text": "13 reports"}
    answer = browser.post(strings_url(translation), form, headers=JSON)
    assert answer.json()["seen"] == "13 reports"
    assert [each["certain"] for each in answer.json()["faults"]] == [True]
    shown = browser.get(f"{strings_url(translation)}?doubt=all").text
    assert shown.count("<summary>History</summary>") == 1
    assert "13 reports</q>" in shown
    # It has been changed since by somebody else, as far as this form knows.
    answer = browser.post(strings_url(translation), form, headers=JSON)
    assert answer.status_code == 409
    assert "Somebody has changed" in answer.json()["error"]


def test_a_question_stands_beside_the_source(browser: Client, page: Any, translation: Any) -> None:
    string = stale(translation)
    url = ask("ask_author", translation, string)
    answer = browser.post(url, {"question": "Which twelve?"}, follow=True)
    assert "shown beside the text" in answer.text
    comment = Comment.objects.get()
    assert (comment.page_id, comment.text) == (page.pk, "Which twelve?")
    assert comment.contentpath == string.segment.context.path
    browser.post(url, {"question": " "})
    assert Comment.objects.count() == 1


def test_an_answer_is_read_by_whoever_asked(browser: Client, page: Any, translation: Any) -> None:
    browser.post(ask("ask_author", translation, stale(translation)), {"question": "Which twelve?"})
    author = UserFactory.create(first_name="Ada", last_name="Example")
    CommentReply.objects.create(comment=Comment.objects.get(), user=author, text="Those of May.")
    path = stale(translation).segment.context.path
    Comment.objects.create(page=page, user=author, text="Not for you", contentpath=path)
    screen = browser.get(strings_url(translation)).text
    for words in ("Which twelve?", "Ada Example", "Those of May.", "Not for you"):
        assert (words in screen) == (words != "Not for you")


def test_texts_are_filtered_and_searched(browser: Client, translation: Any) -> None:
    for query, number in (
        ("", 1),
        ("?doubt=all", 7),
        ("?doubt=done", 6),
        ("?doubt=all&q=HOTLINE", 2),
    ):
        shown = browser.get(f"{strings_url(translation)}{query}").text
        assert shown.count('<section class="results-string"') == number


def marked(text: str, translation: str) -> list[list[str]]:
    """The marks in a Swedish text and its English translation, each as its kind and its words."""
    terms = [Term(term="tips", preferred="reports", forbidden="tip-offs")]
    faults = faults_between(text, translation, ("sv", "en"), terms)
    return [
        [
            f"{mark['class'][0].removeprefix('results-string__')} {mark.get_text()}"
            for mark in BeautifulSoup(side, "html.parser").select("mark")
        ]
        for side in marked_pair(text, translation, ("sv", "en"), terms, faults)
    ]


def test_numbers_and_terms_are_marked_in_both_texts() -> None:
    assert marked("Vi fick 6 558 tips & <b>mer</b>.", "6,558 reports and <b>more</b>.") == [
        ["number 6 558", "term tips"],
        ["number 6,558", "term reports"],
    ]
    # A term is one only if the source has it.
    assert marked("12 samtal", "12 reports")[1] == ["number 12"]


def test_what_has_no_counterpart_is_marked_as_a_fault_in_both_texts() -> None:
    assert marked("12 tips, 40 samtal till a@b.se", "12 tip-offs, 41 calls") == [
        ["number 12", "fault tips", "fault 40", "fault a@b.se"],
        ["number 12", "fault tip-offs", "fault 41"],
    ]
    # What may be right is marked as such, and a number within another one is not it.
    assert marked("12 mer än 512", "in each of three years, 12 more than 512") == [
        ["number 12", "number 512"],
        ["doubt-mark three years", "number 12", "number 512"],
    ]
    assert marked("2 mer än 512", "3 more than 512")[0] == ["fault 2", "number 512"]


def test_marks_hold_the_text_as_it_is_typed() -> None:
    text = 'a & b <i>"12"</i>\n'
    source, shown = marked_pair("12", text, ("sv", "en"), [], [])
    assert BeautifulSoup(shown, "html.parser").get_text() == text
    assert source == '<mark class="results-string__number">12</mark>'


# Nobody sees it.
EMPTY = "\x00\u202e "
REFUSED = {
    "<script>alert(1)</script>": "<script> tag is not allowed",
    '<b onclick="x()">12</b>': "any HTML tags with attributes",
    '<a id="a9">12</a>': "Unrecognised id found in an <a> tag: a9",
    "<b>12": "The tag <b> has no counterpart",
    "12 <x and more": "“<” begins a tag that has no end",
    "12 <!-- 13 -->": "“<” begins a tag that has no end",
    "<b>" * 1500 + "12" + "</b>" * 1500: "It has too many tags.",
    "x" * 100_000: "20000 characters fit.",
    "x" * 161: "160 characters fit.",
    EMPTY: "Write a translation.",
}
CLEANED = {
    "12 < 13 reports": "12 < 13 reports",
    "12 \u202ereports\u2066": "12 reports",
    "e" + "\u0301" * 50: "e" + "\u0301" * 8,
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:20]))
def test_it_is_refused_and_stays_in_its_field(browser: Client, translation: Any, text: str) -> None:
    string, sentence = string_at(translation, LABEL), REFUSED[text]
    form = {"string": string.key, "seen": string.text, "text": text}
    answer = browser.post(strings_url(translation), form, headers=JSON)
    assert answer.status_code == 409
    assert sentence in answer.json()["error"]
    # The same while it is typed, and without a script.
    url = ask("check_string", translation, string)
    faults = browser.post(url, {"text": text}).json()["faults"]
    assert [each["message"] for each in faults] == [answer.json()["error"]][: text != EMPTY]
    shown = soup(browser.post(strings_url(translation), form))
    field = shown.select("textarea[aria-invalid=true]")[0]
    assert field.get_text().strip() == text.strip()
    notes = shown.select(f"#{str(field['aria-describedby']).split()[-1]} .error-message")[0]
    assert sentence in notes.get_text()
    assert not TextState.objects.exclude(history=[]).exists()


@pytest.mark.parametrize(("text", "kept"), CLEANED.items(), ids=ascii)
def test_unseen_letters_go(browser: Client, translation: Any, text: str, kept: str) -> None:
    string = string_at(translation, LABEL)
    form = {"string": string.key, "seen": string.text, "text": text}
    answer = browser.post(strings_url(translation), form, headers=JSON)
    assert answer.json()["seen"] == kept
    assert string_at(translation, LABEL).text == kept


TYPED = "Typed for <b>long</b>"


# What may happen while somebody types.
GONE: dict[str, Callable[[Any, Any], Any]] = {
    "the source": lambda page, translation: Page.objects.get(pk=page.pk).delete(),
    "the page": lambda page, translation: target(page).delete(),
    "the translation": lambda page, translation: translation.delete(),
    "the right": lambda page, translation: GroupPagePermission.objects.all().delete(),
    "the text": lambda page, translation: publish(page, body=[]),
}


@pytest.mark.parametrize("name", ["strings", "ask_author"])
@pytest.mark.parametrize("lose", GONE.values(), ids=GONE)
def test_what_was_typed_comes_back(
    browser: Client, page: Any, translation: Any, lose: Callable[..., None], name: str
) -> None:
    string = string_at(translation, LABEL)
    form = {"string": string.key, "path": LABEL, "seen": string.text}
    form |= {"text": TYPED} if name == "strings" else {"question": TYPED}
    keys = [translation.pk] if name == "strings" else [translation.pk, string.key]
    url = reverse(f"results_translation:{name}", args=keys)
    lose(page, translation)
    told = browser.post(url, form, headers=JSON)
    assert told.status_code in {403, 404, 409}
    assert told.json()["error"]
    # The same without a script.
    answer = browser.post(url, form)
    assert answer.status_code == told.status_code
    shown = soup(answer)
    field = shown.select("textarea[readonly]")[0]
    assert field.get_text() == TYPED
    assert told.json()["error"] in shown.get_text()
    assert not TextState.objects.exclude(history=[]).exists()


def test_a_text_that_changes_has_a_new_key(browser: Client, page: Any, translation: Any) -> None:
    string = string_at(translation, "introduction")
    publish(page, introduction="What we did.")
    url = strings_url(translation)
    form = {"string": string.key, "path": "introduction", "seen": string.text, "text": TYPED}
    answer = browser.post(url, form, headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["moved"] in {each.key for each in strings_of(translation)}
    # The same without a script.
    shown = soup(browser.post(url, form))
    assert "The source has changed while you were writing. Compare, and save" in shown.get_text()
    assert [each.get_text().strip() for each in shown.select("[aria-invalid=true]")] == [TYPED]
