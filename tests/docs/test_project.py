"""What the documentation says of the project is so: links, pictures, names, apps, versions."""

import re
import tomllib
from itertools import chain, pairwise
from pathlib import Path
from pkgutil import resolve_name
from urllib.parse import unquote

from django.apps import apps

import pytest

from results import __version__, everything
from results.everything import urls
from tests.docs.markdown import (
    DOCS,
    all_files,
    code,
    headings,
    reference,
    rows,
    sections,
    spans,
    without_fences,
)
from tests.processes import ROOT
from tests.wheel.foreign import STACKS
from tools.screenshots import editing, following, translating, visiting
from tools.screenshots.camera import MAX_BYTES

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
FILES = [str(path.relative_to(ROOT)) for path in all_files()]
EACH_FILE = pytest.mark.parametrize("name", FILES)


def anchor(heading: str) -> str:
    """The fragment that a heading gets: lower case, words joined by hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def links(path: Path) -> list[tuple[bool, str, str]]:
    """(whether a picture, text, address) of each link to a place in this project."""
    found = LINK.findall(without_fences(path.read_text()))
    return [
        (mark == "!", text, unquote(address))
        for mark, text, address in found
        if not address.startswith(("http://", "https://", "mailto:"))
    ]


@EACH_FILE
def test_every_link_leads_to_a_file_and_a_heading_and_every_picture_is_described(name: str) -> None:
    path = ROOT / name
    for picture, text, address in links(path):
        assert text or not picture, f"{name}: {address}"
        target, _, fragment = address.partition("#")
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), f"{name}: {address}"
        if fragment:
            assert fragment in map(anchor, headings(file.read_text())), f"{name}: {address}"


def test_the_index_leads_to_every_page() -> None:
    reached = {(DOCS / address).resolve() for _picture, _text, address in links(DOCS / "README.md")}

    # What is there to be imported is no page of the documentation; decisions are for contributors.
    others = [*(DOCS / "examples").glob("*"), *(DOCS / "decisions").glob("*"), DOCS / "README.md"]
    pages = set(DOCS.rglob("*.md")) - {*others}
    assert pages == reached


def test_a_reader_can_evaluate_the_plugin_by_fifty_thousand_words() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    assert sum(len(path.read_text().split()) for path in pages) <= 50_000


def test_the_guide_the_import_contract_and_the_tree_name_the_same_parts() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    contract = {name for layer in layers for name in re.findall(r"\w+", layer)}
    text = (ROOT / "CONTRIBUTING.md").read_text()
    table = text.partition("from the bottom up")[2].partition("The same applies")[0]
    guide = {name for each in rows(table, "Part") for name in re.findall(r"`(\w+)`", each["Part"])}
    tree = {path.parent.name for path in (ROOT / "results").glob("*/__init__.py")}
    tree |= {path.stem for path in (ROOT / "results").glob("*.py")}

    assert contract == tree - {"__init__", "migrations", "templatetags"}
    assert contract == guide


def test_the_drawing_of_the_imports_has_the_rows_of_the_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    rank = {name: row for row, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}
    text = (DOCS / "explanation/architecture.md").read_text().partition("Imports point one way")[2]
    drawn = [
        [name for name in re.findall(r"\w+", line) if name in rank]
        for line in text.splitlines()
        if line.startswith("  │")
    ]

    for above, below in pairwise(drawn):
        assert max(rank[name] for name in above) < min(rank[name] for name in below)
    folders = {path.parent.name for path in (ROOT / "results").glob("*/__init__.py")}
    assert folders - {"everything", "management", "migrations", "templatetags"} <= {*chain(*drawn)}


def test_no_part_of_the_plugin_is_loaded_by_a_name_that_the_contract_does_not_see() -> None:
    code = "".join(path.read_text() for path in (ROOT / "results").rglob("*.py"))
    assert not re.search(r"import_module\((f?\"results|f\"|__)", code)


def test_the_changelog_knows_the_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text()


def test_every_picture_is_light_and_taken_by_the_command_and_no_other_is_there() -> None:
    parts = (visiting, editing, translating, following)
    taken = {f"{name}.png" for part in parts for name in part.PICTURES}
    found = {path.name: path.stat().st_size for path in (DOCS / "images").iterdir()}

    assert taken == found.keys()
    assert max(found.values()) <= MAX_BYTES


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


# The changelog tells of names that there were.
EACH_TEXT = pytest.mark.parametrize("name", sorted({*FILES} - {"CHANGELOG.md"}))
# The last part of a module with its attribute may stand behind a colon, as in entry points.
NAME = re.compile(
    r"((?:results\w*|cms|home|wagtail|wagtail_localize|django)\.[\w.:]+\w)(?:\(.*\))?"
)
FOLDERS = "benchmarks|bin|cms|docs|examples|home|requirements|results|styles|tests|tools"
PLACE = re.compile(rf"(?:{FOLDERS})/[\w./-]+")
CHECKS = re.findall(r"^- `(.+?)`:", reference("checks"), re.MULTILINE)
# The layers of the style sheet, the document of the API, a host, settings that want variables.
OTHERS = {
    *("results.tokens", "results.base", "results.parts", "results.print"),
    *("results.openapi.json", "results.example.org", "cms.settings.production"),
}
ROOTS = [ROOT, *(ROOT / "results").rglob("templates"), *(ROOT / "results").rglob("static")]


def is_there(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def is_model(name: str) -> bool:
    app, _, model = name.partition(".")
    return app in apps.app_configs and model.lower() in apps.all_models[app]


@EACH_TEXT
def test_a_dotted_name_is_that_of_something(name: str) -> None:
    found = filter(None, map(NAME.fullmatch, spans((ROOT / name).read_text())))
    for dotted in {match[1] for match in found}.difference(CHECKS, OTHERS):
        assert is_there(dotted) or is_model(dotted), dotted


@EACH_TEXT
def test_a_path_leads_to_something(name: str) -> None:
    for span in filter(PLACE.fullmatch, spans((ROOT / name).read_text())):
        assert any((root / span).exists() for root in ROOTS), span


GUIDE = (DOCS / "how-to" / "add-to-a-site.md").read_text()


def test_every_app_is_switched_on_and_described() -> None:
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "results").rglob("apps.py")}
    ours = [name for name in everything.APPS if name.partition(".")[0] == "results"]

    assert {".".join(each.parts) for each in folders} == set(ours)
    assert [code(row["App"]) for row in rows(GUIDE, "App")] == ours


def test_every_address_and_app_of_others_is_named() -> None:
    routes = {str(each.pattern).partition("/")[0] for each in urls.urlpatterns} - {"media"}

    assert all(f"`{route}" in GUIDE for route in routes)
    assert all(f"`{name}`" in GUIDE for name in everything.APPS)


STACK = re.compile(r"Wagtail (\d\.\d) with Django ((?:\d\.\d(?:, | and | or )?)+)")


@pytest.mark.parametrize("path", [ROOT / "README.md", DOCS / "how-to" / "add-to-a-site.md"])
def test_every_stack_that_a_page_names_is_tried_and_no_other(path: Path) -> None:
    text = " ".join(path.read_text().split())
    named = {
        (wagtail, django)
        for wagtail, djangos in STACK.findall(text)
        for django in re.findall(r"\d\.\d", djangos)
    }

    assert named == {(stack.wagtail, stack.django) for stack in STACKS}


def test_every_django_of_the_package_is_tried_and_no_other() -> None:
    found = {name.rpartition(" ")[2] for name in PROJECT["classifiers"] if ":: Django ::" in name}

    assert found == {stack.django for stack in STACKS}


# `name`: reason.
REASON = re.compile(r"^- `(.+?)`: (.+)$", re.MULTILINE)
PACKAGE = re.compile(r"^([a-zA-Z0-9][a-zA-Z0-9_.-]*)")
DEPENDENCIES = (DOCS / "decisions" / "dependencies.md").read_text()


def required(kind: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{kind}.in").read_text().splitlines()
    return {match[1] for line in lines if (match := PACKAGE.match(line))}


def of_the_plugin() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {match[1] for group in groups for line in group if (match := PACKAGE.match(line))}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Of the plugin", of_the_plugin()),
        ("Of the demo site", required("production") - of_the_plugin()),
        ("Of development", required("dev")),
    ],
)
def test_every_dependency_is_named_and_no_other(title: str, expected: set[str]) -> None:
    assert {name for name, _reason in REASON.findall(sections(DEPENDENCIES)[title])} == expected


def test_every_dependency_has_a_reason() -> None:
    assert all(len(reason) > 3 for _name, reason in REASON.findall(DEPENDENCIES))
