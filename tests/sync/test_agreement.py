"""What differs between two contents, which words are older, and what a draft agrees with."""

from types import SimpleNamespace
from typing import Any

from django.db import models

import pytest

from results.models import LanguageVersion, ResultsPage
from results.record.versions import Prose
from results.sync.comparing import agree_as_written, compare
from results.sync.content import Content, Leaf, own_fields, treatment_of
from results.sync.languages import Comparison
from results.sync.treatment import Treatment

TRANSLATE, REPLACE, SYNC = Treatment
LONG_AGO = "2016-01-01T00:00:00+00:00"
ITEM = "0f2a6f0e-4a51-4c1b-9d3f-2f6b1a7c9e01"


def content(treatment: Treatment = TRANSLATE, **values: Any) -> Content:
    return Content({path: Leaf(treatment, value) for path, value in values.items()})


def compared(
    version: LanguageVersion, source: Content, own: Content, **known: Any
) -> LanguageVersion:
    compare(source, own, version, **known)
    return version


@pytest.fixture
def version() -> LanguageVersion:
    """A version whose text was written beside the source's."""
    row = LanguageVersion(source_language="sv")
    return compared(row, content(text="ett"), content(text="one"))


@pytest.mark.parametrize(
    ("path", "treatment", "source", "own", "expected"),
    [
        ("text", TRANSLATE, "ett", None, ["missing"]),
        ("text", TRANSLATE, None, "one", ["extra"]),
        ("text", TRANSLATE, None, "", []),
        ("text", TRANSLATE, "ett", "one", []),
        ("seo_title", TRANSLATE, "ett", "", []),
        ("file", REPLACE, 5, None, []),
        ("figure", SYNC, "1", "1", []),
        ("figure", SYNC, "1", "2", ["figure"]),
    ],
)
def test_a_figure_and_a_text_that_only_one_has_differ(
    path: str, treatment: Treatment, source: Any, own: Any, expected: list[str]
) -> None:
    both = (content(treatment, **{path: value}) for value in (source, own))
    found = compared(LanguageVersion(), *both).differences
    assert [(each["kind"], each["path"]) for each in found] == [(kind, path) for kind in expected]


A, B, C = ((name, "stat") for name in "abc")


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ([A, B], [A, B], []),
        ([A, B], [A], [("missing", "body.b")]),
        ([A], [A, B], [("extra", "body.b")]),
        ([A, B], [B, A], [("order", "body")]),
        ([A, B, C], [C, A], [("missing", "body.b"), ("order", "body")]),
        ([B, A, C], [A, C], [("missing", "body.b")]),
        ([A, C], [A, B, C], [("extra", "body.b")]),
        ([A], [("a", "quote")], [("missing", "body.a"), ("extra", "body.a")]),
        ([A], None, []),
    ],
)
def test_items_that_only_one_has_and_another_order_differ(
    source: Any, own: Any, expected: Any
) -> None:
    both = (Content(items={} if each is None else {"body": each}) for each in (source, own))
    found = compared(LanguageVersion(), *both).differences
    assert [(each["kind"], each["path"]) for each in found] == expected


def test_a_text_is_older_since_the_source_changed_until_it_changes_too(version: Any) -> None:
    compared(version, content(text="två"), content(text="one"))
    (since,) = version.older["text"].values()
    compared(version, content(text="tre"), content(text="one"))
    assert version.older == {"text": {"": since}}
    assert version.to_look_at == 1
    assert compared(version, content(text="tre"), content(text="three")).older == {}
    assert compared(version, content(text="tre"), content(text="three")).older == {}


def test_the_same_as_the_source_is_never_older(version: Any) -> None:
    own = content(text="one")
    assert compared(version, own, own).older == {}


def test_what_translators_knew_of_each_string_stays_known() -> None:
    version = LanguageVersion(older={"text": {"7": LONG_AGO}, "gone": {"8": LONG_AGO}})
    compared(version, content(text="ett"), content(text="one"))
    assert version.older == {"text": {"7": LONG_AGO}}


def test_what_the_page_has_not_is_older_when_it_comes_back_and_what_is_gone_is_forgotten(
    version: Any,
) -> None:
    compared(version, content(text="ett"), content())
    before = compared(version, content(text="två"), content(text="one")).older
    assert before
    compared(version, content(text="två"), content())
    assert compared(version, content(text="två"), content(text="one")).older == before
    compared(version, content(), content(text="one"))
    assert version.agreed == {}


@pytest.mark.parametrize(
    ("treatment", "source", "expected"),
    [
        (TRANSLATE, "8 tips", {"text": [["7", "8"]]}),
        (TRANSLATE, "7 samtal", {}),
        (REPLACE, "8 tips", {}),
    ],
)
def test_numbers_that_have_changed_are_those_of_older_texts(
    treatment: Treatment, source: str, expected: Any
) -> None:
    own, version = content(treatment, text="7 reports"), LanguageVersion(source_language="sv")
    compared(version, content(treatment, text="7 tips"), own, language="en")
    compared(version, content(treatment, text=source), own, language="en")
    assert version.older
    assert version.numbers == expected


def test_numbers_of_a_text_that_was_agreed_on_are_left_alone() -> None:
    both = content(text="8 tips"), content(text="7 reports")
    assert compared(LanguageVersion(source_language="sv"), *both, language="en").numbers == {}


def test_what_translators_tell_of_texts_counts_and_files_are_compared() -> None:
    version = LanguageVersion()
    both = Content({"text": Leaf(TRANSLATE, "ett"), "file": Leaf(REPLACE, 1)})
    told = Prose({"text": {"7": LONG_AGO}, "file": {"": LONG_AGO}}, {"text": ["one"]}, {})
    compared(version, both, both, prose=told)
    assert (version.older, version.untranslated) == ({"text": {"7": LONG_AGO}}, {"text": ["one"]})
    assert (version.by_hand, version.to_look_at) == (False, 0)


COPIED = f"body.{ITEM}"


@pytest.mark.parametrize("copied", [COPIED, f"{COPIED}.text"])
def test_what_was_copied_is_untranslated_until_it_is_translated(copied: str) -> None:
    def page(text: str, **other: Any) -> Content:
        values = {"text": text, "texture": "ja", "empty": "", **other}
        leaves = {f"{COPIED}.{name}": Leaf(TRANSLATE, each) for name, each in values.items()}
        return Content({**leaves, "name": Leaf(TRANSLATE, "ja"), f"{COPIED}.url": Leaf(REPLACE, 1)})

    version, source = LanguageVersion(), page("ett", own="två")
    compared(version, source, page("ett", own="two"), untranslated={copied})
    below = {} if copied.endswith(".text") else {f"{COPIED}.texture": ["ja"]}
    assert version.untranslated == {f"{COPIED}.text": ["ett"], **below}
    compared(version, source, page("ett", own="two"))
    assert version.untranslated == {f"{COPIED}.text": ["ett"], **below}
    compared(version, source, page("one", own="two"))
    assert version.untranslated == below


def drafted(version: Any, source: str, own: str, *, is_beside: bool) -> None:
    agree_as_written(content(text=source), content(text=own), version, is_beside=is_beside)


def test_a_draft_is_right_beside_the_source_of_then_and_the_public_text_is_older(
    version: Any,
) -> None:
    drafted(version, "två", "two", is_beside=True)
    assert compared(version, content(text="två"), content(text="one")).older
    assert compared(version, content(text="två"), content(text="one")).older
    drafted(version, "tre", "two", is_beside=True)
    assert compared(version, content(text="tre"), content(text="one")).older
    # Once it is public.
    assert compared(version, content(text="tre"), content(text="two")).older
    assert compared(version, content(text="två"), content(text="two")).older == {}
    assert "draft" not in version.agreed["text"]


def test_a_draft_that_became_public_word_for_word_leaves_nothing_behind(version: Any) -> None:
    drafted(version, "två", "two", is_beside=True)
    compared(version, content(text="ett"), content(text="one"))
    assert version.agreed["text"]["draft"]
    compared(version, content(text="två"), content(text="two"))
    assert version.agreed["text"].keys() == {"source", "own", "since"}


def test_what_only_a_draft_has_is_compared_once_it_is_public(version: Any) -> None:
    source = content(text="ett", note="en")
    agree_as_written(source, content(text="one", note="a"), version, is_beside=True)
    compared(version, source, content(text="one"))
    assert compared(version, content(note="två"), content(note="b")).older == {}
    assert compared(version, content(note="tre"), content(note="b")).older


def test_a_draft_of_what_is_not_public_takes_the_place_of_what_was_agreed(version: Any) -> None:
    drafted(version, "två", "two", is_beside=False)
    assert version.agreed["text"]["own"] == Leaf(TRANSLATE, "two").digest
    assert "draft" not in version.agreed["text"]
    # What was written before is older beside what has changed since.
    drafted(version, "tre", "two", is_beside=False)
    assert compared(version, content(text="tre"), content(text="two")).older


@pytest.mark.parametrize(("pk", "expected"), [(None, [ITEM]), (1, ["before"])])
def test_the_items_of_then_are_those_of_the_last_comparison_if_there_was_none(
    pk: int | None, expected: list[str]
) -> None:
    version = LanguageVersion(pk=pk, source_items=["before"])
    agree_as_written(Content(items={"body": [(ITEM, "stat")]}), Content(), version)
    assert version.source_items == expected


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["gone", "seo_title", "nonsense"])
def test_only_what_both_pages_have_can_be_said_to_be_right(path: str) -> None:
    version = LanguageVersion(agreed={"gone": {"source": "?"}})
    Comparison(ResultsPage(title="2016")).agree(version, path)
    assert version.agreed == {"gone": {"source": "?"}}


def test_content_is_what_a_page_type_adds_and_editors_edit() -> None:
    fields = {each.name: treatment_of(ResultsPage, each) for each in own_fields(ResultsPage)}
    assert (
        fields.items() >= {"introduction": TRANSLATE, "report": REPLACE, "period_end": SYNC}.items()
    )
    assert not fields.keys() & {"page_ptr", "title", "expire_at"}
    names: dict[str, Any] = {"kept": models.TextField(), "made": models.TextField(editable=False)}
    names["stored"] = models.JSONField()
    for name, field in names.items():
        field.name = name
    host: Any = SimpleNamespace(_meta=SimpleNamespace(concrete_fields=names.values()))
    assert [each.name for each in own_fields(host)] == ["kept"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (models.CharField(), TRANSLATE),
        (models.TextField(), TRANSLATE),
        (models.CharField(choices=[("a", "A")]), SYNC),
        (models.DateField(), SYNC),
        (models.FileField(), REPLACE),
    ],
)
def test_a_field_is_treated_as_what_it_is(field: Any, expected: Treatment) -> None:
    assert treatment_of(ResultsPage, field) is expected
    field.name = "telephone"
    assert treatment_of(type("Host", (), {"follows_source": ("telephone",)}), field) is SYNC
