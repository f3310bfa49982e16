"""What an editor should know before publishing a page, gathered from whoever looks for it."""

from .finding import Finding
from .open_points import OpenPoint, open_point_findings, read_open_points
from .place import anchor_of, is_there, place_of
from .registry import errors_of, findings_of, register_finder
from .stream import stream_findings

__all__ = [
    "Finding",
    "OpenPoint",
    "anchor_of",
    "errors_of",
    "findings_of",
    "is_there",
    "open_point_findings",
    "place_of",
    "read_open_points",
    "register_finder",
    "stream_findings",
]
