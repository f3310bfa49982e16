"""Settings that decide about requests, read once in a process, and the release of the site.

The app `results` asks them whether or not `results.snapshots` is installed: no model is imported.
"""

from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from django.template.utils import get_app_template_dirs

from ...conf import setting

LIMIT = "results.snapshots.middleware.RateLimitMiddleware"


def is_on() -> bool:
    """Return whether answers are stored and given.

    While a site is being built, with DEBUG, they are not, unless it says so.
    """
    wanted = setting("SNAPSHOTS")
    return not settings.DEBUG if wanted is None else bool(wanted)


def is_watching() -> bool:
    """Return whether changes are noted: also where DEBUG is on, for the site's other processes."""
    return setting("SNAPSHOTS") is not False


class Rules:
    """The settings that decide about a request, whatever it asks for."""

    def __init__(self) -> None:
        self.is_on = is_on()
        # The variable that a proxy tells of https by, and its value then; ("", "") where none does.
        self.secure_header: tuple[str, str] = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self.proxy_tells_host = settings.USE_X_FORWARDED_HOST
        self.proxy_tells_port = settings.USE_X_FORWARDED_PORT
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
    """Return the release that the site names, else one computed from its code.

    Of packages that are installed it is their versions, of the site's own apps and templates their
    files' times and sizes.
    """
    named = str(setting("RELEASE"))
    return named or _computed()


def _computed() -> str:
    digest = blake2b(digest_size=12)
    for name in sorted(f"{one.metadata['Name']} {one.version}" for one in distributions()):
        digest.update(name.encode())
    for folder in sorted(_own_folders()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _SUFFIXES and file.is_file():
                state = file.stat()
                digest.update(f"{file} {state.st_mtime_ns} {state.st_size}".encode())
    with suppress(OSError, TypeError):
        digest.update(Path(settings.STATIC_ROOT, "staticfiles.json").read_bytes())
    return digest.hexdigest()


def _own_folders() -> set[Path]:
    folders = {Path(config.path) for config in apps.get_app_configs()}
    folders |= {Path(found) for found in get_app_template_dirs("templates")}
    engines: list[dict[str, Any]] = settings.TEMPLATES
    for engine in engines:
        folders |= {Path(found) for found in engine.get("DIRS", ())}
    return {one for one in folders if "site-packages" not in one.parts}
