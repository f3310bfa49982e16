"""Settings common to all environments. Values that differ come from environment variables."""

import os
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from cms.environment import caches, database, env_bool, env_int
from results import everything

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# All that a running site writes: the database file, uploads and collected static files.
DATA_DIR = Path(os.environ.get("DATA_DIR", "") or BASE_DIR / "var")

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

DATABASES = {"default": database(DATA_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches()

INSTALLED_APPS = [
    "home",
    *everything.APPS,
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "cms",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    INSTALLED_APPS.append("django.contrib.postgres")

MIDDLEWARE = [
    "results.snapshots.middleware.SnapshotMiddleware",
    "results.snapshots.middleware.RateLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Its random padding keeps secrets in a page from being guessed by the size of the answer.
    "cms.middleware.TextGZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "results.api.middleware.APIGuardMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
ASGI_APPLICATION = "cms.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Languages

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
TIME_ZONE = os.environ.get("TIME_ZONE", "") or "Europe/Stockholm"
# Browsers know no zones such as "Factory" and "localtime", and the account form asks them.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
# Milliseconds between looks at the form; the preview is to follow typing within two seconds.
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 250
# A translator's page goes live when a person publishes it, and a deleted source leaves the
# translation to the people who made it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", "") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "results.media.storage.PrivateMediaStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail

WAGTAIL_SITE_NAME = "Results"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "") or "http://127.0.0.1:8000"
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] = "cms.search"
# Nobody else is told who edits here, nor which version runs.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.CleanImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.documents.CheckedDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

# Mail: to the log, unless there is a server for it. Django's newer MAILERS would lose the user
# name and the password: Wagtail asks for each connection with neither, which overrides them.

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env_int("EMAIL_PORT", 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
# Nobody waits until a mail has been sent.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "mail": {"BACKEND": "cms.tasks.ThreadBackend"},
}
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "") or "results@localhost"

# To standard error, one line an event, without request bodies.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"expected": {"()": "cms.logs.DropExpectedTracebacks"}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["expected"],
        },
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "") or "INFO"},
    "loggers": {
        # Django mails errors with the whole request to ADMINS by default; a log line is enough.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # It reports every login as news about its own table.
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # It names the key of everybody who signs in.
        "fido2": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A task's start and end are two lines; a failure is an error of its own.
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # They tell of every step of making a PDF.
        "fontTools": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint.progress": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

from .people import *  # noqa: E402
from .security import *  # noqa: E402
