"""What the glossary finds about a string, and what a translator decides about one in doubt, and takes back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation

import pytest

from results.languages.standing import work_of
from results.translation.glossary import term_faults
from results.translation.models import Term, TextState
from results.translation.strings.deciding import decide, undo
from results.translation.strings.doubts import Doubt, TranslatedString, review, strings_of
from results.translation.strings.shown import History
from tests.factories import AdminFactory, ResultsPageFactory, UserFactory, block
from tests.world import NEW_LABEL

from .changing import another, publish
from .translating import in_english, say, string_at, submit


@pytest.fixture
def page(stale_edition: Any) -> Any:
    """An edition of whose translation one text is stale."""
    return stale_edition


def stale(translation: Any) -> TranslatedString:
    return next(s for s in strings_of(translation) if s.source == NEW_LABEL)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("reports examined, in English", TextState.Kind.SAVED),
        (in_english("reports reviewed"), TextState.Kind.CONFIRMED),
    ],
)
def test_a_decision_clears_the_doubt_and_is_undone(translation: Any, text: str, kind: Any) -> None:
    user, string = UserFactory.create(), stale(translation)
    assert string.doubts == [Doubt.STALE]
    assert string.previous_source == "reports reviewed"
    since = string.state.since
    (state,) = decide(translation, string, text, string.text, user)
    assert state.decision["kind"] == kind
    decided = stale(translation)
    assert (decided.doubts, decided.text) == ([], text)
    assert decided.row is not None
    assert decided.row.last_translated_by == user
    undo(translation, state.act)
    string = stale(translation)
    assert string.doubts == [Doubt.STALE]
    assert string.text == in_english("reports reviewed")
    assert string.state.since == since
    assert History(strings_of(translation)).latest() == []
    assert [each.undone for each in History([string]).of(string)] == [True]
    with pytest.raises(ValidationError):
        undo(translation, state.act)


def test_what_has_changed_since_is_not_undone(translation: Any) -> None:
    string = stale(translation)
    (state,) = decide(translation, string, "one", string.text, UserFactory.create())
    say(translation, string.segment.context.path, "two")
    with pytest.raises(ValidationError):
        undo(translation, state.act)
    assert stale(translation).text == "two"
    assert History(strings_of(translation)).latest() == []


def test_somebody_elses_words_are_not_overwritten(translation: Any) -> None:
    string = stale(translation)
    say(translation, string.segment.context.path, "theirs")
    with pytest.raises(ValidationError, match="theirs"):
        decide(translation, string, "mine", string.text, UserFactory.create())
    assert stale(translation).text == "theirs"


def test_a_missing_translation_is_written_and_undone(translation: Any) -> None:
    StringTranslation.objects.filter(context__path="title").delete()
    string = string_at(translation, "title")
    assert string.doubts == [Doubt.MISSING]
    (state,) = decide(translation, string, "Results", "", UserFactory.create())
    assert Doubt.MISSING not in {d for s in strings_of(translation) for d in s.doubts}
    assert undo(translation, state.act) == ["Results"]
    assert not StringTranslation.objects.filter(context__path="title").exists()


def test_saving_in_the_stock_editor_clears_the_doubt_too(translation: Any) -> None:
    row = stale(translation).row
    assert row is not None
    row.save()
    assert not [each for each in strings_of(translation) if each.doubts]


def test_an_ampersand_is_typed_as_it_is_read(translation: Any) -> None:
    say(translation, "introduction", "You &amp; us")
    string = string_at(translation, "introduction")
    (state,) = decide(translation, string, "You & us", "You & us", UserFactory.create())
    assert state.decision["kind"] == TextState.Kind.CONFIRMED


def test_text_of_a_machine_is_marked(page: Any, browser: Client, settings: Any) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    words = "Vi granskade 6558 tips år 2017."
    translation = submit(another(page, 2017, introduction=words, content=[]))
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert browser.post(url).status_code == 302
    assert {doubt for s in strings_of(translation) for doubt in s.doubts} == {Doubt.MACHINE}
    string = string_at(translation, "introduction")
    assert string.row
    right, string.row.data = string.text, string.text.replace("6558", "6585")
    string.row.save()
    assert string_at(translation, "introduction").doubts == [Doubt.FAULTY, Doubt.MACHINE]
    string.row.data = right
    string.row.save()
    decide(translation, string, right, right, UserFactory.create())
    assert string_at(translation, "introduction").doubts == []


def test_what_nobody_sees_is_not_decided_on(translation: Any) -> None:
    string = stale(translation)
    typed = "reports\u202e exam\u2066ined closely"
    decide(translation, string, typed, string.text, UserFactory.create())
    assert stale(translation).text == NEW_LABEL


SAME = "Exempeldata"


def notes(*ids: str) -> list[dict[str, Any]]:
    """Sections with the same text in each."""
    return [block("text", each, heading=SAME, text="<p>Vi.</p>", links=[]) for each in ids]


def texts_of(*translations: Any) -> list[tuple[str, list[Doubt]]]:
    found = [each for one in translations for each in strings_of(one) if each.source == SAME]
    return [(each.text, each.doubts) for each in found]


def test_the_same_source_is_translated_once_here_and_elsewhere_and_undone_at_once(
    page: Any, translation: Any
) -> None:
    publish(page, notes("one", "two"))
    other = submit(another(page, 2018, body=notes("three")))
    first = next(each for each in strings_of(translation) if each.source == SAME)
    state, *_others = decide(translation, first, "Example data", "", AdminFactory.create())
    assert texts_of(translation, other) == [("Example data", [])] * 3
    shown = History(strings_of(translation)).latest()[0]
    assert (shown.act, shown.number) == (state.act, 2)
    undo(translation, state.act)
    assert texts_of(translation, other) == [("", [Doubt.MISSING])] * 3


def test_pages_of_others_and_what_a_person_has_decided_there_stay(
    page: Any, translation: Any
) -> None:
    publish(page, notes("one", "two"))
    other = submit(another(page, 2018, body=notes("three")))
    path = next(s for s in strings_of(translation) if s.source == SAME).segment.context.path
    decide(translation, string_at(translation, path), "A", "", UserFactory.create())
    assert texts_of(other) == [("", [Doubt.MISSING])]
    there = next(each for each in strings_of(other) if each.source == SAME)
    decide(other, there, "A", "", UserFactory.create())
    decide(translation, string_at(translation, path), "B", "A", AdminFactory.create())
    assert texts_of(translation, other) == [("B", []), ("B", []), ("A", [])]


def enter(translation: Any, **fields: str) -> Term:
    """Put an entry into the glossary of the translation's languages."""
    source, target = translation.source.locale, translation.target_locale
    return Term.objects.create(source_locale=source, target_locale=target, **fields)


UNSURE = "What we do, in each of three years."


@pytest.fixture
def doubtful(translation: Any) -> Any:
    """A translation of which one text is unsure, and no other needs a look."""
    string = stale(translation)
    decide(translation, string, NEW_LABEL, string.text, UserFactory.create())
    say(translation, "introduction", UNSURE)
    return translation


def test_it_is_counted_apart_from_what_is_surely_wrong(doubtful: Any) -> None:
    assert string_at(doubtful, "introduction").doubts == [Doubt.UNSURE]
    (row,) = work_of(AdminFactory.create())
    assert (row.texts["faulty"], row.texts["doubtful"]) == (0, 1)
    say(doubtful, "introduction", f"{UNSURE} 12 of them.")
    assert Doubt.FAULTY in string_at(doubtful, "introduction").doubts


def test_it_stays_confirmed_until_something_else_is_found(doubtful: Any) -> None:
    string = string_at(doubtful, "introduction")
    (state,) = decide(doubtful, string, UNSURE, UNSURE, UserFactory.create())
    assert string_at(doubtful, "introduction").doubts == []
    review(doubtful.source)
    assert string_at(doubtful, "introduction").doubts == []
    undo(doubtful, state.act)
    assert string_at(doubtful, "introduction").doubts == [Doubt.UNSURE]
    decide(doubtful, string, UNSURE, UNSURE, UserFactory.create())
    enter(doubtful, term="What we do", preferred="Our work")
    review(doubtful.source)
    assert string_at(doubtful, "introduction").doubts == [Doubt.FAULTY, Doubt.UNSURE]


def term(**fields: Any) -> Term:
    return Term(**{"term": "barnsexhandel", **fields})


PREFERRED = {"preferred": "sexual exploitation of children\nCSE"}
FORBIDDEN = {"forbidden": "child sex trade"}
KEPT = {"term": "ECPAT Hotline", "keep": True, "reason": "Our name."}


@pytest.mark.parametrize(
    ("fields", "source", "translation", "expected"),
    [
        (PREFERRED, "Barnsexhandeln ökar.", "Sexual exploitation of children is growing.", []),
        (PREFERRED, "Stoppa barnsexhandel.", "Stop child abuse.", ["term_missing"]),
        (PREFERRED, "Vi arbetar.", "We work.", []),
        (PREFERRED, "<b>Barnsexhandel</b>", "<b>Sexual exploitation of  children</b>", []),
        (FORBIDDEN, "barnsexhandel", "Child sex trades", ["term_forbidden"]),
        (FORBIDDEN, "barnsexhandel", "x", []),
        (KEPT, "Vår ECPAT Hotline", "The ECPAT Hotline", []),
        (KEPT, "Vår ECPAT Hotline", "The hotline", ["term_kept"]),
        # A short one is not found in longer words.
        ({"term": "lag", "preferred": "act"}, "Lager och lagrum", "Stock", []),
    ],
)
def test_words_are_those_of_the_glossary(
    fields: Any, source: str, translation: str, expected: list[str]
) -> None:
    found = term_faults([term(**fields)], source, translation)
    assert [fault.code for fault in found] == expected
    assert all(fields.get("reason", "") in fault.message for fault in found)


@pytest.mark.parametrize(
    "fields", [{}, {"keep": True, "preferred": "x"}, {"preferred": "  ", "forbidden": "\n"}]
)
def test_an_entry_that_says_nothing_or_two_things_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        term(**fields).clean()


def test_translations_are_checked_when_the_glossary_changes(
    home_en: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = ResultsPageFactory.create(parent__slug="terms", introduction="Stoppa barnsexhandeln.")
    translation = submit(page)
    say(translation, "introduction", "Stop child abuse.")
    assert not string_at(translation, "introduction").faults
    with django_capture_on_commit_callbacks(execute=True):
        entry = enter(translation, term="barnsexhandel", preferred="sexual exploitation")
    assert [each.code for each in string_at(translation, "introduction").faults] == ["term_missing"]
    with django_capture_on_commit_callbacks(execute=True):
        entry.delete()
    assert not string_at(translation, "introduction").faults
