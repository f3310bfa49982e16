"""Logging to standard error, one line an event, without request bodies."""

import os
from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "") or "INFO"},
    "loggers": {
        # Django mails errors with the whole request to ADMINS by default; a log line is enough.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # It reports every login as news about its own table.
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A task's start and end are two lines; a failure is an error of its own.
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # They tell of every step of making a PDF.
        "fontTools": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint.progress": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
