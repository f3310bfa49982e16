"""A page as one reader gets it: in its language, without what is gone or not public."""

from typing import Any

from django.utils import translation

from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

import pytest

from results.models import ResultsPage
from results.publishing.people import PUBLIC, is_public, with_publicity, without_private
from results.reading import PageReading
from tests.api.building import make_document, make_image
from tests.factories import (
    HIDDEN,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    block,
    hide,
    home_page,
)

pytestmark = pytest.mark.django_db


def page_below(parent: Page, title: str, **fields: Any) -> Page:
    """A plain page below another."""
    return parent.add_child(
        instance=Page(title=title, slug=title.lower(), locale=parent.locale, **fields)
    )


def reading_of_link_to(target: Page) -> PageReading:
    """The reading of an edition that links to the page from its text."""
    text = f'<p><a linktype="page" id="{target.pk}">link</a></p>'
    edition = ResultsPageFactory.create(content=[block("text", "t", heading="", text=text)])
    return PageReading.of(ResultsPage.objects.get(pk=edition.pk))


@pytest.mark.parametrize("how", HIDDEN)
def test_a_page_that_no_visitor_reaches_is_no_target(how: str) -> None:
    target = page_below(home_page(), "Target")
    hide(target, how)
    reading = reading_of_link_to(target)
    assert reading.page(target.pk) is None
    assert reading.page(999_999) is None


def restricted_collection() -> Collection:
    """A collection below one that not everybody may see."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    private = root.add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    return private.add_child(name="Below")


def test_a_document_and_a_picture_of_a_private_collection_are_no_targets() -> None:
    below = restricted_collection()
    beside = Collection.get_first_root_node().add_child(name="Beside")
    document, image = make_document(), make_image()
    link = f'<p><a linktype="document" id="{document.pk}">link</a></p>'
    edition = ResultsPageFactory.create(
        content=[block("text", "t", text=link)], hero_image=image, report=document
    )

    for collection, is_found in ((beside, True), (below, False)):
        for file in (document, image):
            type(file).objects.filter(pk=file.pk).update(collection=collection)
        reading = PageReading.of(ResultsPage.objects.get(pk=edition.pk))
        found = (reading.document(document.pk), reading.picture(image.pk))
        for target in (*found, reading.hero, reading.report):
            assert (target is not None) is is_found
        assert ("link</a>" in reading.html(link)) is is_found


def test_reading_a_private_document_leaves_it_in_the_stored_page() -> None:
    document = make_document()
    type(document).objects.update(collection=restricted_collection())
    link = block("link", "l", text="Read the report", document=document.pk)
    edition = ResultsPageFactory.create(content=[block("text", "t", text="<p>t</p>", links=[link])])
    page = ResultsPage.objects.get(pk=edition.pk)

    PageReading.of(page).load()

    assert page.body.get_prep_value()[0]["value"]["links"][0]["value"]["document"] == document.pk


def test_a_link_leads_to_the_translation_that_the_reader_can_read() -> None:
    english_home = home_page("en")
    target = page_below(home_page(), "Target")
    english = page_below(english_home, "Goal", translation_key=target.translation_key)
    index = ResultsIndexPageFactory.create(parent=english_home)
    text = f'<p><a linktype="page" id="{target.pk}">link</a></p>'
    edition = ResultsPageFactory.create(parent=index, content=[block("text", "t", text=text)])
    with translation.override("sv"):
        found = PageReading.of(edition).page(target.pk)
    assert found is not None
    assert (found.url, found.title) == (english.get_url(), "Goal")


def test_a_link_that_is_damaged_or_whose_target_is_gone_leaves_its_text() -> None:
    reading = PageReading.of(ResultsPageFactory.create())
    for key in ("999999", "abc", "", "-1", "²", "9" * 30, "1 OR 1=1"):
        assert reading.html(f'<p>a <a linktype="page" id="{key}">x</a></p>') == "<p>a x</p>", key


def test_figures_with_the_same_source_share_a_numbered_note() -> None:
    stats = [
        block("stat", "one", value="1", label="a", source="Annual report"),
        block("stat", "two", value="2", label="b", source="Police"),
        block("stat", "three", value="3", label="c", source="Annual report"),
        block("stat", "four", value="4", label="d"),
    ]
    content = [block("stats", "s", heading="h", stats=stats)]
    edition = ResultsPage.objects.get(pk=ResultsPageFactory.create(content=content).pk)
    notes = PageReading.of(edition).notes
    assert [(note.number, note.source) for note in notes] == [(1, "Annual report"), (2, "Police")]
    assert list(notes[0].figures) == [stats[0]["id"], stats[2]["id"]]


def test_a_visitor_reads_in_which_language_a_linked_page_is() -> None:
    swedish = page_below(home_page(), "Mål")
    link = block("link", "l", text="Read about our goals", page=swedish.pk)
    content = [block("text", "t", heading="", text="<p>t</p>", links=[link])]
    index = ResultsIndexPageFactory.create(parent=home_page("en"))
    edition = ResultsPageFactory.create(parent=index, content=content)
    with translation.override("en"):
        html = ResultsPage.objects.get(pk=edition.pk).body.render_as_block()
    assert 'hreflang="sv"' in html
    assert "(in Swedish)" in html


def test_an_alias_of_a_private_page_is_private_with_all_below_it() -> None:
    home = home_page()
    section = page_below(home, "Section")
    alias = section.create_alias(parent=home, update_slug="alias")
    again = alias.create_alias(parent=home, update_slug="again")
    below = [page_below(page, "Below") for page in (section, alias, again)]
    open_page = page_below(home, "Open")
    PageViewRestriction.objects.create(page=section, restriction_type="login")

    private = {page.pk for page in (section, alias, again, *below)}
    for page in with_publicity(Page.objects.all()):
        is_private = page.get_view_restrictions().exists()
        assert is_private is (page.pk in private), page
        assert getattr(page, PUBLIC) is not is_private, page
        assert is_public(Page.objects.get(pk=page.pk)) is not is_private, page
    assert open_page in without_private(Page.objects.all())
    assert not without_private(Page.objects.filter(pk__in=private))
