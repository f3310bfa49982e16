"""`check_translations` looks at every string of every translation of the site."""

import json
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command

from wagtail.models import Page

import pytest
from pytest_django import DjangoAssertNumQueries

from results.models import ResultsPage
from results.translation.models import Term
from results.translation.strings.checking import checked_strings
from tests.factories import LocaleFactory, ResultsPageFactory
from tests.translation.translating import say, submit, sync, target, translate, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page) -> ResultsPage:
    """A page with two strings with numbers, translated without a fault."""
    page: ResultsPage = ResultsPageFactory.create(year=2014, introduction="Vi fick 6 558 tips.")
    translate(submit(page))
    return page


def spoil(page: ResultsPage) -> None:
    say(translation_of(page), "introduction", "We received 6,585 reports.")


def run(*options: str) -> tuple[int, str]:
    output, code = StringIO(), 0
    try:
        call_command("check_translations", *options, stdout=output)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    return code, output.getvalue()


def test_a_site_without_faults_says_nothing(page: ResultsPage) -> None:
    assert run() == (0, "")


def test_a_fault_is_said_with_its_place(page: ResultsPage) -> None:
    spoil(page)
    code, text = run()

    assert code == 1
    assert text == (
        f"{target(page)} (en), introduction: 6 558 has become 6,585 in the translation.\n"
    )


def test_json_has_a_line_for_each_string(page: ResultsPage) -> None:
    spoil(page)
    say(translation_of(page), "title", "Results 2017")
    answers = [json.loads(line) for line in run("--format", "json")[1].splitlines()]

    assert [answer["path"] for answer in answers] == ["title", "introduction"]
    assert answers[1] == {
        "page": target(page).pk,
        "title": target(page).title,
        "language": "en",
        "path": "introduction",
        "source": "Vi fick 6 558 tips.",
        "translation": "We received 6,585 reports.",
        "faults": [
            {
                "code": "number_changed",
                "source": "6 558",
                "translation": "6,585",
                "message": "6 558 has become 6,585 in the translation.",
            }
        ],
        "doubts": [],
    }


def test_the_glossary_is_checked_too(page: ResultsPage) -> None:
    languages = {code: LocaleFactory.create(language_code=code) for code in ("sv", "en")}
    Term.objects.create(
        source_locale=languages["sv"],
        target_locale=languages["en"],
        term="tips",
        preferred="reports",
        reason="As agreed.",
    )
    say(translation_of(page), "introduction", "We received 6,558 tips.")
    code, text = run()

    assert code == 1
    assert "is to be translated as “reports”. As agreed." in text


def test_one_page_can_be_checked_by_its_source_or_its_translation(page: ResultsPage) -> None:
    other = ResultsPageFactory.create(parent=page.get_parent(), year=2015)
    translate(submit(other))
    spoil(page)

    assert run("--page", str(page.pk))[0] == 1
    assert run("--page", str(target(page).pk))[0] == 1
    assert run("--page", str(other.pk))[0] == 0
    assert run("--page", str(target(other).pk))[0] == 0


def test_one_language_can_be_checked(page: ResultsPage) -> None:
    LocaleFactory.create(language_code="nb")
    spoil(page)

    assert run("--locale", "en")[0] == 1
    assert run("--locale", "nb")[0] == 0


def test_a_page_or_a_language_that_is_not_there_is_an_error(page: ResultsPage) -> None:
    with pytest.raises(CommandError, match="No page has the id 999999"):
        run("--page", "999999")
    with pytest.raises(CommandError, match="no language “xx”"):
        run("--locale", "xx")


def test_a_string_that_the_source_has_no_more_is_not_checked(page: ResultsPage) -> None:
    spoil(page)
    page.introduction = ""
    page.save_revision().publish()
    sync(page)

    assert run()[0] == 0


def test_a_translation_that_is_switched_off_is_not_checked(page: ResultsPage) -> None:
    spoil(page)
    translation = translation_of(page)
    translation.enabled = False
    translation.save()

    assert run()[0] == 0


@pytest.mark.parametrize("is_source", [False, True], ids=["target", "source"])
def test_a_deleted_page_is_no_error(page: ResultsPage, is_source: bool) -> None:
    spoil(page)
    (page if is_source else target(page)).delete()

    assert run() == (0, "")


def test_a_page_costs_four_queries_however_many_strings_it_has(
    edition: ResultsPage, page: ResultsPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    translate(submit(edition))
    translations: list[Any] = [translation_of(edition), translation_of(page)]

    for translation in translations:
        list(checked_strings(translation))
        with django_assert_num_queries(4):
            assert list(checked_strings(translation))
