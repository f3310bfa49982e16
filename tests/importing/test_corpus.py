"""Documents as organisations have them, in four formats and two languages, each imported once.

The ordinary run takes a few of each format and language, `make soak` all of them.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.db import transaction
from django.test import override_settings
from django.utils import translation

import pytest
from docx import Document as WordDocument
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pytest_django import DjangoDbBlocker

from results.findings import anchor_at, describe_path, path_exists
from results.importing.document import Document, count_words
from results.importing.drafting import Source, make_draft, place_for
from results.importing.importing import choose
from results.importing.planning import Pile, Plan, pile_of, plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json, shown
from results.models import ResultsPage
from results.open_points import read_open_points
from tests.factories import ResultsIndexPageFactory, home_page

from .texts import texts_of, words_of

EXPECTED = [
    (path, json.loads(path.read_text()))
    for path in (Path(__file__).parent / "documents").glob("*.json")
]
DOCUMENTS = sorted(
    (next(other for other in path.parent.glob(f"{path.stem}.*") if other != path), told)
    for path, told in EXPECTED
)
FEW = sorted(DOCUMENTS, key=lambda found: (found[0].suffix, found[1]["locale"], found[0]))[5::10]
YEARS = {path: told["year"] for path, told in DOCUMENTS}
FOUND_AT_LEAST = 0.97
WRONG_AT_MOST = 0.02
UNSEEN = {"script", "style", "noscript", "template", "svg"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# What somebody sees who opens a document, found without the readers that are tested.
class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.addresses: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if not values.get("src", "").startswith("data:"):
            self.addresses.append(values.get("src", ""))
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "img":
            self.pieces.append(values.get("alt", ""))
        elif tag == "iframe":
            self.pieces.append(values.get("title", ""))
        elif tag == "input" and values.get("type") in {"submit", "button"}:
            self.pieces.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)


def words_of_html(html: str) -> Counter[str]:
    """The words of a page, its title among them."""
    return count_words(_parsed(html).pieces)


def addresses_in(html: str) -> Counter[str]:
    """The words in the addresses of pictures and of what is embedded, which nobody sees."""
    return count_words(_parsed(html).addresses)


def html_of_markdown(text: str) -> str:
    """Markdown as it is shown, with the notes at its head as text."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    body = text[head.end() :] if head else text
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    html = parser.render(body)
    return f"<pre>{head[0]}</pre>{html}" if head else html


def _parsed(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    parser.close()
    return parser


def words_of_word(content: bytes) -> Counter[str]:
    """The words in the paragraphs of a Word document, in its headers and footers, of its pictures."""
    texts = []
    with ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        for block in root.iter(f"{W}p"):
            pieces = [
                node.text or "" if node.tag == f"{W}t" else " "
                for node in block.iter(f"{W}t", f"{W}tab", f"{W}br")
            ]
            texts.append("".join(pieces))
        texts += [node.get("descr") or "" for node in root.iter("{*}docPr")]
    around: dict[str, None] = {}
    for section in WordDocument(io.BytesIO(content)).sections:
        for part in (section.header, section.footer):
            around[" ".join(paragraph.text for paragraph in part.paragraphs)] = None
    return count_words([*texts, *around])


def words_seen(path: Path) -> tuple[Counter[str], Counter[str]]:
    """The words of a file, by its format, and those of addresses, which may be told besides."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return words_of_word(content), Counter()
    text = _decoded(content)
    if path.suffix == ".txt":
        return count_words([text]), Counter()
    html = html_of_markdown(text) if path.suffix == ".md" else text
    return words_of_html(html), addresses_in(html)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] != b"\xff\xfe" else ("utf-16",):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    return content.decode("cp1252")


@dataclass(frozen=True)
class Imported:
    """A document, what was read and planned, and the draft with all that is offered."""

    path: Path
    read: Document
    plan: Plan
    page: ResultsPage
    language: str


def words_on(page: ResultsPage) -> Counter[str]:
    """The words of the page, of its figures their notes alone."""
    body = page.body.get_prep_value()
    stats = [stat for block in body for stat in block["value"].pop("stats", [])]
    notes = [stat["value"].get("note", "") for stat in stats]
    return count_words([page.title, page.introduction, page.hero_alt_text, *texts_of(body), *notes])


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(found, id=found[0].stem, marks=[] if found in FEW else pytest.mark.soak)
        for found in DOCUMENTS
    ],
)
def imported(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Imported]:
    path, told = request.param
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, LANGUAGE_CODE="en"),
        translation.override("en"),
        transaction.atomic(),
    ):
        index = ResultsIndexPageFactory.create(parent=home_page("en"))
        source = Source(path.read_bytes(), path.name)
        read = read_document(source.content, source.name)
        plan = plan_document(read, told["locale"], told["year"])
        choose(plan, {f"figure-{place}": each for place, each in enumerate(plan.figures())})
        page = make_draft(plan, source, place_for(index, told["year"])).page
        yield Imported(path, read, plan, page, told["locale"])
        transaction.set_rollback(True)


def test_every_word_of_the_file_is_read_as_often_as_it_is_there(imported: Imported) -> None:
    seen, addresses = words_seen(imported.path)
    assert not seen - words_of(imported.read)
    assert words_of(imported.read) - seen <= addresses


def test_every_word_that_was_read_is_in_the_plan(imported: Imported) -> None:
    assert count_words(imported.plan.words()) == words_of(imported.read)


def test_every_word_of_the_plan_is_on_the_page_or_in_the_report(imported: Imported) -> None:
    plan = imported.plan
    with_figures = count_words(figure.taken for figure in plan.figures())
    left_out = count_words(left.text for left in plan.left_out)
    tables = [section.table for section in plan.sections if section.table]
    numbers = count_words(row[at] for table in tables for row in table.rows for at in table.numbers)
    words = count_words(plan.words()) - with_figures - numbers
    assert words - words_on(imported.page) - left_out == Counter()
    for figure in plan.figures():
        found = figure.found
        told = [found.label, found.whole_label, found.context, shown(found, imported.language)]
        assert count_words([figure.taken]) - count_words(told) == Counter()


def test_where_nobody_decides_every_word_is_in_the_plan_too(imported: Imported) -> None:
    plan = plan_document(imported.read, imported.language, YEARS[imported.path])
    choose(plan, {})
    assert count_words(plan.words()) == words_of(imported.read)
    assert all(pile_of(figure) is Pile.READY for figure in plan.figures())


def test_every_figure_of_the_plan_is_on_the_page(imported: Imported) -> None:
    stats = [
        (stat["value"]["value"], stat["value"]["label"])
        for block in imported.page.body.get_prep_value()
        for stat in block["value"].get("stats", [])
    ]
    assert stats == [
        (format(figure.found.value, "f"), figure.found.label) for figure in imported.plan.figures()
    ]


def test_what_is_left_to_do_leads_to_its_place(imported: Imported) -> None:
    page = imported.page
    points = read_open_points(page.open_points)
    assert [point.text for point in points] == [point.text for point in imported.plan.points]
    for point in points:
        assert path_exists(page, point.path), point
        assert describe_path(page, point.path)
        assert anchor_at(page, point.path)


def test_nothing_refuses_publishing_but_what_is_left_to_do(imported: Imported) -> None:
    # What refuses a field is told by the point of the field or of what is around it.
    told = [point.path for point in imported.plan.points]
    untold = [
        (refusal.code, str(refusal.message), refusal.path)
        for refusal in imported.page.get_refusals(publishing=True)
        if refusal.code != "open_point"
        and not any(refusal.path[: len(path)] == path for path in told)
    ]
    assert untold == []


def figures_of(figures: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """Value, unit, scale and qualifier of each figure."""
    return Counter(
        (
            f"{Decimal(figure['value']).normalize():f}",
            figure["unit"],
            figure["scale"],
            figure["qualifier"],
        )
        for figure in figures
    )


def test_the_corpus_and_the_few_have_every_format_and_language() -> None:
    kinds = {
        (suffix, locale) for suffix in (".txt", ".md", ".html", ".docx") for locale in ["sv", "en"]
    }
    for documents, least in ((DOCUMENTS, 5), (FEW, 1)):
        found = Counter((path.suffix, told["locale"]) for path, told in documents)
        assert min(found[kind] for kind in kinds) >= least


@pytest.mark.parametrize(
    "documents", [FEW, pytest.param(DOCUMENTS, marks=pytest.mark.soak)], ids=["few", "all"]
)
def test_nearly_every_figure_is_found_and_hardly_a_wrong_one_is_offered(
    documents: list[tuple[Path, dict[str, Any]]],
) -> None:
    wanted = found = offered = wrong = 0
    for path, expected in documents:
        document = read_document(path.read_bytes(), path.name)
        plan = plan_document(document, expected["locale"], expected["year"])
        report = as_json(plan)
        # What is of another year, a goal or a change is offered, too, without a tick.
        judged = [each for each in report["doubtful"] if each["role"] != "result"]
        want = figures_of(expected["figures"])
        got = figures_of([*report["figures"], *judged])
        wanted += want.total()
        found += (want & got).total()
        offered += got.total()
        # What careful editors differ about is neither wanted nor wrong, whatever is made of it.
        either_way = Counter(key[0] for key in figures_of(expected["optional"]).elements())
        extra = Counter(key[0] for key in (got - want).elements())
        wrong += (extra - either_way).total()
    assert found / wanted >= FOUND_AT_LEAST, f"{found} of {wanted}"
    assert wrong / offered <= WRONG_AT_MOST, f"{wrong} of {offered}"
