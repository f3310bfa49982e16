"""Settings for tests: fast password hashes, nothing kept, a database for each process."""

import os
import tempfile
from pathlib import Path

from .base import *

SECRET_KEY = "for-tests-only-" + 40 * "x"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
# The tests of stored answers, and those of untranslated texts, say so; the others are about the answers
# themselves, and about translations that are half done.
WAGTAIL_RESULTS = {
    **WAGTAIL_RESULTS,
    "SNAPSHOTS": False,
    "UNCACHED_PER_MINUTE": 0,
    "PUBLISH_UNTRANSLATED": True,
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"results-test-media-{os.getpid()}"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: tests with several threads need connections that wait for each other.
    DATABASES["default"]["TEST"] = {
        "NAME": str(Path(tempfile.gettempdir()) / f"results-test-{os.getpid()}.sqlite3")
    }
