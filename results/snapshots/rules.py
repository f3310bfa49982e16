"""Settings that decide about requests, read once in a process, and the release of the site."""

from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed

from ..conf import setting

OF_ORIGIN = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "SERVER_NAME",
    "SERVER_PORT",
)
LIMIT = "results.snapshots.middleware.RateLimitMiddleware"


class Rules:
    """The settings that decide about a request, whatever it asks for."""

    def __init__(self) -> None:
        # Whether answers are stored and given: with DEBUG only if the site says so.
        wanted = setting("SNAPSHOTS")
        self.is_on = not settings.DEBUG if wanted is None else bool(wanted)
        # What of a request says under which address it was sent.
        secure_header, _value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self.of_origin = (*OF_ORIGIN, secure_header)
        # The hosts that are written out, without any that stand for several.
        self.hosts = [
            name for name in settings.ALLOWED_HOSTS if name != "*" and not name.startswith(".")
        ]
        # Who brings one of these cookies is somebody in particular.
        self.personal_cookies = frozenset({settings.SESSION_COOKIE_NAME, "messages"})
        # Only who limits strangers counts them.
        self.is_limited = LIMIT in settings.MIDDLEWARE
        # No answer depends on these.
        self.ignored_cookies = {settings.CSRF_COOKIE_NAME, *setting("SNAPSHOT_COOKIES_IGNORED")}


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules of this process; read again only where a test changes a setting."""
    return Rules()


def _read_anew(**_change: Any) -> None:
    rules.cache_clear()


setting_changed.connect(_read_anew, dispatch_uid="results.snapshots.rules")

_SUFFIXES = frozenset({".html", ".jinja", ".json", ".mo", ".py", ".txt", ".xml"})


@lru_cache(maxsize=1)
def release() -> str:
    """Return the release that the site names, else one computed from its packages and own files."""
    if named := str(setting("RELEASE")):
        return named
    found = [f"{one.metadata['Name']} {one.version}" for one in distributions()]
    engines: list[dict[str, Any]] = settings.TEMPLATES
    folders = {Path(config.path) for config in apps.get_app_configs()}
    folders |= {Path(folder) for engine in engines for folder in engine.get("DIRS", ())}
    files = [
        file
        for folder in folders
        if "site-packages" not in folder.parts
        for file in folder.rglob("*")
        if file.suffix in _SUFFIXES and file.is_file()
    ]
    files.append(Path(settings.STATIC_ROOT or "", "staticfiles.json"))
    for file in files:
        with suppress(OSError):
            found.append(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}")
    return blake2b("\n".join(sorted(found)).encode(), digest_size=12).hexdigest()
