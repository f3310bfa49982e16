"""No link or picture of the documentation is broken, and pictures can be taken anew."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from results import __version__
from tests.docs.markdown import DOCS, all_files, headings, without_fences
from tests.processes import ROOT
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


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        ((ROOT / name).parent / address).resolve()
        for name in FILES
        for picture, _text, address in links(ROOT / name)
        if picture
    }

    assert {path.resolve() for path in (DOCS / "images").glob("*")} <= shown


def test_the_index_leads_to_every_page() -> None:
    reached = {(DOCS / address).resolve() for _picture, _text, address in links(DOCS / "README.md")}

    # What is there to be imported is no page of the documentation; decisions are for contributors.
    others = [*(DOCS / "examples").glob("*"), *(DOCS / "decisions").glob("*"), DOCS / "README.md"]
    pages = set(DOCS.rglob("*.md")) - {*others}
    assert pages == reached


def test_a_reader_can_evaluate_the_plugin_by_fifty_thousand_words() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]

    assert sum(len(path.read_text().split()) for path in pages) <= 50_000


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) < 90


def test_the_changelog_knows_the_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text()


IMAGES = DOCS / "images"


def test_every_picture_is_taken_by_the_command_and_no_other() -> None:
    parts = (visiting, editing, translating, following)
    taken = {f"{name}.png" for part in parts for name in part.PICTURES}

    assert taken == {path.name for path in IMAGES.iterdir()}


def test_no_picture_is_heavy() -> None:
    assert all(path.stat().st_size <= MAX_BYTES for path in IMAGES.iterdir())
