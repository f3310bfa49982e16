"""A site may have a machine translate what nobody has translated yet."""

import logging
from typing import Any

from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.dummy import DummyTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

import pytest
from pytest_django import Settings

from results.pdf.printing import Print
from results.translation.models import PublishedTranslation
from tests.factories import block
from tests.translation.changing import body_with, publish, published_in_english
from tests.translation.translating import say, submit, target, translate

from .visitors import visit

pytestmark = pytest.mark.django_db


class Broken(BaseMachineTranslator):
    """A service that is down."""

    display_name = "Broken"

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        return True

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        raise ConnectionError("down")


class Careless(Broken):
    """A service that gives back what no page could show, or nothing."""

    def translate(self, source_locale: Any, target_locale: Any, strings: Any) -> Any:
        answers = [None, StringValue("<script>x</script>"), StringValue("")]
        return dict(zip(sorted(strings, key=lambda text: text.data), answers, strict=False))


class Unable(Broken):
    """A service that does not know the languages; asked nevertheless, it fails."""

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        return False


def use(settings: Settings, kind: type) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{kind.__module__}.{kind.__name__}"}


@pytest.fixture(autouse=True)
def policy(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"NEW_TEXT": "machine", "SNAPSHOTS": False}
    use(settings, DummyTranslator)


def with_news() -> list[dict[str, Any]]:
    """The body of the tests with a block that is new."""
    text = "<p>Ett <b>nytt</b> stycke.</p>"
    return [*body_with(), block("text", "news", heading="Helt ny rubrik", text=text)]


def test_new_texts_are_translated_when_the_source_is_published_and_marked(page: Any) -> None:
    published_in_english(page)
    publish(page, with_news())
    english = target(page)
    assert english.body[2].value["heading"] == "rubrik ny Helt"
    rows = StringTranslation.objects.filter(translation_type="machine")
    assert {row.tool_name for row in rows} == {str(DummyTranslator.display_name)}
    assert rows.count() == 2
    state = PublishedTranslation.objects.get()
    assert state.untranslated == {}
    assert len(state.machine) == 2
    document = visit(english)
    (note,) = document.select("[data-results-machine]")
    section = note.find_parent("section")
    assert section and section["id"] == f"block-{english.body[2].id}"
    assert Print(english).html("/static/").count("data-results-machine") == 1


def test_a_text_that_has_a_translation_is_left_alone(page: Any) -> None:
    published_in_english(page)
    before = {row.pk: row.data for row in StringTranslation.objects.all()}
    publish(page, with_news())
    assert before.items() <= {row.pk: row.data for row in StringTranslation.objects.all()}.items()


def test_the_memory_comes_first(page: Any) -> None:
    published_in_english(page)
    body = with_news()
    body[2]["value"]["heading"] = "The hotline"
    publish(page, body)
    assert target(page).body[2].value["heading"] == "[en] The hotline"


@pytest.mark.parametrize("kind", [Broken, Careless, Unable])
def test_a_back_end_that_fails_leaves_the_text_untranslated(
    page: Any, settings: Settings, kind: type, caplog: pytest.LogCaptureFixture
) -> None:
    use(settings, kind)
    published_in_english(page)
    caplog.clear()
    publish(page, with_news())
    assert target(page).body[2].value["heading"] == "Helt ny rubrik"
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == (kind is Broken)


def test_a_back_end_that_does_not_exist_is_logged(
    page: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "nowhere.Nothing"}
    published_in_english(page)
    publish(page, with_news())
    assert target(page).body[2].value["heading"] == "Helt ny rubrik"
    assert "Machine translation of" in caplog.text


def test_a_site_without_a_back_end_shows_the_source(page: Any, settings: Settings) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    published_in_english(page)
    publish(page, with_news())
    assert target(page).body[2].value["heading"] == "Helt ny rubrik"


def test_what_failed_once_is_made_up_for_the_next_time(page: Any, settings: Settings) -> None:
    use(settings, Broken)
    published_in_english(page)
    publish(page, with_news())
    use(settings, DummyTranslator)
    publish(page, with_news(), introduction="Vad vi gjorde.")
    assert target(page).body[2].value["heading"] == "rubrik ny Helt"
    assert PublishedTranslation.objects.get().untranslated == {}


def test_a_text_that_became_public_untranslated_stays_so_under_another_policy(
    page: Any, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}
    published_in_english(page)
    publish(page, with_news())
    assert target(page).body[2].value["heading"] == "Helt ny rubrik"
    assert not StringTranslation.objects.filter(translation_type="machine").exists()


def test_a_draft_is_not_translated(page: Any) -> None:
    translation = submit(page)
    say(translation, "title", "Results")
    publish(page, with_news())
    assert not target(page).live
    assert not StringTranslation.objects.filter(translation_type="machine").exists()


def test_what_a_person_has_translated_since_is_no_machines(page: Any) -> None:
    translation = published_in_english(page)
    publish(page, with_news())
    translate(translation)
    translation.save_target()
    assert PublishedTranslation.objects.get().machine == {}
    assert not visit(target(page)).select("[data-results-machine]")
