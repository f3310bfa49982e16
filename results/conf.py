"""Settings of the plugin: the dict `WAGTAIL_RESULTS`, read on use."""

from typing import Any

from django.conf import settings

NAME = "WAGTAIL_RESULTS"
DEFAULTS: dict[str, Any] = {
    # Whether translators get mail about texts of theirs whose source has changed.
    "NOTIFY_TRANSLATORS": False,
    # Whether a translation may go public before all its texts are translated, without a question.
    "PUBLISH_UNTRANSLATED": False,
    # Whether published answers are stored; None: on every site whose DEBUG is off.
    "SNAPSHOTS": None,
    # How many bytes of them each process holds in its memory; 0: none.
    "SNAPSHOT_MEMORY": 64 * 1024 * 1024,
    # After how many seconds one is made anew, whatever has changed.
    "SNAPSHOT_MAX_AGE": 24 * 60 * 60,
    # What browsers and caches in front of the site are told, unless the answer says something else.
    "SNAPSHOT_CACHE_CONTROL": "public, max-age=0, must-revalidate",
    # The header that names an answer's pages for caches in front, such as "Cache-Tag"; "": none.
    "SNAPSHOT_TAGS_HEADER": "",
    # The names of cookies that no answer depends on.
    "SNAPSHOT_COOKIES_IGNORED": (),
    # The headers, and "REMOTE_ADDR", on which no answer depends although the site reads them.
    "SNAPSHOT_HEADERS_IGNORED": (),
    # Tables of the site's own whose changes no public answer shows.
    "SNAPSHOT_IRRELEVANT_TABLES": (),
    # How many bytes the table may hold; beyond that the least recently asked for go.
    "SNAPSHOT_BYTES": 256 * 1024 * 1024,
    # How many of the most asked for are rendered again after a change; 0: none.
    "SNAPSHOT_REFRESH": 100,
    # What a program sends that may read the counters without signing in; "": no program may.
    "SNAPSHOT_METRICS_TOKEN": "",
    # How many requests a minute a client may send that no stored answer is for; 0: any number.
    "UNCACHED_PER_MINUTE": 120,
    # The path of a function that returns the client's address of a request; "": that which connects.
    "CLIENT_ADDRESS": "",
    # Where drafts are shown in a front end of the site's own, with {token} in it; "": by templates.
    "PREVIEW_URL": "",
    # Whether webhooks may go to private networks and without TLS; None: on a site whose DEBUG is on.
    "WEBHOOKS_PRIVATE": None,
    # How many pages a PDF may have that is imported.
    "IMPORT_PDF_PAGES": 300,
    # What names the site's code and templates; "": computed of their files.
    "RELEASE": "",
}
# The least that a number may be, where it is not 0.
LEAST = {"SNAPSHOT_MAX_AGE": 1}


def setting(name: str) -> Any:
    """Return the site's value, or the default. Raises KeyError for an unknown setting."""
    return getattr(settings, NAME, {}).get(name, DEFAULTS[name])


def mistakes() -> list[str]:
    """Return a sentence for each unknown setting and each invalid value."""
    given = getattr(settings, NAME, {})
    if not isinstance(given, dict):
        return [f"{NAME} is no dict."]
    found = [f"{NAME} has no setting '{name}'." for name in given if name not in DEFAULTS]
    for name in (one for one in given if one in DEFAULTS):
        if wanted := _wanted(name, given[name]):
            found.append(f"{NAME}['{name}'] is {given[name]!r}; it can be {wanted}.")
    return found


def _wanted(name: str, value: Any) -> str:
    """Describe the valid values if this one is invalid; else ""."""
    default = DEFAULTS[name]
    if default is None or isinstance(default, bool):
        choices = tuple(dict.fromkeys((True, False, default)))
        return "" if value in choices else ", ".join(map(repr, choices))
    if isinstance(default, int):
        least = LEAST.get(name, 0)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return "" if is_number and value >= least else f"a whole number, {least} or more"
    if isinstance(default, str):
        return "" if isinstance(value, str) else "a text"
    is_list = isinstance(value, (list, tuple, set, frozenset))
    return "" if is_list and all(isinstance(one, str) for one in value) else "a list of names"
