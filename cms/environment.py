"""Settings from environment variables; a wrong value stops the start with a plain message."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

import dj_database_url

# A deferred transaction that reads first and writes later gets "database is locked" at once,
# whatever the time-out; an immediate one waits for its turn. WAL lets readers go on meanwhile.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA busy_timeout=20000; PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
    ),
}


def env_bool(name: str, default: bool = False) -> bool:
    """Return the variable as a boolean; raise ImproperlyConfigured for any other word."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false.")


def env_int(name: str, default: int) -> int:
    """Return the variable as a non-negative integer; raise ImproperlyConfigured otherwise."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number.")
    return int(text)


def env_list(name: str) -> list[str]:
    """Return the variable's comma-separated values, without blanks."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def database(default_file: Path) -> dict[str, Any]:
    """Return the database of DATABASE_URL, else a SQLite file; raise ImproperlyConfigured."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        default_file.parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{default_file}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        # The address holds a password, so it is not repeated here.
        raise ImproperlyConfigured("DATABASE_URL cannot be read.") from error
    config["CONN_MAX_AGE"] = env_int("DATABASE_CONN_MAX_AGE", 60)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["CONN_HEALTH_CHECKS"] = True
        # Nobody waits for minutes for a server that does not answer at all.
        config["OPTIONS"] = {"connect_timeout": 5, **config.get("OPTIONS", {})}
    else:
        raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL or SQLite.")
    return config


def caches() -> dict[str, dict[str, Any]]:
    """Return the cache of CACHE_URL (redis:// or rediss://), else one in each process's memory."""
    url = os.environ.get("CACHE_URL", "").strip()
    if not url:
        # Pictures alone have three entries each: of the usual 300, one page would fill all.
        return {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 10_000},
            }
        }
    if not url.startswith(("redis://", "rediss://")):
        raise ImproperlyConfigured("CACHE_URL must start with redis:// or rediss://.")
    return {
        "default": {
            "BACKEND": "cms.cache.SurvivingRedisCache",
            "LOCATION": url,
            "KEY_PREFIX": os.environ.get("CACHE_PREFIX") or "results",
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    }
