"""A site that has the app `results` and none of its optional parts."""

from tests.oldest_settings import *  # noqa: F403
from tests.oldest_settings import INSTALLED_APPS

OPTIONAL = ("results.", "wagtail_localize", "wagtail.api", "rest_framework")
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith(OPTIONAL)]
# The base template of the demo draws what optional parts add.
BASE = "{% block title %}{% endblock %}{% block extra_css %}{% endblock %}{% block content %}{% endblock %}"
LOADERS = [
    ("django.template.loaders.locmem.Loader", {"base.html": BASE}),
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": LOADERS}}
]
