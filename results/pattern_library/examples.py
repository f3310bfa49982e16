"""Example editions for the pattern library, as the database would hold their bodies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ..blocks.walking import id_of_place
from .texts import EMOJI, LONG_WORD, RIGHT_TO_LEFT, Texts

IMAGE = 1  # a placeholder, which is no row of the database
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An edition: title, introduction, the blocks of its body and its main points."""

    title: str
    introduction: str
    body: list[Block]
    main_points: list[Block] = field(default_factory=list)


def block(kind: str, **value: Any) -> Block:
    """Return a block without an id: the field gives it one that is computed from its place."""
    return {"type": kind, "value": value}


def stat(texts: Texts, value: str = "6558", **others: Any) -> Block:
    """Return a figure with a label."""
    return block("stat", **{"value": value, "label": texts.label, **others})


def table(texts: Texts) -> dict[str, Any]:
    """Return a table of words and numbers with an empty cell of either."""
    return {
        "caption": texts.caption,
        "columns": [
            {"type": "text", "heading": texts.label},
            {"type": "number", "heading": texts.whole_label},
            {"type": "number", "heading": f"{texts.part_label} (%)"},
            {"type": "text", "heading": texts.heading},
        ],
        "rows": [
            {"values": ["2015", "999999999999", "-12.50", texts.note]},
            {"values": ["2016", "6558", "98.6", ""]},
            {"values": ["2017", None, "0", texts.note]},
        ],
    }


def complete(texts: Texts) -> Example:
    """Return every block with all its fields."""
    noted = {"source": texts.source, "source_url": "https://example.org/", "note": texts.note}
    image = {
        "image": IMAGE,
        "alt_text": texts.caption,
        "caption": texts.caption,
        "credit": f"© {texts.name}",
    }
    video = {
        "title": texts.film,
        "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
        "description": texts.caption,
        "poster": IMAGE,
    }
    figures = [
        stat(texts, highlight="lead", **noted),
        stat(
            texts,
            "1100",
            label=texts.part_label,
            whole_value="6558",
            whole_label=texts.whole_label,
            highlight="key",
            **noted,
        ),
        stat(texts, "98.6", unit="percent", highlight="key", period_end="2016-12-31"),
        stat(texts, "250", qualifier="over", highlight="key", note=texts.note),
    ]
    links = [
        block("link", text=texts.link, url="https://example.org/"),
        block("link", text=texts.link, email="info@example.org"),
        block("link", text=texts.link, telephone="020-112 100"),
        block("link", text=texts.link),
    ]
    rich = (
        f'<p>{texts.text} <a href="https://example.org/">{texts.link}</a>.</p>'
        f"<h3>{texts.heading}</h3><ul><li>{texts.label}</li><li>{texts.part_label}</li></ul>"
        f"<p><b>{texts.text}</b> <i>{texts.note}</i></p>"
    )
    drawn = [
        stat(texts) | {"id": "00000000-0000-4000-8000-000000000001"},
        stat(texts, "1382") | {"id": "00000000-0000-4000-8000-000000000002"},
    ]
    return Example(
        texts.title,
        texts.introduction,
        [
            block(
                "campaign",
                heading=texts.heading,
                hashtag="#stoppanäthandeln",
                text=rich,
                image=image,
                video=video,
                stats=figures,
                links=links,
            ),
            block("stats", heading=texts.heading, stats=drawn),
            block(
                "chart",
                title=texts.heading,
                chart_type="bars",
                figures=[each["id"] for each in drawn],
                note=texts.note,
            ),
            block("table", table=table(texts), has_row_heads=True),
            block("text", heading=texts.heading, text=rich, links=links[:2]),
            block("stat", **figures[1]["value"] | {"highlight": "none"}),
            block("quote", quote=texts.quote, name=texts.name, role=texts.role),
            block("image", **image),
            block("video", **video),
            block(
                "helpline",
                name=texts.helpline,
                hours=texts.hours,
                telephone="020-112 100",
                url="https://example.org/",
                note=texts.note,
            ),
            block("share", heading=texts.share, text=texts.text, channels=["facebook", "email"]),
        ],
    )


def bare(texts: Texts) -> Example:
    """Return every block with required fields only, each twice in a row."""
    single = [
        block("campaign", heading=texts.heading, text=f"<p>{texts.text}</p>"),
        block("stats", stats=[stat(texts)]),
        block("text", text=f"<p>{texts.text}</p>"),
        block("stat", **stat(texts)["value"]),
        block("stat", label=texts.label),
        block("chart", title=texts.heading),
        block("table", table=table(texts) | {"caption": ""}),
        block("quote", quote=texts.quote, name=texts.name),
        block("image", image=IMAGE, decorative=True),
        block("video", title=texts.film),
        block("video", title=texts.film, url="https://example.org/film"),
        block("helpline", name=texts.helpline, telephone="020-112 100"),
        block("share", heading=texts.share, channels=[]),
    ]
    return Example(texts.title, "", [twin for one in single for twin in (one, one)])


def long(texts: Texts) -> Example:
    """Return long words, twelve key figures, extreme numbers and other scripts."""
    words = replace(
        texts,
        heading=f"{LONG_WORD} {LONG_WORD}",
        label=LONG_WORD,
        part_label=f"{LONG_WORD} {EMOJI}",
        link=f"{RIGHT_TO_LEFT} {LONG_WORD}",
        name=LONG_WORD,
        quote=f"{RIGHT_TO_LEFT} {LONG_WORD} {EMOJI}",
        helpline=LONG_WORD,
        share=LONG_WORD,
        source=LONG_WORD,
        film=LONG_WORD,
        caption=f"{LONG_WORD} {RIGHT_TO_LEFT}",
    )
    values = ("999999999999", "999999999999.9999", "-1382", "0", "1", "133000")
    figures = [
        stat(words, value, highlight="key", unit=unit, qualifier="at_least", source=LONG_WORD)
        for value in values
        for unit in ("SEK", "percentage_points")
    ]
    example = complete(words)
    first = {**example.body[0]["value"], "stats": figures}
    return Example(
        f"{LONG_WORD} {EMOJI} {RIGHT_TO_LEFT} " + "Resultat " * 15,
        f"{LONG_WORD} {texts.introduction} {RIGHT_TO_LEFT}",
        [{"type": "campaign", "value": first}, *example.body[1:]],
    )


def content_notices(texts: Texts) -> Example:
    """Return every block that can have a content notice, with one, open and collapsed."""
    blocks: Iterator[Block] = (
        block(found["type"], **found["value"], care=kind, care_text=text)
        for found in complete(texts).body
        if found["type"] in {"campaign", "text", "quote", "image", "video"}
        for kind, text in (("notice", texts.content_notice), ("collapsed", ""))
    )
    return Example(texts.title, texts.introduction, list(blocks))


def story(texts: Texts) -> Example:
    """Return main points of every kind, and a piece of work in each layout."""
    values = ("6558", "1100", "250", "999999999999", "1382")
    keys = [id_of_place(("story",), place) for place in range(len(values))]
    others: tuple[dict[str, str], ...] = (
        {},
        {"part_of": keys[0]},
        {"qualifier": "over"},
        {"unit": "SEK"},
        {},
    )
    figures = [
        stat(texts, value, source=texts.source, **more) | {"id": key}
        for value, key, more in zip(values, keys, others, strict=True)
    ]
    text = f"<p>{texts.text}</p>"
    film = {"title": texts.film, "url": "https://example.org/film", "description": texts.caption}
    pieces = (
        {"is_lead": True, "stats": figures[:2]},
        {"stats": figures[2:3]},
        {"video": film, "stats": figures[3:]},
        {"text": text * 3, "links": [block("link", text=texts.link, url="https://example.org/")]},
    )
    points = [block("point", figure=key, text=f"{texts.label}, {texts.note}") for key in keys[:4]]
    return Example(
        texts.title,
        texts.introduction,
        [
            *(
                block("campaign", **{"heading": texts.heading, "text": text, **each})
                for each in pieces
            ),
            block("quote", quote=texts.quote, name=texts.name),
        ],
        [*points, block("point", text=f"{texts.text} {LONG_WORD} {EMOJI} {RIGHT_TO_LEFT}")],
    )


EXAMPLES: dict[str, Callable[[Texts], Example]] = {
    "complete": complete,
    "bare": bare,
    "long": long,
    "content-notices": content_notices,
    "story": story,
}
