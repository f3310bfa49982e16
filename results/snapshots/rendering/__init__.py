"""Rendering public answers: an internal request, what may be stored of it, and the storing."""

from .rendering import Rendered, render

__all__ = ["Rendered", "render"]
