"""What the log leaves out."""

import logging
from http import HTTPStatus


class DropExpectedTracebacks(logging.Filter):
    """Drop the traceback from log records of refused requests and of responses with status 503.

    The fault is not the site's, so that nobody looks for it there. A handler has the filter: a logger's
    own would not see what comes from those below it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        status = getattr(record, "status_code", 0)
        is_refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        if is_refused or status == HTTPStatus.SERVICE_UNAVAILABLE:
            record.exc_info = None
        return True
