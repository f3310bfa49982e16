"""The site as in production, with steps that leave a trace; its static files stay uncollected."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.publishing.sudden_ends.witness.WitnessConfig"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
