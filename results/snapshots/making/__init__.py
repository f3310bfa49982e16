"""Making snapshots: an internal request, what may be kept of it, and the keeping."""

from .making import Made, make

__all__ = ["Made", "make"]
