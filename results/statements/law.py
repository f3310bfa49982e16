"""Default values for Swedish law, which editors can change.

Functions, so that a change here needs no migration.
"""


def standard() -> str:
    """Return the standard named by the Swedish regulations (MDFFS 2019:2)."""
    return "EN 301 549 V3.2.1 (WCAG 2.1 AA)"


def authority_name() -> str:
    """Return the authority that supervises the law (2018:1937)."""
    return "Myndigheten för digital förvaltning (Digg)"


def authority_url() -> str:
    """Return the URL for complaints to the authority."""
    return "https://www.digg.se/tdosanmalan"
