"""The draft has its place, type, language, period, history and open points."""

import json

from wagtail.models import Page, PageLogEntry

import pytest

from results.importing.drafting import make_draft, place_for
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage

from ...factories import EDITOR, ResultsPageFactory, UserFactory, home_page
from .. import papers
from ..papers import OPEN, drafted, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db


def test_the_history_tells_who_made_the_draft_of_which_document(index: ResultsIndexPage) -> None:
    user = UserFactory.create(may=EDITOR)

    page = drafted(index, papers.source(name="C:\\papers\\results 2016.md"), user).page

    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", user),
        ("results.import", user),
    ]
    assert entries[1].data == {"file": "results 2016.md"}
    assert entries[1].revision == page.latest_revision
    assert "results 2016.md" in entries[1].message


def test_the_draft_and_its_revision_hold_the_same(index: ResultsIndexPage) -> None:
    page = drafted(index, illustrated(picture_tag(1), picture_tag(2, alt=""))).page

    revised = page.latest_revision.as_object()

    assert revised.body.get_prep_value() == page.body.get_prep_value()
    assert revised.open_points == page.open_points
    assert revised.hero_image_id == page.hero_image_id


def test_an_index_page_that_got_another_edition_meanwhile_takes_this_one_too(
    index: ResultsIndexPage,
) -> None:
    source = papers.source()
    place = place_for(index, 2016)
    ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(pk=index.pk), year=2015)

    make_draft(papers.plan(source), source, place)

    assert ResultsPage.objects.child_of(index).count() == 2
    assert not any(Page.find_problems())


def test_an_index_page_that_is_gone_meanwhile_refuses_the_edition(index: ResultsIndexPage) -> None:
    source = illustrated(picture_tag())
    place = place_for(index, 2016)
    plan = papers.plan(source)
    Page.objects.get(pk=index.pk).specific.delete()

    with pytest.raises(ImportRefused):
        make_draft(plan, source, place)
    assert not DocumentImport.objects.exists()
    assert not media_files()


def test_an_index_page_that_takes_one_edition_only_refuses_the_second(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResultsPage, "max_count", 1)
    ResultsPageFactory.create(parent=index, year=2015)

    with pytest.raises(ImportRefused) as refused:
        place_for(ResultsIndexPage.objects.get(), 2016)
    assert refused.value.code in {"no_type", "no_rights"}


def test_a_page_type_whose_body_takes_other_blocks_is_not_imported_to(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = ResultsPage._meta.get_field("body").stream_block
    fewer = {name: child for name, child in block.child_blocks.items() if name != "campaign"}
    monkeypatch.setattr(block, "child_blocks", fewer)

    with pytest.raises(ImportRefused) as refused:
        place_for(index, 2016)
    assert refused.value.code == "no_type"


def test_below_a_page_that_takes_no_edition_nothing_is_imported(db: None) -> None:
    with pytest.raises(ImportRefused) as refused:
        place_for(home_page(), 2016)
    assert refused.value.code == "no_type"


def test_publishing_waits_until_what_is_left_to_do_is_done(index: ResultsIndexPage) -> None:
    page = drafted(index, papers.source(OPEN)).page
    body = page.body.get_prep_value()
    body[-1]["value"]["links"][-1]["value"]["url"] = "https://ecpat.se/schools"
    page.body = ResultsPage._meta.get_field("body").to_python(json.dumps(body))
    assert [found.code for found in page.get_refusals(publishing=True)] == ["open_point"]

    page.open_points = [{**point, "done": True} for point in page.open_points]

    page.save_revision().publish()
    assert ResultsPage.objects.get().live
