"""What editors can do to the body of an edition."""

from __future__ import annotations

from typing import Any

from tests.factories import block

SENTENCES = [f"{word} tips granskades av linjen det året." for word in ("Tolv", "Fler", "Alla")]
TEXTS = ("heading", "text", "label", "note", "quote", "name")
Stream = list[dict[str, Any]]
# Which of `Edits`, where, and the number of a text or figure.
Edit = tuple[str, int, int]


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
    def to_another_list(body: Stream, place: int, word: int) -> None:
        lists = [each["value"]["stats"] for each in body if each["type"] == "stats"]
        if len(lists) > 1:
            stats = lists[word % len(lists)]
            if len(stats) > 1:
                add(lists[place % len(lists)], place, stats.pop(place % len(stats)))

    @staticmethod
    def another_type(body: Stream, place: int, word: int) -> None:
        chosen = body[place % len(body)]
        if chosen["type"] == "text":
            chosen["type"] = "quote"
            chosen["value"] = {"quote": f"Ett citat {word}.", "name": "En röst"}
        elif chosen["type"] == "quote":
            chosen["type"] = "text"
            chosen["value"] = text(word)["value"]

    @staticmethod
    def words(body: Stream, place: int, word: int) -> None:
        value = body[place % len(body)]["value"]
        value["quote" if "quote" in value else "heading"] = f"Rubrik {word}"

    @staticmethod
    def paragraphs(body: Stream, place: int, word: int) -> None:
        for each in body:
            if "text" in each["value"]:
                joined = " ".join(SENTENCES)
                choices = [f"<p>{joined}</p>", *(f"<p>{one}</p>" for one in SENTENCES)]
                split = "".join(f"<p>{one}</p>" for one in SENTENCES)
                each["value"]["text"] = [*choices, split][word % 5]
