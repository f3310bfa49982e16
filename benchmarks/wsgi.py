"""The measured site as a WSGI application, wrapped where the environment asks for the wrapper."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

application: Any = get_wsgi_application()
if os.environ.get("BENCH_WAY_IN") == "wrapper":
    from results.snapshots.wsgi import with_snapshots

    application = with_snapshots(application)
