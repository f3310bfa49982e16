"""A site that has the app `results.translation` and has forgotten wagtail-localize."""

from tests.oldest_settings import *  # noqa: F403
from tests.oldest_settings import INSTALLED_APPS

INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("wagtail_localize")]
# Not what is tested.
SILENCED_SYSTEM_CHECKS = ["results_media.W001"]
