"""The glossary: which words a translation is to use."""

from typing import Any

from django.core.exceptions import ValidationError

from wagtail.models import Locale

import pytest

from results.translation.glossary import term_faults
from results.translation.models import StringFault, Term
from tests.factories import ResultsPageFactory

from .translating import say, submit


def term(**fields: Any) -> Term:
    return Term(**{"term": "barnsexhandel", **fields})


def codes(terms: list[Term], source: str, translation: str) -> list[str]:
    return [fault.code for fault in term_faults(terms, source, translation)]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Stoppa barnsexhandel.", "Stop the sexual exploitation of children.", []),
        ("Barnsexhandeln ökar.", "Sexual exploitation of children is growing.", []),
        ("Stoppa barnsexhandel.", "Stop child abuse.", ["term_missing"]),
        ("Vi arbetar.", "We work.", []),
        ("<b>Barnsexhandel</b>", "<b>Sexual exploitation of  children</b>", []),
    ],
)
def test_preferred_words_are_to_be_used(source: str, translation: str, expected: list[str]) -> None:
    terms = [term(preferred="sexual exploitation of children\nCSE")]
    assert codes(terms, source, translation) == expected


def test_forbidden_words_are_not() -> None:
    terms = [term(forbidden="child sex trade")]
    assert codes(terms, "barnsexhandel", "Child sex trades") == ["term_forbidden"]
    assert codes(terms, "barnsexhandel", "x") == []


def test_a_name_is_kept() -> None:
    terms = [term(term="ECPAT Hotline", keep=True, reason="Our name.")]
    assert codes(terms, "Vår ECPAT Hotline", "The ECPAT Hotline") == []
    (fault,) = term_faults(terms, "Vår ECPAT Hotline", "The hotline")
    assert fault.code == "term_kept"
    assert "Our name." in fault.message


def test_a_short_term_is_not_found_in_longer_words() -> None:
    assert codes([term(term="lag", preferred="act")], "Lager och lagrum", "Stock") == []


@pytest.mark.parametrize(
    "fields", [{}, {"keep": True, "preferred": "x"}, {"preferred": "  ", "forbidden": "\n"}]
)
def test_an_entry_that_says_nothing_or_two_things_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        term(**fields).clean()


@pytest.mark.django_db
def test_translations_are_checked_when_the_glossary_changes(
    home_en: Any, django_capture_on_commit_callbacks: Any
) -> None:
    languages = [Locale.objects.get(language_code=code) for code in ("sv", "en")]
    page = ResultsPageFactory.create(introduction="Stoppa barnsexhandeln.")
    translation = submit(page)
    say(translation, "introduction", "Stop child abuse.")
    assert not StringFault.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        entry = Term.objects.create(
            term="barnsexhandel",
            source_locale=languages[0],
            target_locale=languages[1],
            preferred="sexual exploitation",
        )
    assert StringFault.objects.get().found[0].code == "term_missing"
    with django_capture_on_commit_callbacks(execute=True):
        entry.delete()
    assert not StringFault.objects.exists()
