"""The plugin goes out of a site without leaving anything that stops the site."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db.models import ForeignKey

from wagtail.models import Page, PageLogEntry, Site
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.admin.groups import make_groups
from results.generated_files import store
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import steps
from results.removal import installed_apps, obstacles
from tests.factories import IndicatorFactory, LocaleFactory, ResultsPageFactory, home_page
from tests.models.changing import correct, edition, in_english

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = {name: steps._steps[name] for name in ("record", "translations")}
    monkeypatch.setattr(steps, "_steps", kept)
    yield
    # Those that were removed and made anew have other keys after the test.
    ContentType.objects.clear_cache()


def removed(**options: Any) -> str:
    said = io.StringIO()
    call_command("remove_results", stdout=said, **options)
    return said.getvalue()


def rows_that_name(labels: set[str]) -> dict[str, int]:
    """How many rows of each table of others name a type of content of these apps."""
    from django.apps import apps

    return {
        f"{model._meta.label}.{field.name}": count
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in labels
        for field in model._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is ContentType
        if (count := model._base_manager.filter(**{f"{field.name}__app_label__in": labels}).count())
    }


@pytest.mark.usefixtures("indexes")
def test_nothing_of_other_apps_names_what_was_removed(
    tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    labels = {config.label for config in installed_apps()}
    page = edition("6558")
    in_english(page)
    correct(page, "6500")
    translate_object(IndicatorFactory.create(), [LocaleFactory.create(language_code="en")])
    make_groups([home_page()])
    own = Group.objects.create(name="The site's own")
    own.permissions.set(Permission.objects.filter(content_type__app_label="results"))
    named_before = rows_that_name(labels)

    store(page.pk, "pdf", "as it is", b"Example data", "a.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        said = removed(yes=True, export=tmp_path / "a.zip")

    assert not list((tmp_path / "media").rglob("*.pdf"))
    assert len(named_before) > 5
    assert rows_that_name(labels) == {}
    # Wagtail's report of what has happened fails at such an entry.
    assert not PageLogEntry.objects.filter(content_type=None).exists()
    assert not ContentType.objects.filter(app_label__in=labels).exists()
    assert set(Page.objects.values_list("content_type__model", flat=True)) == {"page"}
    assert not Translation.objects.exists()
    assert list(Group.objects.filter(name__startswith="Results")) == []
    assert list(own.permissions.all()) == []
    assert said.index("migrate results_webhooks zero") < said.index("migrate results zero")
    with ZipFile(tmp_path / "a.zip") as archive:
        assert "content.json" in archive.namelist()


def test_it_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    ResultsPageFactory.create()
    answers = iter(["y", "yes"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))

    with pytest.raises(CommandError, match=r"Nothing was removed\."):
        removed(without_export=True)
    assert ResultsPage.objects.exists()

    removed(without_export=True)
    assert not ResultsPage.objects.exists()


def test_it_goes_no_further_than_it_can_export(tmp_path: Path) -> None:
    ResultsPageFactory.create()
    (tmp_path / "a.zip").write_bytes(b"Somebody's")

    with pytest.raises(CommandError, match="cannot be written"):
        removed(yes=True, export=tmp_path / "a.zip")

    assert ResultsPage.objects.exists()
    assert (tmp_path / "a.zip").read_bytes() == b"Somebody's"


def test_what_belongs_to_the_site_is_in_the_way() -> None:
    index: ResultsIndexPage = ResultsPageFactory.create().get_parent()
    Site.objects.update(root_page=index)
    index.add_child(instance=Page(title="The site's own", slug="own"))

    with pytest.raises(CommandError, match="Nothing was removed"):
        removed(yes=True)

    assert [each.split(":")[0] for each in obstacles()] == [
        "The site localhost begins at “Results”",
        "“The site's own” lies below “Results”",
    ]
    assert ResultsPage.objects.exists()
