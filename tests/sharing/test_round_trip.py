"""Results leave a site as one file, and come to another one as they were."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction, Site
from wagtail_localize.models import TranslationSource

import pytest

from results.models import Figure, Indicator, ResultsIndexPage, ResultsPage
from results.publishing import StepRun, reconcile, steps
from results.publishing.steps import content_types
from results.record.recording import record_left_over, verify
from results.record.versions import EditionVersion
from results.sharing.archive import ArchiveError
from results.sharing.archive_export import export
from results.sharing.archive_import import import_archive
from results.sync import sync_languages
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    block,
    described,
    home_page,
    table_block,
)
from tests.models.changing import anew, get, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    kept = {name: steps._steps[name] for name in ("record", "translations")}
    monkeypatch.setattr(steps, "_steps", kept)
    yield
    # Those that were removed and made anew have other keys after the test.
    ContentType.objects.clear_cache()


def emptied() -> None:
    """Leave the site as another one is."""
    Page.objects.filter(content_type__in=content_types()).delete()
    Indicator.objects.all().delete()
    TranslationSource.objects.all().delete()
    # As after the commit.
    StepRun.objects.update(due_at=timezone.now())
    reconcile()


def figure(value: str, indicator: Indicator) -> dict[str, Any]:
    return block("stat", "tips", value=value, label="granskade tips", indicator=indicator.pk)


def an_edition_with_everything() -> ResultsPage:
    """Corrected after it was public, in two languages, with files and links of each kind."""
    image = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    report = get_document_model()(
        title="The report", file=ContentFile(b"%PDF-1.4 Example data", "a.pdf")
    )
    report.file_hash = "0"
    report.save()
    indicator = IndicatorFactory.create()
    indicator.targets.create(period_start="2016-01-01", period_end="2016-12-31", value=7000)
    indicator.save()
    home, gone = home_page(), Page(title="Gone", slug="gone")
    home.add_child(instance=gone)
    Site.objects.update(hostname="www.example.org")
    page = ResultsPageFactory.create(
        content=[figure("6558", indicator)], hero_image=image, report=report
    )
    later = ResultsPageFactory.create(parent=page.get_parent(), year=2017, content=[])
    later.save_revision().publish()
    page.save_revision().publish()
    links = [
        block("link", "later", text="What came after that", page=later.pk),
        block("link", "home", text="What else we do", page=home.pk),
        block("link", "gone", text="What we did once", page=gone.pk),
    ]
    words = (
        f'<p><a linktype="page" id="{later.pk}">A</a> <a linktype="page" id="{gone.pk}">B</a></p>'
    )
    content = [
        figure("6500", indicator),
        block("text", "words", heading="Words", text=words, links=links),
        block("image", "picture", image=image.pk, alt_text="A picture"),
        table_block(),
    ]
    page = anew(page)
    page.body = content
    described(page).save_revision().publish()
    english_home = home_page("en")
    for each in (page.get_parent(), page):
        copy = each.specific.copy_for_translation(english_home.locale, copy_parents=True)
        copy.slug = each.slug
        copy.save_revision().publish()
    sync_languages(anew(page))
    return anew(page)


def moved(path: Path) -> Any:
    """The report of what came back, after everything was removed from the site."""
    emptied()
    Figure.objects.all().delete()
    Page.objects.filter(slug="gone").delete()
    get_image_model().objects.all().delete()
    get_document_model().objects.all().delete()
    report = import_archive(path, home_page())
    sync_languages(ResultsPage.objects.order_by("pk").first())
    return report


def record() -> list[Any]:
    names = ("translation_key", "block_id", "value", "valid_from", "valid_to", "definition_version")
    return list(Figure.objects.order_by("pk").values_list(*names, "indicator__name"))


def test_results_are_on_another_site_as_they_were(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        before = an_edition_with_everything()
    record_before, shown_before = record(), text(get(before, "versioner/1/"))
    exported = export(tmp_path / "a.zip")

    with django_capture_on_commit_callbacks(execute=True):
        report = moved(tmp_path / "a.zip")

    assert (report.pages, report.files, report.indicators) == (5, 2, 1)
    assert (report.figures, report.notes) == (exported.figures, [])
    page = anew(ResultsPage.objects.get(slug="2016", locale=before.locale))
    later = ResultsPage.objects.get(slug="2017", locale=before.locale)
    assert page.pk != before.pk
    assert (page.translation_key, page.live) == (before.translation_key, True)
    assert page.last_published_at == before.last_published_at
    # Keys lead to what came along or is here; another page is linked by its address.
    stat, words, picture, table = page.body
    assert list(table.value["table"].shown_rows("sv"))[1] == ["2016", "6\u00a0558"]
    assert stat.value["indicator"] == Indicator.objects.get()
    assert Indicator.objects.get().targets.get().value == 7000
    first, second, third = words.value["links"]
    address = "http://www.example.org/gone/"
    assert [first.value["page"].pk, second.value["page"].pk] == [later.pk, home_page().pk]
    assert (third.value["page"], third.value["url"]) == (None, address)
    source = words.value["text"].source
    assert f'id="{later.pk}"' in source
    assert f'href="{address}"' in source
    assert page.hero_image == picture.value["image"] == get_image_model().objects.get()
    assert page.report.file.read() == b"%PDF-1.4 Example data"
    # The record is that of the other site, and right.
    assert record() == record_before
    assert list(verify(Page.objects.type(ResultsPage))) == []
    assert len(page.changes) == 1
    assert EditionVersion.objects.count() == 1
    assert '<data value="6558">' in shown_before
    assert '<data value="6558">' in text(get(page, "versioner/1/"))
    # So is the tree of languages.
    english = page.get_translations().get().specific
    assert english.live
    assert english.get_parent().translation_key == page.get_parent().translation_key


def test_an_edition_goes_alone_and_below_a_page_that_is_named(tmp_path: Path) -> None:
    page, other = ResultsPageFactory.create(), ResultsIndexPage(title="Other", slug="other")
    home_page().add_child(instance=other)
    path = tmp_path / "a.zip"
    call_command("results_export", path, page=page.pk, verbosity=0)
    key = page.translation_key
    page.delete()

    with pytest.raises(CommandError, match="“2016” cannot lie below “Home”"):
        call_command("results_import", path)
    call_command("results_import", path, parent=other.pk, verbosity=0)

    assert ResultsPage.objects.get().translation_key == key
    assert ResultsPage.objects.get().get_parent().pk == other.pk


def test_what_was_private_or_may_not_be_public_comes_as_a_draft(tmp_path: Path) -> None:
    private = ResultsPageFactory.create()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rival = ResultsPageFactory.create(parent=private.get_parent(), year=2017)
    index = private.get_parent()
    record_left_over(ResultsPage)
    export(tmp_path / "a.zip", private)
    export(tmp_path / "b.zip", rival)
    private.delete()
    rival.delete()
    Figure.objects.all().delete()
    ResultsPageFactory.create(parent=index, year=2017, slug="another")

    reports = [import_archive(tmp_path / name, index) for name in ("a.zip", "b.zip")]

    assert [report.figures for report in reports] == [0, 0]
    assert reports[0].notes == ["“2016”: It was private."]
    assert "2017" in reports[1].notes[0]
    assert set(ResultsPage.objects.filter(live=True).values_list("slug", flat=True)) == {"another"}


def test_what_a_private_edition_was_is_told_to_nobody(tmp_path: Path) -> None:
    page = ResultsPageFactory.create()
    page.save_revision().publish()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    anew(page).withdraw("It named a child.")
    export(tmp_path / "a.zip")
    page.get_parent().delete()

    import_archive(tmp_path / "a.zip", Site.objects.get().root_page)

    assert EditionVersion.objects.get().reason == "It named a child."
    assert get(ResultsPage.objects.get()).status_code == 404


def test_what_is_on_the_site_already_is_refused(tmp_path: Path) -> None:
    page = ResultsPageFactory.create()
    export(tmp_path / "a.zip")

    with pytest.raises(ArchiveError, match=f"“{page.get_parent().title}” is on this site already"):
        import_archive(tmp_path / "a.zip", Site.objects.get().root_page)
