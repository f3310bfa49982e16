"""What `make migrations` needs to run on the oldest supported Wagtail: the plugin and its parts."""

from pathlib import Path

SECRET_KEY = "for-making-migrations-only"
STATIC_URL = "/static/"
ALLOWED_HOSTS = ["localhost"]
USE_TZ = True
LANGUAGE_CODE = "en"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", "Swedish"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_SITE_NAME = "Results"
WAGTAILADMIN_BASE_URL = "http://localhost"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"libraries": {"site_menu": "home.templatetags.site_menu"}},
    }
]
MIDDLEWARE = [
    "results.api.middleware.APIGuardMiddleware",
    "django.middleware.locale.LocaleMiddleware",
]
INSTALLED_APPS = [
    "results.translation",
    "results.importing",
    "results.media",
    "results.api",
    "results.previews",
    "results.snapshots",
    "results.webhooks",
    "results",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
