"""Rules of the site's style sheets that change what stands in pages of results.

Those for bare elements stop at the page. What is left has a class, an id or `!important`, and fits an
element of ours. It is a simple reading: of local files, without what is for print or in a layer.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders

from soupsieve import SelectorSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

LEFT_OUT = re.compile(
    r"/\*.*?\*/|@(?:layer|media\s+print|[\w-]*keyframes)[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}",
    re.DOTALL,
)
RULE = re.compile(r"([^{};@]+)\{([^{}]*)\}")
# In a name there may be the digest of what is in the file.
DIGEST = re.compile(r"\.[0-9a-f]{12}(?=\.css$)")
# A comma that is in no brackets.
BETWEEN = re.compile(r",(?![^(\[]*[)\]])")


def rules_that_reach_in(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield the address of a style sheet and a rule in it, as it is written there."""
    for link in soup.select(
        'link[rel~="stylesheet"][href]:not([media="print"], [href*="results/"])'
    ):
        address = str(link["href"]).partition("?")[0]
        name = DIGEST.sub("", address.removeprefix(str(settings.STATIC_URL)))
        path = name != address and finders.find(name)
        text = Path(path).read_text(errors="replace") if path else ""
        for selectors, declarations in RULE.findall(LEFT_OUT.sub("", text)):
            for selector in BETWEEN.split(selectors.strip()):
                if _reaches_in(soup, selector, declarations):
                    yield address, f"{selector.strip()} {{{declarations.strip()}}}"


def _reaches_in(soup: BeautifulSoup, selector: str, declarations: str) -> bool:
    is_weighty = re.search(r"[.#\[]", selector) or "!important" in declarations
    # What is hidden looks the same with any rule.
    if "results-" in selector or "[hidden]" in selector or not is_weighty:
        return False
    try:
        return soup.select_one(f":is({selector}):is(.results-page *)") is not None
    except (SelectorSyntaxError, NotImplementedError):
        # What is no element, such as ::before after a class, or is not known, such as :popover-open.
        return False
