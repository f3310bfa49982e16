"""Rendering public answers: an internal request, what may be stored of it, and the storing."""

from .rendering import PASSING, render

__all__ = ["PASSING", "render"]
