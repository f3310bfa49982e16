"""The change of what the public sees, and everything that follows from it."""

from .mixin import PublishingMixin

__all__ = ["PublishingMixin"]
