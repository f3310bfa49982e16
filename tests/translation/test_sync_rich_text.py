"""Links, tags and paragraphs of rich text in a page that follows its source."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

import pytest

from results.models import ResultsPage
from results.translation.models import StaleString
from results.translation.sync.aligning import redirected
from tests.factories import ResultsPageFactory, block, good_body

from .changing import publish
from .translating import in_english, submit, target, translation_of

pytestmark = pytest.mark.django_db


def body(html: str) -> list[dict[str, Any]]:
    content = good_body()
    content[0]["value"]["text"] = html
    return content


def shown(page: Any) -> str:
    return str(target(page).body[0].value["text"].source)


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create()
    return page


def start(page: Any, html: str, **words: str) -> None:
    """Publish the text in both languages; `words` are translations by their source."""
    page.body = body(html)
    page.save_revision().publish()
    translation = submit(page)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        source = segment.string.data
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data=words.get(source, in_english(source)),
            translation_type="manual",
        )
    translation.save_target()


R, L, X, Y = (f"https://{name}.example/" for name in "rlxy")


def test_a_link_that_is_put_in_front_does_not_redirect_the_one_there_was(page: Any) -> None:
    start(page, f'<p>Se <a href="{R}">rapporten</a>.</p>')
    publish(page, body(f'<p>Enligt <a href="{L}">lagen</a>, se <a href="{R}">rapporten</a>.</p>'))
    assert f'<a href="{R}">rapporten</a>' in shown(page)
    assert L not in shown(page)
    row = StringTranslation.objects.get(translation_of__data__startswith="Enligt")
    row.tool_name = ""
    row.save()
    translation_of(page).save_target()
    assert f'<a href="{R}">rapporten</a>' in shown(page)


def test_links_that_change_places_stay_with_their_words(page: Any) -> None:
    source = 'Läs <a id="a1">rapport</a> eller <a id="a2">lag</a>'
    english = 'Read <a id="a1">report</a> or <a id="a2">law</a>'
    html = f'<p>Läs <a href="{R}">rapport</a> eller <a href="{L}">lag</a></p>'
    start(page, html, **{source: english})
    publish(page, body(f'<p>Läs <a href="{L}">lag</a> eller <a href="{R}">rapport</a></p>'))
    assert shown(page) == f'<p>Read <a href="{R}">report</a> or <a href="{L}">law</a></p>'


def test_of_two_links_to_one_address_the_one_that_changes_changes(page: Any) -> None:
    start(page, f'<p>Läs <a href="{X}">ett</a> och <a href="{X}">två</a></p>')
    publish(page, body(f'<p>Läs <a href="{X}">ett</a> och <a href="{Y}">två</a></p>'))
    assert f'<a href="{X}">ett</a> och <a href="{Y}">två</a>' in shown(page)


def test_links_that_change_nothing_but_their_addresses_keep_their_words(page: Any) -> None:
    start(page, f'<p>Läs <a href="{X}">ett</a> och <a href="{Y}">två</a></p>')
    publish(page, body(f'<p>Läs <a href="{Y}">ett</a> och <a href="{X}">två</a></p>'))
    assert f'<a href="{Y}">ett</a> och <a href="{X}">två</a>' in shown(page)


def test_a_link_that_the_source_has_no_more_goes_and_its_words_stay(page: Any) -> None:
    start(page, f'<p>Se <a href="{X}">hit</a> nu.</p>')
    publish(page, body("<p>Se hit nu.</p>"))
    assert shown(page) == "<p>[en] Se hit nu.</p>"


def test_a_link_in_a_kept_text_leads_where_that_of_the_source_leads(page: Any) -> None:
    start(page, f'<p>See <a href="{X}">here</a>.</p>')
    publish(page, body(f'<p>Look <a href="{Y}">here</a>.</p>'))
    assert shown(page) == f'<p>[en] See <a href="{Y}">here</a>.</p>'


def test_paragraphs_keep_their_translations_when_one_is_added(page: Any) -> None:
    start(page, "<p>First.</p><p>Second.</p>")
    publish(page, body("<p>First.</p><p>New between.</p><p>Second.</p>"))
    assert shown(page) == "<p>[en] First.</p><p>New between.</p><p>[en] Second.</p>"
    assert not StaleString.objects.exists()


def test_a_translation_that_is_bold_as_a_whole_stays_bold(page: Any) -> None:
    start(page, "<p>Läs <b>mer</b></p>", **{"Läs <b>mer</b>": "<b>Read more</b>"})
    publish(page, body("<p>Läs <b>mer</b> här</p>"))
    assert shown(page) == "<p><b>Read more</b></p>"


def test_paragraphs_that_changed_places_while_nothing_followed_are_not_mixed_up(page: Any) -> None:
    start(page, "<p>Ett alfa.</p><p>Två beta.</p>")
    english = target(page)
    moved = list(english.body.raw_data)
    moved[0]["value"]["text"] = "<p>[en] Två beta.</p><p>[en] Ett alfa.</p>"
    english.body = moved
    english.save_revision().publish()
    publish(page, body("<p>Två beta.</p><p>Ett alfa.</p>"))
    assert shown(page) == "<p>[en] Två beta.</p><p>[en] Ett alfa.</p>"


def test_an_address_that_was_replaced_for_the_language_stays() -> None:
    own = {"a1": {"href": Y}}
    text, values = redirected(
        '<a id="a1">it</a>', own, {"a1": {"href": X}}, {"a1": {"href": R}}, is_same=True
    )
    assert (text, values) == ('<a id="a1">it</a>', own)


FIRST = "Vi granskade varje tips som kom in under året."
SECOND = "Polisen fick dem samma dag."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{FIRST} {SECOND}</p>", f"<p>{FIRST}</p><p>{SECOND}</p>"),
        (f"<p>{FIRST}</p><p>{SECOND}</p>", f"<p>{FIRST} {SECOND}</p>"),
        (f"<p>Ett.</p><p>{FIRST} {SECOND}</p>", f"<p>{FIRST}</p><p>{SECOND}</p>"),
    ],
)
def test_a_paragraph_that_is_split_or_joined_says_nothing_twice_and_loses_nothing(
    page: Any, before: str, after: str
) -> None:
    start(page, before)
    translated = shown(page)
    for _time in range(2):
        publish(page, body(after))
        assert shown(page) == translated
        assert any(path.endswith(".text") for path in target(page).language_version.older)
    # Each part is to be translated; none has the translation of the whole.
    assert not StaleString.objects.exists()


def test_a_paragraph_that_moves_to_another_block_is_there_once(page: Any) -> None:
    start(page, f"<p>{FIRST}</p><p>{SECOND}</p>")
    moved = [*body(f"<p>{FIRST}</p>"), block("text", "new", heading="", text=f"<p>{SECOND}</p>")]
    publish(page, moved)
    shown_now = "".join(
        str(each.value["text"].source) for each in target(page).body if "text" in each.value
    )
    assert shown_now.count(FIRST) == shown_now.count(SECOND) == 1
