"""The release of the site: what of an answer comes from its code and not from its database."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.template.utils import get_app_template_dirs

from ...conf import setting

_SUFFIXES = frozenset({".html", ".jinja", ".json", ".mo", ".py", ".txt", ".xml"})


@lru_cache(maxsize=1)
def release() -> str:
    """The release that the site names, else one that is computed of its code.

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
    manifest = Path(str(settings.STATIC_ROOT or "")) / "staticfiles.json"
    if settings.STATIC_ROOT and manifest.is_file():
        digest.update(manifest.read_bytes())
    return digest.hexdigest()


def _own_folders() -> set[Path]:
    folders = {Path(config.path) for config in apps.get_app_configs()}
    folders |= {Path(found) for found in get_app_template_dirs("templates")}
    engines: list[dict[str, Any]] = settings.TEMPLATES
    for engine in engines:
        folders |= {Path(found) for found in engine.get("DIRS", ())}
    return {one for one in folders if one.is_dir() and "site-packages" not in one.parts}
