"""Pictures of numbers as plain geometry, for a template or a drawing library to paint."""

from .arc import Arc, Ring, draw_arc
from .part_of_whole import Dot, DotField, draw_part

__all__ = ["Arc", "Dot", "DotField", "Ring", "draw_arc", "draw_part"]
