"""Blocks and fields as a site has them, compared and brought into line, and what that costs."""

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.blocks import (
    CharBlock,
    ChooserBlock,
    IntegerBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail_localize.models import TranslatableObject

import pytest

from results.fields import json_of
from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from results.sync.aligning import Alignment
from results.sync.comparing import compare
from results.sync.content import Snippets, content_of
from results.sync.languages import Comparison
from tests.factories import LocaleFactory, ResultsPageFactory, again, block, home_page

from ..translation.building import make_image

pytestmark = pytest.mark.django_db


class ObjectChooser(ChooserBlock):
    target_model = TranslatableObject

    class Meta:
        icon = "placeholder"


class Host:
    """A source and its version, whose body has one block under one id."""

    def __init__(self, block: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        field = ResultsPage._meta.get_field("body")
        monkeypatch.setattr(field, "stream_block", StreamBlock([("it", block)]))
        self.row = LanguageVersion(source_language="sv")
        self.id = str(uuid4())
        self.copied: set[str] = set()

    def page(self, value: Any) -> Any:
        return ResultsPage(title="2016", body=[{"type": "it", "id": self.id, "value": value}])

    def compare(self, source: Any, own: Any) -> LanguageVersion:
        theirs, mine = (content_of(self.page(value), Snippets()) for value in (source, own))
        compare(theirs, mine, self.row, untranslated=self.copied)
        return self.row

    def aligned(self, source: Any, own: Any) -> Any:
        page = self.page(own)
        alignment = Alignment(self.page(source), self.row, Snippets(), 0)
        self.has_changed = alignment.align(page)
        self.copied = alignment.copied
        return page.body.get_prep_value()[0]["value"]


def test_a_chooser_of_what_has_no_number_follows_its_source(monkeypatch: Any) -> None:
    host = Host(ObjectChooser(), monkeypatch)
    first, second = str(uuid4()), str(uuid4())
    host.compare(first, first)
    assert host.aligned(second, first) == second
    assert f"body.{host.id}" in host.compare(second, first).older


@pytest.mark.parametrize("number_is", ["source", "own"])
def test_a_picture_of_a_chooser_is_the_same_picture(number_is: str, monkeypatch: Any) -> None:
    host = Host(ImageBlock(), monkeypatch)
    first, second = make_image(), make_image()
    now = {"image": first.pk, "alt_text": first.default_alt_text, "decorative": False}
    both = (first.pk, now) if number_is == "source" else (now, first.pk)
    assert host.compare(*both).differences == []
    new = second.pk if number_is == "source" else {**now, "image": second.pk}
    assert host.aligned(new, both[1])["image"] == second.pk


def test_items_without_ids_are_those_in_the_same_place() -> None:
    inner = StructBlock(
        [("tags", ListBlock(CharBlock())), ("more", StreamBlock([("n", IntegerBlock())]))]
    )
    field = StreamField([("it", inner)])
    field.set_attributes_from_name("body")
    raw = '[{"type": "it", "value": {"tags": ["a", "b"], "more": [{"type": "n", "value": 1}]}}]'
    one, other = (json_of(field, SimpleNamespace(body=field.to_python(raw))) for _each in range(2))
    assert one == other
    assert all(item["id"] for item in (one[0], *one[0]["value"]["tags"], *one[0]["value"]["more"]))


MOST_STATEMENTS = 30


@pytest.fixture
def versions(db: None) -> list[Any]:
    """An edition of 50 blocks and its versions in five languages, in line with it."""
    stats = [block("stat", f"stat {n}", value="1", label="fall", unit="number") for n in range(25)]
    content = [block("stats", f"stats {n}", heading="Tal", stats=[s]) for n, s in enumerate(stats)]
    content += [
        block("text", f"text {n}", heading="Del", text="<p>Text.</p>", links=[]) for n in range(25)
    ]
    page = ResultsPageFactory.create(content=content)
    family = [page]
    for code in ("en", "fi", "de", "nb", "da"):
        home_page(code)
        locale = LocaleFactory.create(language_code=code)
        family.append(page.copy_for_translation(locale, copy_parents=True))
        family[-1].save_revision().publish()
    sync_languages(again(page))
    return family


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_comparing_50_blocks_in_five_languages_takes_30_statements(
    versions: list[Any], *, is_by_hand: bool
) -> None:
    source, *others = map(again, versions)
    handled: Collection[int] = () if is_by_hand else {each.pk for each in others}
    LanguageVersion.objects.update(by_hand=not is_by_hand)
    with CaptureQueriesContext(connection) as statements:
        assert Comparison(source).settle(others, handled) == []
    assert len(statements) <= MOST_STATEMENTS
    assert LanguageVersion.objects.filter(by_hand=is_by_hand, differences=[]).count() == 5
