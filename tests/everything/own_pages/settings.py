"""The same site as in `tests.everything.host`, with a base page model instead of its pages."""

from tests.everything.host.everything import *  # noqa: F403
from tests.everything.host.everything import INSTALLED_APPS

WAGTAIL_PAGE_MODEL = "own_pages.BasePage"
INSTALLED_APPS = [
    "tests.everything.own_pages",
    *(name for name in INSTALLED_APPS if name != "tests.everything.host"),
]
