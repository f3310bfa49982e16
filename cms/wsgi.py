"""WSGI application, with the production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

from results.snapshots.wsgi import with_snapshots

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = with_snapshots(get_wsgi_application())
