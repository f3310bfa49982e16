"""The same site with everything of the plugin, as docs/how-to/add-to-a-site.md says."""

from results import everything
from tests.everything.host.bare import *  # noqa: F403
from tests.everything.host.bare import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*dict.fromkeys([*everything.APPS, *INSTALLED_APPS])]
MIDDLEWARE = [*dict.fromkeys([*everything.MIDDLEWARE, *MIDDLEWARE])]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
