"""Whatever editors do to a source and its version: no difference is without a mark."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_localize.models import Translation

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, block, described, home_page

from ..building import make_image
from ..translating import english, submit, target, translate, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3000)]

KINDS = ("synchronised", "stopped", "hand-made")
SENTENCES = [f"{word} tips granskades av linjen det året." for word in ("Tolv", "Fler", "Alla")]
TEXTS = ("heading", "text", "label", "note")
Stream = list[dict[str, Any]]


def in_english(text: str) -> str:
    """What every translator of these tests makes of a text."""
    if "<p>" in text:
        return text.replace("<p>", "<p>[en] ")
    return f"[en] {text}" if text else ""


def translated(raw: Any) -> Any:
    """A value with every text of it in English."""
    if isinstance(raw, list):
        return [{**item, "value": translated(item["value"])} for item in raw]
    return {
        name: translated(value)
        if isinstance(value, list)
        else in_english(value)
        if name in TEXTS and value
        else value
        for name, value in raw.items()
    }


def stat(number: int) -> dict[str, Any]:
    return block("stat", f"stat {number}", value="1", label=f"tips {number}", unit="number")


def text(number: int) -> dict[str, Any]:
    value = {"heading": f"Del {number}", "text": f"<p>{SENTENCES[0]}</p>", "links": []}
    return block("text", f"text {number}", **value)


def add(items: Stream, place: int, item: dict[str, Any]) -> None:
    if item["id"] not in {each["id"] for each in items}:
        items.insert(place % (len(items) + 1), item)


class Edits:
    """What an editor can do to the body of a page; `word` is the number of a text or figure."""

    @staticmethod
    def figure(body: Stream, place: int, word: int) -> None:
        stats = body[-1]["value"].get("stats") or []
        if stats:
            stats[place % len(stats)]["value"]["value"] = str(word + 1)

    @staticmethod
    def new_figure(body: Stream, place: int, word: int) -> None:
        if body[-1]["type"] == "stats":
            add(body[-1]["value"]["stats"], place, stat(word))

    @staticmethod
    def withdraw_figure(body: Stream, place: int, word: int) -> None:
        stats = body[-1]["value"].get("stats") or []
        if len(stats) > 1:
            stats.pop(place % len(stats))

    @staticmethod
    def label(body: Stream, place: int, word: int) -> None:
        for each in body[-1]["value"].get("stats") or []:
            each["value"]["label"] = f"rapporter {word}"

    @staticmethod
    def note(body: Stream, place: int, word: int) -> None:
        for each in body[-1]["value"].get("stats") or []:
            each["value"]["note"] = f"Anmärkning {word}." if word % 2 else ""

    @staticmethod
    def new_block(body: Stream, place: int, word: int) -> None:
        add(body, place % len(body), text(word))

    @staticmethod
    def withdraw_block(body: Stream, place: int, word: int) -> None:
        if len(body) > 1:
            body.pop(place % (len(body) - 1))

    @staticmethod
    def move(body: Stream, place: int, word: int) -> None:
        if len(body) > 2:
            body.insert(0, body.pop(place % (len(body) - 1)))

    @staticmethod
    def words(body: Stream, place: int, word: int) -> None:
        body[place % len(body)]["value"]["heading"] = f"Rubrik {word}"

    @staticmethod
    def paragraphs(body: Stream, place: int, word: int) -> None:
        for each in body:
            if "text" in each["value"]:
                joined = " ".join(SENTENCES)
                choices = [f"<p>{joined}</p>", *(f"<p>{one}</p>" for one in SENTENCES)]
                split = "".join(f"<p>{one}</p>" for one in SENTENCES)
                each["value"]["text"] = [*choices, split][word % 5]


EDITS = sorted(name for name in vars(Edits) if not name.startswith("_"))
STEPS = st.tuples(
    st.sampled_from(["source", "source", "version", "withdraw"]),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.integers(0, 5)),
        min_size=1,
        max_size=4,
    ),
)


def publish(page: Any, edits: list[tuple[str, int, int]], *, is_translated: bool = False) -> None:
    page = ResultsPage.objects.get(pk=page.pk)
    body = [dict(each) for each in page.body.get_prep_value()]
    for name, place, word in edits:
        getattr(Edits, name)(body, place, word)
    page.body = translated(body) if is_translated else body
    described(page).save_revision().publish()


def edit_version(page: Any, kind: str, edits: list[tuple[str, int, int]]) -> None:
    """A translator brings the version up to date; one who writes by hand changes its parts as well."""
    version = target(page).get_latest_revision_as_object()
    if kind == "synchronised":
        translate(translation_of(page), in_english)
        translation_of(page).save_target()
        return
    structural = [each for each in edits if each[0] in {"new_block", "withdraw_block"}]
    body = translated(ResultsPage.objects.get(pk=page.pk).body.get_prep_value())
    for name, place, word in structural:
        getattr(Edits, name)(body, place, word + 10)
    version.body = body
    described(version).save_revision().publish()


def flat(raw: Any, path: str) -> dict[str, Any]:
    """The texts and figures by path, and the ids of each list; written for these tests alone."""
    found: dict[str, Any] = {path: [item["id"] for item in raw]}
    for item in raw:
        for name, value in item["value"].items():
            place = f"{path}.{item['id']}.{name}"
            found |= flat(value, place) if isinstance(value, list) else {place: value}
    return found


def _is_in_two_languages(own: str, source: str) -> bool:
    """Whether each paragraph is translated, or the source's."""
    both = [text.split("</p>") for text in (own, source)]
    return len(both[0]) == len(both[1]) and all(
        one in {other, in_english(other)} for one, other in zip(*both, strict=True)
    )


def unmarked(page: Any) -> list[str]:
    """What differs between the public pages and is not marked."""
    source, version = ResultsPage.objects.get(pk=page.pk), target(page)
    if not version.live:
        return []
    row = LanguageVersion.objects.get(page=version)
    marks = {(each["kind"], each["path"]) for each in row.differences}
    if not source.live:
        return [] if ("unpublished", "") in marks else ["public without its source"]
    theirs, own = (flat(each.body.get_prep_value(), "body") for each in (source, version))
    found = [] if source.hero_image == version.hero_image else ["picture"]
    for path, value in theirs.items():
        if isinstance(value, list) and path in own:
            mine = own[path]
            found += [
                f"{path}.{one}"
                for one in value
                if one not in mine and ("missing", f"{path}.{one}") not in marks
            ]
            found += [
                f"{path}.{one}"
                for one in mine
                if one not in value and ("extra", f"{path}.{one}") not in marks
            ]
            if [one for one in value if one in mine] != [one for one in mine if one in value]:
                found += [path] if ("order", path) not in marks else []
        elif path in own and path.rsplit(".", 1)[1] in TEXTS:
            is_right = (own[path] or "") == in_english(value or "")
            is_source = path in row.untranslated and _is_in_two_languages(own[path], value)
            found += [] if is_right or is_source or path in row.older else [path]
        elif path in own and own[path] != value and ("figure", path) not in marks:
            found.append(path)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_difference_is_without_a_mark(kind: str) -> None:
    home_page("en")
    pictures = [make_image(), make_image()]

    @how(
        max_examples=4 if how.default is None or how.default.max_examples < 2000 else 400,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=1, max_size=6))
    def check(steps: list[tuple[str, list[tuple[str, int, int]]]]) -> None:
        with transaction.atomic():
            page = start(kind)
            for number, (who, edits) in enumerate(steps):
                if who == "version":
                    edit_version(page, kind, edits)
                    sync_languages(target(page))
                elif who == "withdraw":
                    ResultsPage.objects.get(pk=page.pk).unpublish()
                    sync_languages(ResultsPage.objects.get(pk=page.pk))
                else:
                    ResultsPage.objects.filter(pk=page.pk).update(hero_image=pictures[number % 2])
                    publish(page, edits)
                    sync_languages(ResultsPage.objects.get(pk=page.pk))
                assert unmarked(page) == []
            transaction.set_rollback(True)

    check()


def start(kind: str) -> Any:
    """A source with a public version of the kind, which is in line with it."""
    body = [text(0), text(1), block("stats", "stats", heading="Tal", stats=[stat(0), stat(1)])]
    page = ResultsPageFactory.create(content=body, slug=kind)
    if kind == "hand-made":
        page.copy_for_translation(english(), copy_parents=True)
        edit_version(page, kind, [])
    else:
        translate(submit(page), in_english)
        translation_of(page).save_target()
    sync_languages(target(page))
    if kind == "stopped":
        Translation.objects.update(enabled=False)
    assert unmarked(page) == []
    return page
