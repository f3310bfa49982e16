"""Whatever editors do to a source and its version: no difference is without a mark."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_localize.models import Translation

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from results.blocks.walking import within_item
from results.models import LanguageVersion, ResultsPage
from tests.factories import ResultsPageFactory, block, home_page

from ..building import make_image
from ..translating import english, submit, target, translate, translation_of
from .edits import TEXTS, Edit, Edits, in_english, stat, text, translated
from .families import locale
from .people import ACTS, edit_version, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3000)]

KINDS = ("synchronised", "stopped", "hand-made", "never public")
EDITS = sorted(name for name in vars(Edits) if not name.startswith("_"))


STEPS = st.tuples(
    st.sampled_from(["source"] * 4 + sorted(ACTS)),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.integers(0, 5)),
        min_size=1,
        max_size=4,
    ),
)


def flat(raw: Any, path: str) -> dict[str, Any]:
    """The texts and figures by path, and the ids of each list; written for these tests alone."""
    found: dict[str, Any] = {path: [(item["id"], item["type"]) for item in raw]}
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


def words(page: Any) -> dict[str, str]:
    """The texts of a page, as its latest draft has it, by what moves with their items."""
    body = page.get_latest_revision_as_object().body.get_prep_value()
    return {
        within_item(path): text or ""
        for path, text in flat(body, "body").items()
        if path.rsplit(".", 1)[-1] in TEXTS
    }


def lost(before: dict[str, str], page: Any) -> set[str]:
    """The good translations of what the source says that a page had before, and has no longer."""
    source, now = words(ResultsPage.objects.get(pk=page.pk)), words(target(page))
    return {
        key
        for key, said in before.items()
        if said and said == in_english(source.get(key, "")) and now.get(key) != said
    }


def unmarked(page: Any) -> list[str]:
    """What differs between the public pages and is not marked."""
    source = ResultsPage.objects.get(pk=page.pk)
    versions = ResultsPage.objects.filter(translation_key=source.translation_key, live=True)
    return [
        f"{version.locale.language_code} {each}"
        for version in versions.exclude(pk=source.pk)
        for each in unmarked_on(version, source)
    ]


def life(page: Any) -> dict[str, Any]:
    return {"private": bool(page.get_view_restrictions()), "expiry": page.expire_at}


def unmarked_on(version: Any, source: Any) -> list[str]:
    row = LanguageVersion.objects.get(page=version)
    marks = {(each["kind"], each["path"]) for each in row.differences}
    if not source.live:
        return [] if ("unpublished", "") in marks else ["public without its source"]
    theirs, own = (flat(each.body.get_prep_value(), "body") for each in (source, version))
    found = [] if source.hero_image == version.hero_image else ["picture"]
    found += [
        name
        for name, value in life(source).items()
        if life(version)[name] != value and (name, "") not in marks
    ]
    for path, value in theirs.items():
        if isinstance(value, list) and path in own:
            mine = own[path]
            found += [
                f"{path}.{one}"
                for one in value
                if one not in mine and ("missing", f"{path}.{one[0]}") not in marks
            ]
            found += [
                f"{path}.{one}"
                for one in mine
                if one not in value and ("extra", f"{path}.{one[0]}") not in marks
            ]
            if [one for one in value if one in mine] != [one for one in mine if one in value]:
                found += [path] if ("order", path) not in marks else []
        elif path in own and path.rsplit(".", 1)[1] in TEXTS:
            is_right = (own[path] or "") == in_english(value or "")
            is_source = path in row.untranslated and _is_in_two_languages(own[path], value)
            is_one_sided = {("missing", path), ("extra", path)} & marks
            found += [] if is_right or is_source or is_one_sided or path in row.older else [path]
        elif path in own and own[path] != value and ("figure", path) not in marks:
            found.append(path)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_difference_is_without_a_mark(kind: str) -> None:
    home_page("en")
    home_page("fi")
    pictures = [make_image(), make_image()]

    @how(
        max_examples=3 if how.default is None or how.default.max_examples < 2000 else 400,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=1, max_size=6))
    def check(steps: list[tuple[str, list[Edit]]]) -> None:
        with transaction.atomic():
            page = start(kind)
            for number, (act, edits) in enumerate(steps):
                if act in ACTS:
                    ACTS[act](page, kind, edits)
                else:
                    before = words(target(page))
                    ResultsPage.objects.filter(pk=page.pk).update(hero_image=pictures[number % 2])
                    publish(page, edits)
                    settle(page)
                    assert kind == "synchronised" or not lost(before, page)
                assert unmarked(page) == []
            transaction.set_rollback(True)

    check()


def start(kind: str) -> Any:
    """A source with a public version of the kind, which is in line with it."""
    more = block("stats", "more", heading="Fler tal", stats=[stat(2), stat(3)])
    stats = block("stats", "stats", heading="Tal", stats=[stat(0), stat(1)])
    page = ResultsPageFactory.create(content=[text(0), text(1), more, stats], slug="any")
    page.save_revision().publish()
    if kind in {"hand-made", "never public"}:
        page.copy_for_translation(english(), copy_parents=True)
        edit_version(page, kind, [], is_draft=kind == "never public")
    else:
        translate(submit(page), in_english)
        translation_of(page).save_target()
    if kind != "never public":
        settle(target(page))
    if kind == "stopped":
        Translation.objects.update(enabled=False)
    # A third language, which nobody touches.
    third = page.copy_for_translation(locale("fi"), copy_parents=True)
    third.body = translated(page.body.get_prep_value())
    third.save_revision().publish()
    settle(page)
    assert unmarked(page) == []
    return page
