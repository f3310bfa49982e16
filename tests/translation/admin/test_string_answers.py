"""What the screen of texts answers while a translator types."""

from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail.models import Comment, CommentReply, Page
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.glossary import Term
from results.translation.strings.checking import faults_between
from results.translation.strings.doubts import TranslatedString, strings_of
from results.translation.strings.highlighting import corrected, marked_pair
from results.translation.strings.memory import suggestions
from tests.factories import UserFactory

from ..changing import body_with, publish
from ..translating import in_english

pytestmark = pytest.mark.django_db
DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


@pytest.fixture(scope="module")
def shared_page(shared_page: ResultsPage) -> ResultsPage:
    """An edition of whose translation one text is stale."""
    publish(shared_page, body_with(label="reports examined closely, 12 of them"))
    return shared_page


def stale(translation: Any) -> TranslatedString:
    return next(string for string in strings_of(translation) if string.stale)


def ask(name: str, translation: Any, string: TranslatedString) -> str:
    return reverse(f"results_translation:{name}", args=[translation.pk, string.key])


def checked(browser: Client, translation: Any, text: str) -> dict[str, Any]:
    url = ask("check_string", translation, stale(translation))
    answer: dict[str, Any] = browser.post(url, {"text": text}).json()
    return answer


def check(browser: Client, translation: Any, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = checked(browser, translation, text)["faults"]
    return found


def test_a_text_is_checked_before_it_is_saved(browser: Client, translation: Any) -> None:
    assert check(browser, translation, "12 of the reports") == []
    (fault,) = check(browser, translation, "13 of the reports")
    assert fault == {"message": "12 has become 13 in the translation.", "certain": True}
    (doubt,) = check(browser, translation, "all of them, in each of three years, 12 reports")
    assert not doubt["certain"]
    assert doubt["message"].startswith("Perhaps: ")
    assert check(browser, translation, "") == []
    assert not StringTranslation.objects.filter(data__contains="13 of").exists()


def test_what_is_checked_comes_back_with_its_marks_and_with_its_wrong_numbers_put_right(
    browser: Client, translation: Any
) -> None:
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
def test_numbers_are_put_right_in_the_form_of_the_language(
    source: str, text: str, expected: str
) -> None:
    assert corrected(source, text, ("sv", "en")) == expected


def test_the_reason_of_a_refused_publication_stays_while_the_text_is_the_same(
    browser: Client, translation: Any
) -> None:
    row = stale(translation).row
    assert row
    row.data = "12 reports"
    row.save()
    row.set_field_error([ValidationError("It was refused.")])
    (fault,) = check(browser, translation, "12 reports")
    assert fault == {"message": "It was refused.", "certain": True}
    assert check(browser, translation, "12 other reports") == []


def test_an_earlier_translation_of_a_similar_text_is_offered(
    browser: Client, translation: Any
) -> None:
    string = stale(translation)
    assert string.row
    string.row.delete()
    url = ask("suggest_strings", translation, string)
    StringTranslation.objects.update(tool_name="")
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


def test_the_machine_is_asked_only_on_demand(
    browser: Client, translation: Any, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    url = ask("suggest_strings", translation, stale(translation))
    assert "Machine" not in {each["origin"] for each in browser.get(url).json()["suggestions"]}
    found = browser.get(url, {"machine": 1}).json()["suggestions"]
    assert found[-1]["origin"] == "Machine"
    screen = browser.get(reverse("results_translation:strings", args=[translation.pk])).text
    assert reverse("wagtail_localize:machine_translate", args=[translation.pk]) in screen


def test_a_machine_that_does_not_answer_is_said(
    browser: Client, translation: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY

    def fail(*_args: Any) -> None:
        raise OSError

    monkeypatch.setattr(
        "wagtail_localize.machine_translators.dummy.DummyTranslator.translate", fail
    )
    url = ask("suggest_strings", translation, stale(translation))
    assert "does not answer" in browser.get(url, {"machine": 1}).json()["error"]
    # Nor when it is asked for all that is missing.
    StringTranslation.objects.all().delete()
    everything = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    here = reverse("results_translation:strings", args=[translation.pk])
    answer = browser.post(f"{everything}?next={here}", follow=True)
    assert "does not answer" in answer.content.decode()


def test_a_script_is_answered_without_a_page(browser: Client, translation: Any) -> None:
    string = stale(translation)
    url = reverse("results_translation:strings", args=[translation.pk])
    form = {"string": string.key, "seen": in_english("reports reviewed"), "text": "13 reports"}
    answer = browser.post(url, form, headers={"Accept": "application/json"})
    assert answer.json()["seen"] == "13 reports"
    assert [each["certain"] for each in answer.json()["faults"]] == [True]
    # It has been changed since by somebody else, as far as this form knows.
    answer = browser.post(url, form, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "Somebody has changed" in answer.json()["error"]


def test_a_question_stands_beside_the_text_in_the_editor_of_the_source(
    browser: Client, page: Any, translation: Any
) -> None:
    string = stale(translation)
    url = ask("ask_author", translation, string)
    answer = browser.post(url, {"question": "Which twelve?"}, follow=True)
    assert "stands beside the text" in answer.content.decode()
    comment = Comment.objects.get()
    assert (comment.page_id, comment.text) == (page.pk, "Which twelve?")
    assert comment.contentpath == string.segment.context.path
    browser.post(url, {"question": " "})
    assert Comment.objects.count() == 1


def test_the_answer_stands_at_the_text_and_others_do_not_read_it(
    browser: Client, page: Any, translation: Any
) -> None:
    browser.post(ask("ask_author", translation, stale(translation)), {"question": "Which twelve?"})
    author = UserFactory.create(first_name="Ada", last_name="Example")
    CommentReply.objects.create(comment=Comment.objects.get(), user=author, text="Those of May.")
    path = stale(translation).segment.context.path
    Comment.objects.create(page=page, user=author, text="Not for you", contentpath=path)
    screen = browser.get(reverse("results_translation:strings", args=[translation.pk])).text
    assert "Which twelve?" in screen
    assert "Ada Example" in screen
    assert "Those of May." in screen
    assert "Not for you" not in screen


def test_each_text_has_its_history(browser: Client, translation: Any) -> None:
    string = stale(translation)
    url = reverse("results_translation:strings", args=[translation.pk])
    seen = in_english("reports reviewed")
    browser.post(url, {"string": string.key, "seen": seen, "text": "12 reports"})
    shown = browser.get(f"{url}?doubt=all").content.decode()
    assert shown.count("<summary>History</summary>") == 1
    assert "12 reports</q>" in shown


@pytest.mark.parametrize(
    ("query", "number"), [("", 1), ("doubt=all", 7), ("doubt=done", 6), ("doubt=all&q=HOTLINE", 2)]
)
def test_texts_can_be_filtered_and_searched(
    browser: Client, translation: Any, query: str, number: int
) -> None:
    url = reverse("results_translation:strings", args=[translation.pk])
    shown = browser.get(f"{url}?{query}").content.decode()
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
