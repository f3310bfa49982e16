"""The site as in production, whose webhooks may go to this machine; static files stay uncollected."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import STORAGES, WAGTAIL_RESULTS

WAGTAIL_RESULTS = {**WAGTAIL_RESULTS, "WEBHOOKS_PRIVATE": True}
# Accounts are made with passwords, which nobody attacks here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
