"""What a visitor gets, by the rules of WCAG and without a word to anybody else."""

import json
from itertools import pairwise
from typing import Any

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window
from pytest_django.live_server_helper import LiveServer
from wagtail_factories import ImageFactory

from results.models import ResultsPage
from tests.browser.looks import assert_it_looks_right
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def every_block(picture: Any, document: Any) -> list[dict[str, Any]]:
    """A body with each block in it, long words and missing parts included."""
    note = {"source": "Annual report", "source_url": "https://ecpat.se/", "note": "Counted once."}
    stats = [
        block("stat", "s1", value="250", qualifier="over", label="participants", **note),
        block("stat", "s2", value="1100", label="assessed as illegal", whole_value="6558",
              whole_label="reports reviewed"),
        block("stat", "s3", value="98.6", unit="percent", label="of the reports", **note),
        block("stat", "s4", value="999999999999", label="Barnrättskonventionstolkningsfrågor"),
    ]  # fmt: skip
    links = [
        block("link", "l1", text="Read the annual report", document=document.pk),
        block("link", "l2", text="Read more about ECPAT", url="https://ecpat.se/"),
        block("link", "l3", text="Write to the office", email="info@ecpat.se"),
        block("link", "l4", text="A page that has gone", document=document.pk),
    ]
    image = {"image": picture.pk, "alt_text": "A plain surface", "caption": "Caption"}
    video = {"title": "The film", "url": "https://vimeo.com/1", "poster": picture.pk}
    text = "<p>What we did.</p><h3>Part</h3><ul><li>One</li></ul>"
    return [
        block("stats", "b1", heading="The year in figures", stats=stats),
        block("campaign", "b2", heading="Forum", hashtag="#forum", text=text, image=image,
              video=video, stats=[block("stat", "s5", value="1", label="one")], links=links),
        block("campaign", "b3", heading="Bare", text="<p>Only text.</p>"),
        block("text", "b4", heading="", text="<p>A section without heading.</p>"),
        block("stat", "b5", value="1382", label="shares"),
        {**block("quote", "b6"), "value": {"quote": "Knowledge.", "name": "Somebody"}},
        block("image", "b7", image=picture.pk, alt_text="", decorative=True),
        block("video", "b8", title="A film without address"),
        {**block("helpline", "b9"), "value": {"name": "Helpline", "telephone": "116 111"}},
        block("share", "b10", heading="Share", text="Please.", channels=["facebook", "email"]),
    ]  # fmt: skip


@pytest.fixture
def editions() -> dict[str, ResultsPage]:
    """The edition in Swedish and in English."""
    picture = ImageFactory.create(file=get_test_image_file(size=(900, 600)))
    document = get_document_model().objects.create(
        title="Annual report", file=ContentFile(b"%PDF-1.4", name="report.pdf")
    )
    body = every_block(picture, document)
    fields: dict[str, Any] = {
        "content": body, "introduction": "What we work for.", "hero_image": picture,
        "hero_alt_text": "A plain surface", "report": document,
    }  # fmt: skip
    index = ResultsIndexPageFactory.create(slug="resultat", title="Resultat")
    swedish = ResultsPageFactory.create(parent=index, title="Resultat 2016", **fields)
    english_index = ResultsIndexPageFactory.create(
        parent=home_page("en"), translation_key=index.translation_key
    )
    english = ResultsPageFactory.create(
        parent=english_index,
        title="Results 2016",
        translation_key=swedish.translation_key,
        **fields,
    )
    # The guard refuses a link that leads nowhere; a page can only go after the publishing.
    body[1]["value"]["links"][3]["value"] = {"text": "A page that has gone", "page": 999_999}
    ResultsPage.objects.update(body=json.dumps(body))
    return {"sv": swedish, "en": english}


def test_no_page_breaks_a_rule_of_axe_and_nothing_sticks_out(
    editions: dict[str, ResultsPage], page: Window, complaints: list[str]
) -> None:
    others = ("/resultat/", "/en/results/", "/resultat/1999/")
    for address in (editions["sv"].url, editions["en"].url, *others):
        page.goto(address)
        assert_it_looks_right(page)
    # Chromium reports the status of a page that is missing, which is what was asked for.
    complaints[:] = [line for line in complaints if "404" not in line]


def test_an_edition_reads_the_same_without_javascript(
    editions: dict[str, ResultsPage], chromium: Browser, live_server: LiveServer, page: Window
) -> None:
    page.goto(editions["sv"].url)
    with_script = page.inner_text("main")
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    bare = context.new_page()
    bare.goto(editions["sv"].url)
    # A button that needs the script is not there without it.
    assert bare.inner_text("main") == with_script.replace(" Kopiera adressen", "")
    context.close()


def test_headings_go_down_one_level_at_a_time(
    editions: dict[str, ResultsPage], page: Window
) -> None:
    page.goto(editions["sv"].url)
    levels = page.eval_on_selector_all(
        "main h1, main h2, main h3, main h4", "all => all.map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_note_leads_to_its_figures_and_back(
    editions: dict[str, ResultsPage], page: Window
) -> None:
    page.goto(editions["sv"].url)
    note = page.locator("#note-1")
    for way_back in note.locator("a[href^='#figure-']").all():
        figure = page.locator(str(way_back.get_attribute("href")))
        assert figure.locator("a[href='#note-1']").count() == 1
