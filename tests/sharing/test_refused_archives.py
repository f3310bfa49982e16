"""A damaged or hostile archive is refused, and nothing of it is left on the site."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

import pytest

from results.models import Indicator, ResultsPage
from results.sharing.archive_export import export
from tests.factories import IndicatorFactory, ResultsPageFactory, block, unsafe_body

pytestmark = pytest.mark.django_db

Files = dict[str, bytes]
MODELS = (Page, Indicator, Locale, get_image_model())


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Iterator[Files]:
    """What is in a sound archive; what it was made of is gone from the site."""
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    indicator = IndicatorFactory.create()
    page = ResultsPageFactory.create(hero_image=picture)
    export(tmp_path / "sound.zip")
    for each in (page.get_parent(), indicator, picture):
        each.delete()
    picture.file.storage.delete(picture.file.name)
    with ZipFile(tmp_path / "sound.zip") as archive:
        yield {name: archive.read(name) for name in archive.namelist()}
    ContentType.objects.clear_cache()


def adding(name: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({name: data})


def content(change: Callable[[Any], Any]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        found = json.loads(files["content.json"])
        change(found)
        files["content.json"] = json.dumps(found).encode()

    return apply


def page_with(**facts: Any) -> Callable[[Files], None]:
    return content(lambda found: found["pages"][1].update(facts))


def no_picture(files: Files) -> None:
    (name,) = (name for name in files if name.startswith("files/"))
    files[name] = b"<script>alert(1)</script>"


def pretended_pdf(files: Files) -> None:
    document = {"kind": "document", "key": 7, "name": "report.pdf", "fields": {}}
    content(lambda found: found["files"].append(document))(files)
    files["files/document-7"] = b"<!doctype html><script>alert(1)</script>"


def stray_record(**facts: Any) -> Callable[[Files], None]:
    """A record of the edition as the archive has it, but for some facts."""

    def add(found: Any) -> None:
        index, edition = found["pages"]
        record = {"page_id": edition["key"], "translation_key": edition["translation_key"]}
        index_facts = {name: index[name] for name in facts if not facts[name]}
        found["figures"].append(record | facts | index_facts)

    return content(add)


def unsafe(found: Any) -> None:
    found["pages"][1]["content"]["body"] = json.dumps(unsafe_body())


def imported(files: Files, change: Callable[[Files], None], folder: Path) -> None:
    change(files)
    with ZipFile(folder / "changed.zip", "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    call_command("results_import", folder / "changed.zip")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (content(lambda found: found.update(version=2)), "newer version"),
        (content(lambda found: found.update(format="another")), "no archive of results"),
        (content(lambda found: found.pop("pages")), "cannot be read"),
        (adding("content.json", b"{"), "damaged"),
        (adding("content.json", b"[]"), "damaged"),
        (adding("../../evil.py", b"x"), "other files"),
        (adding("content.json", bytes(65 * 1024**2)), "larger than"),
        (no_picture, ""),
        (page_with(language="xx"), "no language xx"),
        (page_with(type="wagtailcore.page"), "no page of results"),
        (page_with(parent=99), "cannot be read"),
        (content(unsafe), ""),
        (content(lambda found: found["files"][0].update(key="../1")), "cannot be read"),
        (content(lambda found: found["figures"].append({"value": "x"})), "cannot be read"),
        (pretended_pdf, "“report.pdf” is no file of that kind."),
        (stray_record(translation_key=str(uuid4())), "a record of an edition that is not in it"),
        (stray_record(translation_key=""), "a record of an edition that is not in it"),
    ],
)
def test_a_bad_archive_leaves_nothing_behind(
    files: Files, change: Callable[[Files], None], said: str, tmp_path: Path
) -> None:
    before = [model._default_manager.count() for model in MODELS]

    with pytest.raises(CommandError, match=f"{said}.*Nothing was imported"):
        imported(files, change, tmp_path)

    assert [model._default_manager.count() for model in MODELS] == before
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert not (tmp_path.parent / "evil.py").exists()


def test_an_address_of_an_archive_runs_nothing(files: Files, tmp_path: Path) -> None:
    text = '<p><a linktype="page" id="77777">reports</a></p>'
    body = json.dumps([block("text", "words", heading="Words", text=text)])
    other = {"translation_key": str(uuid4()), "language": "sv", "address": "javascript:alert(1)"}

    def forge(found: Any) -> None:
        found["pages"][1]["content"].update(body=body)
        found["outside"]["77777"] = other

    imported(files, content(forge), tmp_path)

    assert ResultsPage.objects.get().body.raw_data[0]["value"]["text"] == "<p><a>reports</a></p>"


def test_a_text_of_an_archive_has_no_tags_that_no_editor_may_write(
    files: Files, tmp_path: Path
) -> None:
    plain = (
        '<p data-block-key="a1b2c">It’s <b>6,558</b> <a href="https://example.org/">reports</a></p>'
    )
    words = block("text", "words", heading="Words", text=plain)
    foreign = '<script>alert(1)</script><img src="x" onerror="alert(1)">'
    harmful = block("text", "harm", heading="Harm", text=f"<p onclick='x()'>A{foreign}</p>")
    body = json.dumps([words, harmful])

    imported(files, content(lambda found: found["pages"][1]["content"].update(body=body)), tmp_path)

    (page,) = ResultsPage.objects.all()
    texts = [item["value"]["text"] for item in page.body.raw_data]
    assert texts == [plain, "<p>Aalert(1)</p>"]


def test_no_primary_key_and_no_lock_comes_from_an_archive(files: Files, tmp_path: Path) -> None:
    theirs = IndicatorFactory.create(name="Another one", slug="another")
    target = {"period_start": "2016-01-01", "period_end": "2016-12-31", "value": "7000"}
    theirs.targets.create(**target)
    theirs.save()
    before = theirs.targets.get()

    def forge(found: Any) -> None:
        row = {**target, "pk": before.pk, "id": before.pk, "value": "1", "indicator": theirs.pk}
        found["indicators"][0]["content"] |= {"id": theirs.pk, "targets": [row]}
        found["pages"][1]["content"] |= {"locked": True, "locked_at": "2016-01-01T00:00:00Z"}

    imported(files, content(forge), tmp_path)

    assert theirs.targets.get() == before
    assert theirs.targets.get().value == before.value == 7000
    assert Indicator.objects.exclude(pk=theirs.pk).get().targets.get().pk != before.pk
    assert not ResultsPage.objects.get().locked


@pytest.mark.parametrize(
    "spoilt", [lambda data: b"", lambda data: data[:-30], lambda data: data[:90] + b"?" + data[91:]]
)
def test_a_damaged_archive_is_refused(files: Files, spoilt: Any, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.zip"
    path.write_bytes(spoilt((tmp_path / "sound.zip").read_bytes()))

    with pytest.raises(CommandError, match="is damaged, or no archive of results"):
        call_command("results_import", path)
