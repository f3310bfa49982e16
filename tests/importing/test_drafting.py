"""A planned edition becomes a draft: every word of it, with its pictures and what is left to do."""

import json
import re
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry
from wagtail.utils.file import hash_filelike

import pytest
from PIL import Image

from results.findings import anchor_of, is_there, place_of, read_open_points
from results.importing.document import count_words
from results.importing.drafting import Source, make_draft, place_for, undo, why_not_undo
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.importing.planning import Plan
from results.importing.telling import shown
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, home_page

from . import papers
from .papers import OPEN, drafted, illustrated, let_add_images, media_files, picture_tag

pytestmark = pytest.mark.django_db

DOCUMENTS = Path(__file__).parent / "documents"
SAMPLES = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".json")
UNTOLD = {"id", "type", "value", "unit", "scale", "qualifier", "image", "url", "email", "telephone"}


def texts_of(value: Any, key: str = "") -> list[str]:
    """The texts in the raw value of a stream, without markup, choices and addresses."""
    if isinstance(value, dict):
        if set(value) >= {"type", "value", "id"}:
            value = {"inner": value["value"]}
        return [text for name, inner in value.items() for text in texts_of(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner, key)]
    if isinstance(value, str) and key not in UNTOLD and key != "hashtag":
        return [unescape(re.sub(r"<[^>]*>", " ", value))]
    return []


def words_on(page: ResultsPage) -> Counter[str]:
    """The words of the page, figures aside."""
    body = page.body.get_prep_value()
    for block in body:
        block["value"].pop("stats", None)
    return count_words([page.title, page.introduction, page.hero_alt_text, *texts_of(body)])


def words_without_figures(plan: Plan) -> Counter[str]:
    """The words of the plan but those that left the text with a figure."""
    taken = count_words(figure.taken for figure in plan.figures())
    return count_words(plan.words()) - taken


def source_of(path: Path) -> tuple[Source, str, int]:
    told = json.loads(path.with_suffix(".json").read_text())
    return Source(path.read_bytes(), path.name), told["locale"], told["year"]


# Words


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_every_word_of_the_plan_is_on_the_page_or_in_the_report(
    path: Path, index: ResultsIndexPage
) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)
    before = words_without_figures(plan)
    figures = [(figure.taken, figure.found) for figure in plan.figures()]

    page = drafted(index, source, year=year).page if language == "en" else None
    if page is None:
        page = make_draft(plan, source, place_for(index, year)).page

    left_out = count_words(left.text for left in plan.left_out)
    assert before - words_on(page) - left_out == Counter()
    for taken, found in figures:
        told = [found.label, found.whole_label, found.context, shown(found, language)]
        assert count_words([taken]) - count_words(told) == Counter()


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_every_figure_of_the_plan_is_on_the_page(path: Path, index: ResultsIndexPage) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)

    page = make_draft(plan, source, place_for(index, year)).page

    stats = [
        stat["value"]
        for block in page.body.get_prep_value()
        for stat in block["value"].get("stats", [])
    ]
    assert [(stat["value"], stat["label"]) for stat in stats] == [
        (format(figure.found.value, "f"), figure.found.label) for figure in plan.figures()
    ]


# What is left to do


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_what_is_left_to_do_leads_to_its_place(path: Path, index: ResultsIndexPage) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)

    page = make_draft(plan, source, place_for(index, year)).page

    points = read_open_points(page.open_points)
    assert [point.text for point in points] == [point.text for point in plan.points]
    for point in points:
        assert is_there(page, point.path), point
        assert place_of(page, point.path)
        assert point.as_finding().block_anchor
        assert anchor_of(page, point.as_finding())


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_nothing_refuses_publishing_but_what_is_left_to_do(
    path: Path, index: ResultsIndexPage
) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)
    page = make_draft(plan, source, place_for(index, year)).page

    refusals = page.get_refusals(publishing=True)

    told = {point.path for point in plan.points}
    untold = [
        (refusal.code, str(refusal.message), refusal.path)
        for refusal in refusals
        if refusal.code != "open_point"
        # What refuses a field is told by the point of the field or of what is around it.
        and not any(refusal.path[: len(path)] == path for path in told)
    ]
    assert untold == []


def test_publishing_waits_until_what_is_left_to_do_is_done(index: ResultsIndexPage) -> None:
    page = drafted(index, papers.source(OPEN)).page
    body = page.body.get_prep_value()
    body[-1]["value"]["links"][-1]["value"]["url"] = "https://ecpat.se/schools"
    page.body = ResultsPage._meta.get_field("body").to_python(json.dumps(body))
    assert [found.code for found in page.get_refusals(publishing=True)] == ["open_point"]

    page.open_points = [{**point, "done": True} for point in page.open_points]

    page.save_revision().publish()
    assert ResultsPage.objects.get().live


# Where it goes


def test_the_edition_has_the_language_of_its_index_page_and_the_period_of_its_year(
    index: ResultsIndexPage,
) -> None:
    page = drafted(index, papers.source(), year=2019).page

    assert page.locale == index.locale
    assert page.slug == "2019"
    assert str(page.period) == str(ResultsPageFactory.build(year=2019, parent=None).period)


def test_a_slug_that_is_taken_gets_a_number(index: ResultsIndexPage) -> None:
    for slug, year in (("2016", 2001), ("2016-2", 2002)):
        ResultsPageFactory.create(parent=index, year=year, slug=slug)

    assert drafted(index, papers.source()).page.slug == "2016-3"


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


# Pictures


def test_a_picture_becomes_an_image_without_the_place_where_it_was_taken(
    index: ResultsIndexPage,
) -> None:
    assert Image.open(BytesIO(papers.photograph())).getexif().get_ifd(0x8825)

    drafted(index, illustrated(picture_tag()))

    image = get_image_model().objects.get()
    with Image.open(image.file.path) as picture:
        assert not picture.getexif()
        assert "exif" not in picture.info
        assert picture.size == (image.width, image.height) == (64, 48)
    assert b"Camera of a photographer" not in Path(image.file.path).read_bytes()
    assert image.file_size == Path(image.file.path).stat().st_size
    assert image.file_hash == hash_filelike(BytesIO(Path(image.file.path).read_bytes()))


def test_a_picture_keeps_its_description_wherever_it_stands(index: ResultsIndexPage) -> None:
    more = "<blockquote>It went well.</blockquote>" + picture_tag(3, "A third")
    page = drafted(
        index, illustrated(picture_tag(1, "A first"), picture_tag(2, "A second"), more=more)
    ).page

    assert page.hero_alt_text == "A first"
    told = [text for text in texts_of(page.body.get_prep_value()) if text.startswith("A ")]
    assert told == ["A second", "A third"]
    assert get_image_model().objects.get(pk=page.hero_image_id).description == "A first"


def test_each_picture_is_one_image(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(*(picture_tag(number) for number in range(5))))

    images = get_image_model().objects.all()
    assert {image.file.name for image in images} == media_files()
    assert sorted(outcome.record.images) == sorted(image.pk for image in images)
    assert len(images) == 5


def test_a_picture_that_nobody_described_is_left_to_do(index: ResultsIndexPage) -> None:
    page = drafted(index, illustrated(picture_tag(1, ""), picture_tag(2, ""))).page

    points = read_open_points(page.open_points)
    assert [point.text for point in points] == ["Describe the main image.", "Describe the picture."]
    assert all(is_there(page, point.path) for point in points)


def test_the_person_is_named_as_who_added_the_images(index: ResultsIndexPage) -> None:
    user = UserFactory.create(may=EDITOR)
    let_add_images(user)

    drafted(index, illustrated(picture_tag()), user)

    assert get_image_model().objects.get().uploaded_by_user == user


def test_pictures_of_somebody_who_may_not_add_images_are_left_out_and_told(
    index: ResultsIndexPage,
) -> None:
    user = UserFactory.create(may=EDITOR)
    source = illustrated(
        picture_tag(1, "A first"), picture_tag(2, ""), more=picture_tag(3, "A third")
    )
    plan = papers.plan(source)

    page = make_draft(plan, source, place_for(index, 2016, user), user).page

    assert not get_image_model().objects.exists()
    assert not media_files()
    assert page.hero_image is None
    reason = "A picture: you may not add images."
    assert [left.text for left in plan.left_out if left.reason == reason] == [
        "A first",
        "",
        "A third",
    ]
    assert page.get_refusals(publishing=True) == []


# A host's own page type


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


# The undo


def test_the_undo_takes_page_images_and_files_away(
    index: ResultsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    before = papers.holdings()
    outcome = drafted(index, illustrated(picture_tag(1), picture_tag(2)))

    with django_capture_on_commit_callbacks(execute=True):
        undo(outcome.record)

    after = papers.holdings()
    # What happened stays in the history of the site.
    assert after - before == Counter(PageLogEntry=3)


def test_an_image_that_another_page_has_is_kept(
    index: ResultsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    outcome = drafted(index, illustrated(picture_tag(1, "kept"), picture_tag(2, "gone")))
    kept = outcome.page.hero_image
    ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001, hero_image=kept)

    with django_capture_on_commit_callbacks(execute=True):
        undo(outcome.record)

    assert get_image_model().objects.get() == kept
    assert media_files() == {kept.file.name}


def test_an_image_that_only_a_draft_of_a_page_has_is_kept(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(picture_tag(1, "kept"), picture_tag(2, "gone")))
    kept = outcome.page.hero_image
    other = ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001)
    other.hero_image = kept
    other.save_revision()

    undo(outcome.record)

    assert get_image_model().objects.get() == kept


def test_a_draft_that_cannot_be_read_keeps_all_images(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(picture_tag(1), picture_tag(2)))
    other = ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2001)
    revision = other.save_revision()
    revision.content = {**revision.content, "period_start": "no day"}
    revision.save()

    undo(outcome.record)

    assert get_image_model().objects.count() == 2


def test_what_was_published_is_not_undone(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    outcome.page.latest_revision.publish()
    record = DocumentImport.objects.get()
    assert "has been published" in why_not_undo(record)
    outcome.page.unpublish()
    record = DocumentImport.objects.get()

    with pytest.raises(ImportRefused, match="has been published"):
        undo(record)
    assert ResultsPage.objects.exists()


def test_what_was_published_since_one_looked_is_not_undone(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    record = DocumentImport.objects.select_related("page").get()
    outcome.page.latest_revision.publish()
    assert not why_not_undo(record)

    with pytest.raises(ImportRefused, match="has been published"):
        undo(record)
    assert ResultsPage.objects.get().live


def test_an_undo_by_somebody_without_rights_is_refused(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())

    with pytest.raises(ImportRefused, match="may not delete"):
        undo(outcome.record, UserFactory.create())
    assert ResultsPage.objects.exists()


def test_a_second_undo_is_refused(index: ResultsIndexPage) -> None:
    record = drafted(index, papers.source()).record
    again = DocumentImport.objects.select_related("page").get()
    undo(record)

    with pytest.raises(ImportRefused, match="gone already"):
        undo(again)


def test_pages_below_a_draft_are_not_deleted_with_it(index: ResultsIndexPage) -> None:
    outcome = drafted(index, papers.source())
    outcome.page.add_child(instance=Page(title="Below", slug="below"))
    record = DocumentImport.objects.get()

    with pytest.raises(ImportRefused, match="pages below"):
        undo(record)
    assert Page.objects.filter(slug="below").exists()
