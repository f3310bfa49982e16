"""Wagtail's API v3 under a name of ours: the figures are in it, whichever of the two a site mounts."""

from wagtail.api.v3.urls import api

__all__ = ["api"]
