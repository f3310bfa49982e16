"""Settings of the plugin, the dict `WAGTAIL_RESULTS`, read on use; and the apps that a site may leave out."""

from contextlib import suppress
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

NAME = "WAGTAIL_RESULTS"
DEFAULTS: dict[str, Any] = {
    # Whether translators get an e-mail when the source of a text that they translated has changed.
    "NOTIFY_TRANSLATORS": False,
    # Whether a translation may become public before all its texts are translated; if not, a person
    # is asked, and programs are refused.
    "PUBLISH_UNTRANSLATED": False,
    # Whether public responses are stored; None: on every site whose DEBUG is off. It must be the
    # same for all processes of a site: one that has it off leaves outdated responses.
    "SNAPSHOTS": None,
    # How many bytes of stored responses each process keeps in its memory; with 0, nothing is served
    # while the database is down.
    "SNAPSHOT_MEMORY": 64 * 1024 * 1024,
    # After how many seconds a stored response is rendered again, even if nothing has changed; at
    # midnight it is in any case.
    "SNAPSHOT_MAX_AGE": 24 * 60 * 60,
    # The Cache-Control of a stored response that does not set its own.
    "SNAPSHOT_CACHE_CONTROL": "public, max-age=0, must-revalidate",
    # The header with the cache tags of a stored response, for a CDN in front, such as "Cache-Tag";
    # "": none.
    "SNAPSHOT_TAGS_HEADER": "",
    # The names of cookies that no response depends on although the site reads them, such as one that
    # a middleware only logs.
    "SNAPSHOT_COOKIES_IGNORED": (),
    # The site's own tables whose changes do not affect public responses, such as one that counts
    # visits.
    "SNAPSHOT_IRRELEVANT_TABLES": (),
    # How many bytes of responses the table keeps; beyond that those that nobody had to wait
    # for lately are removed, those with parameters first.
    "SNAPSHOT_BYTES": 256 * 1024 * 1024,
    # How many of the responses that visitors last had to wait for run_results renders again after a
    # change; 0: none.
    "SNAPSHOT_REFRESH": 100,
    # How many requests that get no stored response a client may send per minute, ten times as many
    # with a session or a token; 0: no limit.
    "UNCACHED_PER_MINUTE": 120,
    # The dotted path of a function that takes a request and returns the client's address; "": the
    # address of the connection, which behind a proxy is that of the proxy.
    "CLIENT_ADDRESS": "",
    # Where a separate front end shows drafts: an address with {token}, and optionally {language};
    # "": drafts use the site's templates.
    "PREVIEW_URL": "",
    # Whether webhooks may be sent to private networks and without TLS; None: on a site whose DEBUG
    # is on.
    "WEBHOOKS_PRIVATE": None,
    # How many pages of a PDF are read for an import.
    "IMPORT_PDF_PAGES": 300,
    # Dotted paths of the classes that are asked for figures of an imported document besides the rules.
    "IMPORT_SUGGESTERS": (),
    # What identifies the version of the site's code and templates, such as a commit; "": computed
    # from their files.
    "RELEASE": "",
}
# The least that a number may be, where it is not 0.
LEAST = {"SNAPSHOT_MAX_AGE": 1}


def setting(name: str) -> Any:
    """Return the site's value, or the default. Raises KeyError for an unknown setting."""
    return getattr(settings, NAME, {}).get(name, DEFAULTS[name])


@cache
def has(app: str) -> bool:
    """Whether the site has `results.<app>`, one that it may leave out."""
    # Without wagtail-localize the app of translation has nothing but the check that says so.
    needs = "wagtail_localize" if app == "translation" else f"results.{app}"
    return apps.is_installed(f"results.{app}") and apps.is_installed(needs)


def can_be_imported(path: str) -> bool:
    """Whether a dotted path that a setting has leads to something."""
    with suppress(ImportError):
        return import_string(path) is not None
    return False


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
