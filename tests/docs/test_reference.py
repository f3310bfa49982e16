"""The reference says what blocks, pages, indicators, the record, codes and the theme are, and all settings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import translation

from wagtail.blocks import (
    Block,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StructBlock,
)

import pytest

from results.blocks import MAX_BLOCKS, ReadMoreLink, ResultsStreamBlock
from results.blocks.data_table import MAX_COLUMNS, MAX_ROWS, CellsBlock
from results.blocks.links import MAX_URL_LENGTH, PublicURLBlock
from results.models import Figure, Indicator, ResultsIndexPage, ResultsPage
from results.quantities import Direction
from results.record.indicator import Level
from results.rules.edition import MISSING_TARGETS
from tests.docs.markdown import DOCS, choices, code, names, reference, rows, sections
from tests.processes import ROOT
from tools.reference import FOLDER
from tools.reference import PAGES as MADE

BLOCKS: dict[str, Any] = {**ResultsStreamBlock().child_blocks, "link": ReadMoreLink()}
NAMED = re.compile(r"^(.+) \(`(\w+)`\)$")
# Fields that several blocks have are described once.
SHARED = "Content notice"
EACH_BLOCK = pytest.mark.parametrize("name", BLOCKS)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def described() -> dict[str, str]:
    """The section of each block, by its name."""
    found = sections(reference("blocks"))
    return {match[2]: found[match[0]] for match in map(NAMED.match, found) if match}


def shared(block: Any) -> str:
    """What is said once of the fields of content notices, if the block has them."""
    return sections(reference("blocks"))[SHARED] if "care" in block.child_blocks else ""


def needed(block: Block) -> str:
    if isinstance(block, StreamBlock):
        return f"at least {block.meta.min_num}" if block.meta.min_num else "no"
    return "yes" if block._constructor_args[1].get("required", True) else "no"


def limit(block: Any) -> str:
    if isinstance(block, CellsBlock):
        return f"{MAX_COLUMNS} columns, {MAX_ROWS} rows"
    if isinstance(block, StreamBlock | ListBlock):
        return f"{block.meta.max_num} items"
    if isinstance(block, StructBlock):
        return "–"
    if isinstance(block, PublicURLBlock):
        return str(MAX_URL_LENGTH)
    if isinstance(block, IntegerBlock):
        return str(block.field.max_value)
    length = getattr(block.field, "max_length", None)
    return str(length or "–")


def in_another_language(struct: Any, name: str, block: Block) -> str:
    if isinstance(block, StreamBlock | StructBlock):
        return "see there"
    if name in struct.meta.prose:
        return "translated"
    return "replaceable" if name in struct.meta.replaceable else "source"


def test_every_block_is_described_and_no_other() -> None:
    assert list(described()) == list(BLOCKS)


@EACH_BLOCK
def test_the_fields_of_a_block_are_those_of_the_code(name: str) -> None:
    block = BLOCKS[name]
    text = described()[name] + shared(block)
    written = [
        [row[column] for column in ("Field", "Needed", "At most", "In another language")]
        for row in rows(text, "Field")
    ]

    assert written == [
        [f"`{field}`", needed(child), limit(child), in_another_language(block, field, child)]
        for field, child in block.child_blocks.items()
    ]


@EACH_BLOCK
def test_the_choices_of_a_block_are_those_of_the_code(name: str) -> None:
    assert choices(described()[name] + shared(BLOCKS[name])) == [
        [(value, str(label)) for value, label in child.field.choices if value]
        for child in BLOCKS[name].child_blocks.values()
        if isinstance(child, ChoiceBlock | MultipleChoiceBlock)
    ]


def test_the_greatest_number_of_blocks_is_said() -> None:
    assert f"at most {MAX_BLOCKS} blocks" in reference("blocks")


PAGES: dict[str, Any] = {"Results index page": ResultsIndexPage, "Results page": ResultsPage}


def own_fields(model: type[Any]) -> dict[str, Any]:
    return {
        field.name: field
        for field in model._meta.get_fields()
        if field.concrete and field.model is model and field.name != "page_ptr"
    }


@pytest.mark.parametrize("heading", PAGES)
def test_the_fields_of_a_page_are_those_of_the_code(heading: str) -> None:
    model = PAGES[heading]
    shown = {field.name for field in model.api_fields}
    written = {
        code(row["Field"]): row for row in rows(sections(reference("pages"))[heading], "Field")
    }

    assert list(written) == list(own_fields(model))
    for name, field in own_fields(model).items():
        row = written[name]
        assert row["Needed"] == ("no" if field.blank else "yes"), name
        assert row["In the APIs"] == ("yes" if name in shown else "no"), name
        length = getattr(field, "max_length", None)
        if name != "body":
            assert row["At most"] == (f"{length} characters" if length else "–"), name


def test_every_reserved_slug_is_named_and_no_other() -> None:
    text = sections(reference("pages"))["Results page"]
    sentence = text.partition("These slugs are reserved")[2].partition("\n\n")[0]

    assert sorted(sentence.split("`")[1::2]) == sorted(ResultsPage.reserved_slugs)


def test_the_fields_of_an_indicator_are_those_of_the_code() -> None:
    given = {field.name for field in Indicator._meta.get_fields()} - {
        "id",
        "locale",
        "translation_key",
        "index_entries",
    }
    assert set(names(reference("indicators"), "Field")) == given


def test_the_choices_of_an_indicator_are_those_of_the_code() -> None:
    assert choices(reference("indicators")) == [
        [(value, str(label)) for value, label in given]
        for given in (Direction.choices, Level.choices)
    ]


def test_every_field_of_a_row_is_described_and_no_other() -> None:
    described = [
        name
        for row in rows(reference("record"), "Field")
        for name in re.findall(r"`(\w+)`", row["Field"])
    ]

    assert described == [field.name for field in Figure._meta.fields if field.name != "id"]


RESULTS = ROOT / "results"
# Faults of translations have a reference of their own.
OF_TRANSLATIONS = RESULTS / "translation" / "proofs.py"
MAKERS = {"Issue", "incomplete", "unready", "warning"}
# They return a message and its code.
RETURNING = {"_wrong_whole"}
# Their codes come with an error from elsewhere, and stand where that is made.
PASSED_ON = {"invalid"}
# Made from a kind of target when it is missing.
MISSING = {f"{kind}_missing" for kind in MISSING_TARGETS}
# A figure's digits are the rule of the part that knows numbers.
OF_QUANTITIES = {"too_many_digits", "too_many_decimals"}


def constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name in RETURNING:
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and isinstance(each.value, ast.Tuple):
                    yield from constants(each.value.elts[1])
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in MAKERS and len(node.args) > 1:
            yield from constants(node.args[1])
        for keyword in node.keywords:
            if keyword.arg == "code" and path.parent.name == "blocks":
                yield from constants(keyword.value)


def in_code() -> set[str]:
    found = {
        each
        for path in RESULTS.rglob("*.py")
        if path != OF_TRANSLATIONS and path.name != "terms.py"
        for each in codes_in(path)
    }
    return (found | MISSING | OF_QUANTITIES) - PASSED_ON


def test_every_code_is_in_the_reference_and_no_other() -> None:
    pages = ("blocks", "pages", "indicators")
    written = {each for page in pages for each in names(reference(page), "Code")}

    assert written == in_code()


READ = re.compile(r"""(?:environ(?:\.get)?[\[(]|\benv_(?:bool|int|list)\()\s*["']([A-Z_]+)["']""")
# Django's own, and what compose.yaml passes on.
ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
ONLY_COMPOSE = {"POSTGRES_PASSWORD"}


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_the_code_makes_is_up_to_date_and_says_something_of_everything(
    name: str,
) -> None:
    made = MADE[name]()
    listed = [line for line in made.splitlines() if line.startswith("- ")]

    assert (FOLDER / f"{name}.md").read_text() == made, "run make reference"
    assert listed
    assert all(line.partition(": ")[2] for line in listed), listed


def test_every_variable_of_the_site_is_in_the_example_and_no_other() -> None:
    code_files = [*(ROOT / "cms").rglob("*.py"), ROOT / "bin" / "gunicorn.conf.py"]
    read = {name for path in code_files for name in READ.findall(path.read_text())} - ELSEWHERE
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert named - ONLY_COMPOSE == read


TOKENS = ROOT / "styles" / "results" / "1-tokens.css"
EXAMPLE = DOCS / "examples" / "theme.css"
RULE = re.compile(r"(--results-[\w-]+): ([^;]+);")
DARK = "(prefers-color-scheme: dark)"
COLOURS = rows(sections(reference("theme"))["Custom properties"], "Property")

Scheme = dict[str, str]


def schemes(path: Path) -> tuple[Scheme, Scheme]:
    """What a style sheet sets, in the light and in the dark."""
    light, dark = path.read_text().split(DARK)
    return dict(RULE.findall(light)), dict(RULE.findall(light)) | dict(RULE.findall(dark))


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def promised() -> list[tuple[str, str, float]]:
    """(property, the property of its ground, the contrast) of each promise in the reference."""
    promise = re.compile(r"([\d.]+) on ([\w ]+)")
    return [
        (code(row["Property"]), f"--results-{ground}", float(match[1]))
        for row in COLOURS
        if (match := promise.fullmatch(row.get("Contrast", "")))
        for ground in match[2].split(" and ")
    ]


def test_every_custom_property_is_described_and_no_other() -> None:
    written = names(reference("theme"), "Property")

    assert len(written) == len(set(written))
    assert set(written) == schemes(TOKENS)[0].keys() | schemes(TOKENS)[1].keys()


def test_the_example_sets_nothing_that_is_not_there() -> None:
    assert schemes(EXAMPLE)[1].keys() <= schemes(TOKENS)[0].keys()


@pytest.mark.parametrize("path", [TOKENS, EXAMPLE], ids=lambda path: path.name)
def test_colours_are_as_far_apart_as_the_reference_says(path: Path) -> None:
    assert len(promised()) == 13
    for own, plugins in zip(schemes(path), schemes(TOKENS), strict=True):
        colours = plugins | own
        for name, ground, ratio in promised():
            assert contrast(colours[name], colours[ground]) >= ratio, (name, ground)
