"""Settings for development: debug pages, no static manifest, mail on the console."""

from .base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "for-development-only-never-for-a-site-that-others-can-reach"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
