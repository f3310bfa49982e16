"""The site without the plugin, with what the plugin's parts need of others."""

from tests.oldest_settings import *  # noqa: F403
from tests.oldest_settings import INSTALLED_APPS as OLDEST

ALLOWED_HOSTS = ["testserver"]
LANGUAGE_CODE = "sv"
MEDIA_URL = "/media/"
WAGTAILADMIN_BASE_URL = "http://testserver"
ROOT_URLCONF = "tests.everything.host.urls"
PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": PROCESSORS},
    }
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
NOT_HERE = ("results", "wagtail.api", "wagtail.contrib.typed", "rest_framework", "django_tasks")
INSTALLED_APPS = [
    "tests.everything.host",
    "wagtail.contrib.redirects",
    *(name for name in OLDEST if not name.startswith(NOT_HERE)),
]
