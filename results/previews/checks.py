"""The system check of the address in the front end."""

import re
from typing import Any

from django.core.checks import CheckMessage, Error

from ..conf import setting
from .front_end import address_in_front_end

ADDRESS = re.compile(r"(?:https?://[^\s/?#{}]+[/?]|/)[^\s{}]*")


def check_preview_url(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_previews.E001: `PREVIEW_URL` makes no address."""
    pattern = str(setting("PREVIEW_URL"))
    if not pattern:
        return []
    if "{token}" in pattern and ADDRESS.fullmatch(address_in_front_end("token", "en")):
        return []
    return [
        Error(
            f"WAGTAIL_RESULTS['PREVIEW_URL'] is {pattern!r}, which is no address with {{token}}.",
            hint='Write "https://front.example/preview?token={token}", and {language} if you like.',
            id="results_previews.E001",
        )
    ]
