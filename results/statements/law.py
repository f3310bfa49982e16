"""What the form suggests for the law of Sweden; an editor may write something else.

Functions, so that a change here is no migration.
"""

from __future__ import annotations


def standard() -> str:
    """The standard that the Swedish regulations (MDFFS 2019:2) refer to."""
    return "EN 301 549 V3.2.1 (WCAG 2.1 AA)"


def authority_name() -> str:
    """The authority that supervises the law (2018:1937)."""
    return "Myndigheten för digital förvaltning (Digg)"


def authority_url() -> str:
    """Where the authority takes complaints."""
    return "https://www.digg.se/tdosanmalan"
