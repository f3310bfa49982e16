"""Of a process of the site that is tested, in the database that its tests have made."""

from cms.settings.test import *  # noqa: F403

WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 0}
