"""The site of tests/publishing/sudden_ends, whose deliveries are tried again soon."""

from tests.publishing.sudden_ends.settings import *  # noqa: F403
from tests.publishing.sudden_ends.settings import INSTALLED_APPS, WAGTAIL_RESULTS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.webhooks.hasty.HastyConfig"]
WAGTAIL_RESULTS = {**WAGTAIL_RESULTS, "WEBHOOKS_PRIVATE": True}
