"""How a page looks: narrow and wide, light and dark, by the rules of axe."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Window

LOOKS: list[tuple[int, Any]] = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]

EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"]}
# A scheme changes colours and nothing else, so in the dark these say all that is not said yet.
OF_COLOURS = {**EVERY_RULE, "runOnly": ["color-contrast", "link-in-text-block"]}
# By their tags those rules run, too, that axe leaves out: of level AAA, and new ones.
ENHANCED: dict[str, Any] = {
    "runOnly": [
        *("wcag2a", "wcag21a", "wcag22a", "wcag2aa", "wcag21aa", "wcag22aa", "wcag2aaa"),
        *("best-practice", "experimental"),
    ]
}
ENHANCED_COLOURS: dict[str, Any] = {"runOnly": ["color-contrast-enhanced", "link-in-text-block"]}

# Colours change by transitions, and axe is not to see the way from one to another.
ARRIVE = """async () => {
  await new Promise(requestAnimationFrame);
  document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
}"""


def assert_no_rule_broken(
    window: Window, *where: object, context: str | None = None, rules: dict[str, Any] = EVERY_RULE
) -> None:
    found = Axe().run(window, context=context, options=rules)
    assert not found.response["violations"], (window.url, *where, found.generate_report())


def assert_it_looks_right(
    window: Window, context: str | None = None, *, to_readers: bool = False
) -> None:
    """No rule of axe is broken and nothing sticks out, at any width and in either scheme.

    What readers see keeps those of level AAA and those that axe is still trying, too.
    """
    for width, scheme in LOOKS:
        window.set_viewport_size({"width": width, "height": 900})
        window.emulate_media(color_scheme=scheme)
        window.evaluate(ARRIVE)
        is_light = scheme == "light"
        rules = dict(EVERY_RULE if is_light else OF_COLOURS)
        if to_readers:
            rules.update(ENHANCED if is_light else ENHANCED_COLOURS)
        assert_no_rule_broken(window, width, scheme, context=context, rules=rules)
        assert window.evaluate("document.documentElement.scrollWidth") <= width, (window.url, width)
