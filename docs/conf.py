"""The documentation as a site: `make docs` builds it, and fails on each link that leads nowhere."""

import re

from sphinx.application import Sphinx

project = "wagtail-results"
html_title = project
extensions = ["myst_parser"]
root_doc = "README"
# Decisions are for those who work on the code.
exclude_patterns = ["decisions/*"]
html_theme = "furo"
myst_heading_anchors = 4


def add_navigation(app: Sphinx, name: str, source: list[str]) -> None:
    """Make a navigation of each section of the list of pages, so that there is one list only."""
    if name == root_doc:
        for section in source[0].split("\n## ")[1:]:
            pages = re.findall(r"^- \[[^]]+\]\((.+?)\.md\)", section, re.MULTILINE)
            options = [":hidden:", f":caption: {section.splitlines()[0]}"]
            source[0] += "\n\n" + "\n".join(["```{toctree}", *options, "", *pages, "```"])

    elif name.startswith("examples/"):
        source[0] = f"---\norphan: true\n---\n{source[0]}"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", add_navigation)
