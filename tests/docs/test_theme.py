"""The reference of the theme names every custom property, and what is printed can be read."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import DOCS, code, names, reference, rows, sections
from tests.processes import ROOT

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


def needed() -> list[tuple[str, str, float]]:
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
    assert len(needed()) == 13
    for own, plugins in zip(schemes(path), schemes(TOKENS), strict=True):
        colours = plugins | own
        for name, ground, ratio in needed():
            assert contrast(colours[name], colours[ground]) >= ratio, (name, ground)
