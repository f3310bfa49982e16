"""What a page that is written by hand gets from its source, what of its own stays, what is older, and what that costs."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from wagtail import blocks
from wagtail.blocks import ChooserBlock, StreamBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.models import TranslatableObject

import pytest

from results.blocks import ResultsStructBlock
from results.blocks.data_table import CellsBlock
from results.models import LanguageVersion, ResultsPage
from results.sync.aligning import Alignment
from results.sync.comparing import agree_as_written, compare
from results.sync.content import (
    Content,
    Leaf,
    Snippets,
    Treatment,
    content_of,
    own_fields,
    treatment_of,
)
from results.sync.follow_source import Comparison
from tests.factories import LocaleFactory, ResultsPageFactory, again, block, home_page, table_block
from tests.syncing import sync_languages

from ..translation.building import make_image

pytestmark = pytest.mark.django_db


class ObjectChooser(ChooserBlock):
    target_model = TranslatableObject

    class Meta:
        icon = "placeholder"


TRANSLATE, REPLACE, SYNC = Treatment
TEXT, LINK, NUMBER = blocks.CharBlock(), blocks.URLBlock(), blocks.IntegerBlock()
PAGE, CELLS, WORDS = blocks.PageChooserBlock(), CellsBlock(), blocks.ListBlock(TEXT)
LISTS = blocks.ListBlock(blocks.StructBlock([("tags", WORDS)]))
PARTS = blocks.StreamBlock([("text", TEXT), ("number", NUMBER)])
DECLARING = ResultsStructBlock([("tags", WORDS), ("parts", PARTS)], prose=())
OBJECT, KEYS = ObjectChooser(), [block("it", name)["id"] for name in "ab"]
X, Y, Z = (f"https://{name}.example/" for name in "xyz")


def item(name: str, value: Any, kind: str = "item") -> dict[str, Any]:
    """An item of a list or stream; its name decides its id, in capitals or not."""
    return block(kind, name.lower()) | {"value": value}


ONE, TWO, OTHER = item("a", "one", "text"), item("a", "two", "text"), item("b", "more", "text")
FIRST, SECOND = item("a", 1, "number"), item("a", 2, "number")
LONG, SHORT = (table_block("", *rows)["value"]["table"] for rows in ((), (("2016", "1"),)))
THEN = {"tags": [item("tag", "one")], "parts": [ONE]}
NOW = {"tags": [item("tag", "two")], "parts": [TWO]}


@pytest.mark.parametrize(
    ("kind", "before", "own", "now", "kept", "expected"),
    [
        (TEXT, "ett", "one", "", "", ""),
        (TEXT, "ett", "", "två", "", ""),
        (TEXT, "", "", "två", "", "två"),
        (TEXT, "ja", "ja", "nej", "", "ja"),
        (TEXT, None, "one", "", "", "one"),
        (LINK, X, X, Y, "", Y),
        (LINK, X, Z, Y, "", Z),
        (PAGE, "sv", "en", "fi", "", "en"),
        (OBJECT, KEYS[0], KEYS[0], KEYS[1], "", KEYS[1]),
        (CELLS, SHORT, LONG, SHORT, "", LONG),
        (CELLS, None, SHORT, LONG, "", SHORT),
        (DECLARING, THEN, THEN, NOW, "", NOW | {"parts": [ONE]}),
        # An item of another type is another.
        (PARTS, [ONE], [ONE], [FIRST], "", [FIRST]),
        (PARTS, [FIRST], [FIRST], [SECOND], "", [SECOND]),
        (PARTS, [ONE], [], [FIRST], "", []),
        (PARTS, [], [OTHER], [FIRST, item("c", 1, "gone")], "", [OTHER, FIRST]),
        # What it has left out, and what only it has.
        (LISTS, "A:st B:u", "A:S B:U", "B:u A:ts", "", "B:U A:S"),
        (LISTS, "A:st", "A:XSYT", "A:ts", "", "A:XTSY"),
        # What is new, what is gone, and what moves, also to where the page has nothing.
        (LISTS, "A:st B:u", "A:ST B:U", "C:vw A:sx", "", "C:vw A:Sx"),
        (LISTS, "A:st B:u", "A:ST B:U", "B:ut C:s", "", "B:UT C:S"),
        (LISTS, "A:st", "A:S", "A:s B:t", "", "A:S B:t"),
        (LISTS, "A:s B:t C:u", "A:S C:U", "B:ts", "", "A:S"),
        # It differs on purpose, or nobody knows what the source had.
        (LISTS, "A:s", "A:S", "A:st", "t", "A:S"),
        (LISTS, "A:st B:u", "A:ST B:U", "A:s B:tu", "t", "A:ST B:U"),
        (LISTS, "A:s B:t", "A:S B:T", "A:s", "B", "A:S B:T"),
        (LISTS, "A:s B:t", "A:S B:T", "B:ts", "B", "A:S B:T"),
        (LISTS, None, "A:S", "A:st", "", "A:S"),
        (LISTS, None, "A:ST B:U", "A:s B:tu", "", "A:S B:TU"),
    ],
)
def test_a_page_gets_figures_and_order_and_keeps_its_words_and_addresses(
    kind: Any, before: Any, own: Any, now: Any, kept: str, expected: Any, monkeypatch: Any
) -> None:
    def built(value: Any) -> Any:
        """A page by its language, and lists by their texts, a page's own words in capitals."""
        if kind is PAGE:
            return home_page(value).pk
        parts = [part.split(":") for part in value.split()] if kind is LISTS else ()
        lists = [item(name, {"tags": [item(each, each) for each in tags]}) for name, tags in parts]
        return lists if kind is LISTS else value

    host = Host(kind, monkeypatch)
    if before is not None:
        host.compare(built(before), built(own))
    host.row.kept = {item(each, "")["id"]: "2016" for each in kept}
    assert host.aligned(built(now), built(own)) == built(expected)


def test_what_was_copied_follows_until_it_is_translated(monkeypatch: Any) -> None:
    def parts(text: str) -> list[dict[str, Any]]:
        return [item("a", {"text": text, "none": "", "link": X})]

    fields = [("text", TEXT), ("none", TEXT), ("link", LINK)]
    host = Host(blocks.ListBlock(blocks.StructBlock(fields)), monkeypatch)
    host.compare([], [])
    path = f"body.{host.id}.{ONE['id']}.text"
    for text, own in (("ett", []), ("två", parts("ett"))):
        assert host.aligned(parts(text), own) == parts(text)
        assert host.compare(parts(text), parts(text)).untranslated == {path: [text]}
    assert host.compare(parts("två"), parts("two")).untranslated == {}
    assert host.aligned(parts("tre"), parts("two")) == parts("two")
    assert host.aligned(parts(""), parts("written since")) == parts("written since")


def test_a_child_that_a_page_has_not_stored_is_added_if_it_has_a_value(monkeypatch: Any) -> None:
    # The stream of a host, whose JSON is as it was stored.
    monkeypatch.setattr("results.fields.StreamField", CellsBlock)
    fields = [("number", NUMBER), ("other", NUMBER), ("deep", blocks.StructBlock([("text", TEXT)]))]
    host = Host(blocks.StructBlock(fields), monkeypatch)
    assert host.compare({"number": 1}, {"number": 1}).differences == []
    assert host.aligned({"number": 1, "other": 3}, {"number": 1})["other"] == 3
    assert host.aligned({"number": None}, {"number": 1})["number"] is None
    host.aligned({"number": 1, "other": None}, {"number": 1})
    assert not host.has_changed


def content(**values: Any) -> Content:
    known = {"file": REPLACE, "figure": SYNC}
    return Content({path: Leaf(known.get(path, TRANSLATE), each) for path, each in values.items()})


def items(ids: str) -> Content:
    """A body with an item for each letter, in capitals one of another type."""
    return Content(items={"body": [(each.lower(), str(each.islower())) for each in ids]})


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        (content(text="ett"), content(text=""), ["missing text"]),
        (content(text=None), content(text="one"), ["extra text"]),
        (content(seo_title="ett"), content(seo_title=""), []),
        (content(figure="1"), content(figure="2"), ["figure figure"]),
        (items("abc"), items("ca"), ["missing body.b", "order body"]),
        (items("bac"), items("ac"), ["missing body.b"]),
        (items("a"), items("A"), ["missing body.a", "extra body.a"]),
    ],
)
def test_figures_order_and_what_one_lacks_differ(source: Any, own: Any, expected: Any) -> None:
    version = LanguageVersion()
    compare(source, own, version)
    assert [f"{each['kind']} {each['path']}" for each in version.differences] == expected


def version_after(history: str, **fields: Any) -> LanguageVersion:
    """The version once each "source:own" was compared; "?" is a draft beside it, "!" one instead."""
    version = LanguageVersion(source_language="sv", **fields)
    for step in history.split():
        texts = step.rstrip("?!").split(":")
        source, own = (content(text=each, file=each) if each else content() for each in texts)
        if step[-1] in "?!":
            agree_as_written(source, own, version, is_beside=step[-1] == "?")
        else:
            compare(source, own, version, language="en")
    return version


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("8:7", False),
        ("7:7 8:7", {"text": [["7", "8"]]}),
        ("a:A 7:A", True),
        ("a:A A:A", False),
        # What the page has not may come back; what the source has not is forgotten.
        ("a:A a: b:A", True),
        ("a:A :A b:A", False),
        # A draft is right beside the source of then, also once it is public.
        ("a:A b:B? c:A b:B", False),
        ("a:A b:B? c:B? c:B", True),
        ("a:A? b:B", False),
        ("a:A b:B! b:A", False),
    ],
)
def test_a_text_is_older_once_its_source_has_changed_alone(history: str, expected: Any) -> None:
    version = version_after(history)
    assert (version.numbers or bool(version.older)) == expected


def test_a_text_is_older_since_the_source_first_changed_or_a_translator_said_so() -> None:
    version = version_after("a:A b:A")
    (since,) = version.older["text"].values()
    for own in (content(), content(text="A")):
        compare(content(text="c"), own, version)
    assert (version.older, version.to_look_at) == ({"text": {"": since}}, 1)
    assert version_after("a:A", older={"text": {"7": "2016"}}).older == {"text": {"7": "2016"}}


def test_what_was_agreed_of_a_draft_is_kept_until_it_is_public() -> None:
    assert "draft" in version_after("a:A b:B? a:A").agreed["text"]
    assert version_after("a:A b:B? a:A b:B").agreed["text"].keys() == {"source", "own", "since"}


def test_the_items_of_then_are_those_of_the_last_comparison_if_there_was_none() -> None:
    both = Content(content(figure="1").leaves, items("a").items)
    for pk, expected in ((None, ["a"]), (1, [])):
        version = LanguageVersion(pk=pk)
        agree_as_written(both, both, version)
        assert (version.source_items, version.agreed) == (expected, {})


@pytest.mark.parametrize("path", ["gone", "seo_title"])
def test_only_what_both_pages_have_can_be_said_to_be_right(path: str) -> None:
    version = LanguageVersion(agreed={"gone": {"source": "?"}})
    Comparison(ResultsPage(title="2016")).agree(version, path)
    assert version.agreed == {"gone": {"source": "?"}}


def test_content_is_what_a_page_type_adds_and_editors_edit() -> None:
    fields = [
        models.TextField(name="text"),
        models.CharField(name="choice", choices=[("a", "A")]),
        models.DateField(name="date"),
        models.TextField(name="made", editable=False),
        models.JSONField(name="data"),
        models.AutoField(name="key", primary_key=True),
    ]
    host: Any = SimpleNamespace(_meta=SimpleNamespace(concrete_fields=fields))
    found = {each.name: treatment_of(host, each) for each in own_fields(host)}
    assert found == {"text": TRANSLATE, "choice": SYNC, "date": SYNC}


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


@pytest.mark.parametrize("number_is", ["source", "own"])
def test_a_picture_of_a_chooser_is_the_same_picture(number_is: str, monkeypatch: Any) -> None:
    host = Host(ImageBlock(), monkeypatch)
    first, second = make_image(), make_image()
    now = {"image": first.pk, "alt_text": first.default_alt_text, "decorative": False}
    both = (first.pk, now) if number_is == "source" else (now, first.pk)
    assert host.compare(*both).differences == []
    new = second.pk if number_is == "source" else {**now, "image": second.pk}
    assert host.aligned(new, both[1])["image"] == second.pk


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
    texts = dict.fromkeys(() if is_by_hand else [each.pk for each in others])
    LanguageVersion.objects.update(by_hand=not is_by_hand)
    with CaptureQueriesContext(connection) as statements:
        assert Comparison(source).settle(others, texts) == []
    assert len(statements) <= MOST_STATEMENTS
    assert LanguageVersion.objects.filter(by_hand=is_by_hand, differences=[]).count() == 5
