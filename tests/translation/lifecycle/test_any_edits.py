"""Whatever editors do to a source and its version: no difference is without a mark."""

from contextlib import suppress
from typing import Any

from django.db import transaction

from wagtail_localize.models import Translation

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as how
from hypothesis import strategies as st

from results.blocks.walking import within_item
from results.models import LanguageVersion, ResultsPage
from results.publishing import Refused
from tests.factories import ResultsPageFactory, block, described, home_page
from tests.syncing import sync_languages

from ..building import make_image
from ..translating import english, submit, target, translate, translation_of
from .families import in_an_hour, let_time_come, locale

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3000)]

KINDS = ("synchronised", "stopped", "hand-made", "never public")

# What editors can do to the body of an edition, and people to a source and to its version.
SENTENCES = [f"{word} tips granskades av linjen det året." for word in ("Tolv", "Fler", "Alla")]
PARAGRAPHS = [f"<p>{' '.join(SENTENCES)}</p>", *(f"<p>{one}</p>" for one in SENTENCES)]
PARAGRAPHS.append("".join(PARAGRAPHS[1:]))
TEXTS = ("heading", "text", "label", "note", "quote", "name")
Stream = list[dict[str, Any]]
# Which of those below, where, and the number of a text or figure.
Edit = tuple[str, int, int]
OF_A_VERSION = ("new_block", "withdraw_block", "withdraw_figure", "to_another_list", "move")
OF_A_SOURCE = ("another_type", "figure", "label", "new_figure", "note", "paragraphs", "words")
# The last three are done to the source as well.
ACTS = ("update", "draft", "show", "schedule", "let_it_come", "hide", "restrict", "let_expire")


def in_english(text: str) -> str:
    if "<p>" in text:
        return text.replace("<p>", "<p>[en] ")
    return f"[en] {text}" if text else ""


def translated(raw: Any) -> Any:
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


def edit_figures(body: Stream, name: str, place: int, word: int) -> None:
    """Do to the figures of a body what has this name; `word` is the number of a text or figure."""
    lists = [each["value"]["stats"] for each in body if each["type"] == "stats"]
    stats = body[-1]["value"].get("stats", [])
    match name:
        case "figure" if stats:
            stats[place % len(stats)]["value"]["value"] = str(word + 1)
        case "new_figure" if body[-1]["type"] == "stats":
            add(stats, place, stat(word))
        case "withdraw_figure" if len(stats) > 1:
            stats.pop(place % len(stats))
        case "label":
            for each in stats:
                each["value"]["label"] = f"rapporter {word}"
        case "note":
            for each in stats:
                each["value"]["note"] = f"Anmärkning {word}." if word % 2 else ""
        case "to_another_list" if len(lists) > 1 and len(old := lists[word % len(lists)]) > 1:
            add(lists[place % len(lists)], place, old.pop(place % len(old)))


def edit_blocks(body: Stream, name: str, place: int, word: int) -> None:
    """Do to the blocks of a body what has this name."""
    chosen = body[place % len(body)]
    value = chosen["value"]
    match name:
        case "new_block":
            add(body, place % len(body), text(word))
        case "withdraw_block" if len(body) > 1:
            body.pop(place % (len(body) - 1))
        case "move" if len(body) > 2:
            body.insert(0, body.pop(place % (len(body) - 1)))
        case "another_type" if chosen["type"] == "text":
            quote = {"quote": f"Ett citat {word}.", "name": "En röst"}
            chosen.update(type="quote", value=quote)
        case "another_type" if chosen["type"] == "quote":
            chosen.update(type="text", value=text(word)["value"])
        case "words":
            value["quote" if "quote" in value else "heading"] = f"Rubrik {word}"
        case "paragraphs":
            for each in body:
                if "text" in each["value"]:
                    each["value"]["text"] = PARAGRAPHS[word % 5]


def edited(body: Stream, edits: list[Edit], more: int = 0) -> Stream:
    for name, place, word in edits:
        edit_figures(body, name, place, word + more)
        edit_blocks(body, name, place, word + more)
    return body


def publish(page: Any, edits: list[Edit]) -> None:
    page = ResultsPage.objects.get(pk=page.pk)
    page.body = edited([dict(each) for each in page.body.get_prep_value()], edits)
    described(page).save_revision().publish()


def edit_version(page: Any, kind: str, edits: list[Edit], *, is_draft: bool = False) -> None:
    """A translator brings the version up to date; one who writes by hand changes its parts as well."""
    version = target(page).get_latest_revision_as_object()
    if kind == "synchronised":
        translate(translation_of(page), in_english)
        translation_of(page).save_target(publish=not is_draft)
        return
    body = translated(ResultsPage.objects.get(pk=page.pk).body.get_prep_value())
    version.body = edited(body, [each for each in edits if each[0] in OF_A_VERSION], 10)
    revision = described(version).save_revision()
    if not is_draft:
        revision.publish()


def settle(page: Any) -> None:
    """What follows from a publication; in tests nothing is ever committed."""
    sync_languages(ResultsPage.objects.get(pk=page.pk))


def act(name: str, page: Any, kind: str, edits: list[Edit]) -> None:
    """Do what people do to the version, or to the source where the place is even."""
    _edit, place, word = edits[0] if edits else ("", 1, 0)
    one = ResultsPage.objects.get(pk=(page, target(page))[place % 2].pk)
    version = target(page).get_latest_revision_as_object()
    match name:
        case "update" | "draft":
            edit_version(page, kind, edits, is_draft=name == "draft")
        case "show" | "schedule":
            if name == "schedule":
                version.go_live_at = in_an_hour()
            # One of which both sides took figures may be refused.
            with suppress(Refused):
                described(version).save_revision().publish()
        case "let_it_come":
            let_time_come()
            settle(page)
        case "hide":
            one.unpublish()
        case "restrict":
            if not one.view_restrictions.all().delete()[0]:
                one.view_restrictions.create(restriction_type="login")
        case "let_expire":
            expire_at = in_an_hour() if word % 2 else None
            ResultsPage.objects.filter(pk=one.pk).update(expire_at=expire_at)
    if name != "draft":
        settle(one if name in ACTS[-3:] else target(page))


# A heading and a label that change, and change once more.
TWICE = [("source", [("words", 0, word), ("label", 0, word)]) for word in (1, 2)]
STEPS = st.tuples(
    st.sampled_from(["source"] * 4 + sorted(ACTS)),
    st.lists(
        st.tuples(
            st.sampled_from([*OF_A_VERSION, *OF_A_SOURCE]), st.integers(0, 5), st.integers(0, 5)
        ),
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
        max_examples=2 if how.default is None or how.default.max_examples < 2000 else 400,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=1, max_size=6))
    # A figure moves to another list, and a block becomes one of another type.
    @example([("source", [("to_another_list", 0, 1), ("another_type", 0, 0)])])
    # The version has moved a figure, or has left out the list to which the source moves one.
    @example([("update", [("to_another_list", 1, 0)]), ("source", [("label", 0, 3)])])
    @example([("update", [("withdraw_block", 2, 0)]), ("source", [("to_another_list", 0, 1)])])
    # One is withdrawn, private or to expire, and the other is not.
    @example([("hide", [("figure", 0, 0)]), ("show", [])])
    @example([("let_expire", [("figure", 1, 1)]), ("restrict", [("figure", 1, 0)])])
    # The source changes while the version has a draft, which may have what the public one has not.
    @example([*TWICE[:1], ("draft", []), *TWICE[1:], ("show", [])])
    @example(
        [
            ("update", [("withdraw_figure", 0, 0)]),
            ("draft", []),
            ("source", [("label", 0, 2)]),
            ("show", []),
        ]
    )
    # The source changes while the version is not public.
    @example(
        [
            ("hide", [("figure", 1, 0)]),
            ("source", [("note", 0, 1), ("paragraphs", 0, 1)]),
            ("show", []),
        ]
    )
    # What comes and goes, and comes back.
    @example(
        [
            ("source", [("new_figure", 0, 5), ("new_block", 0, 5), ("withdraw_block", 1, 0)]),
            ("source", [("withdraw_figure", 0, 0), ("move", 1, 0), ("words", 0, 4)]),
        ]
    )
    def check(steps: list[tuple[str, list[Edit]]]) -> None:
        with transaction.atomic():
            page = start(kind)
            for number, (name, edits) in enumerate(steps):
                if name in ACTS:
                    act(name, page, kind, edits)
                else:
                    before = words(target(page))
                    ResultsPage.objects.filter(pk=page.pk).update(hero_image=pictures[number % 2])
                    publish(page, edits)
                    settle(page)
                    assert not lost(before, page)
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
