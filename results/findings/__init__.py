"""Findings: what an editor should know or fix before publishing a page."""

from .finding import (
    Finding,
    anchor_at,
    anchor_of,
    describe_path,
    errors_of,
    findings_of,
    path_exists,
    register_finder,
    stream_findings,
    unreadable,
)
from .open_points import OpenPoint, open_point_findings, read_open_points

__all__ = [
    "Finding",
    "OpenPoint",
    "anchor_at",
    "anchor_of",
    "describe_path",
    "errors_of",
    "findings_of",
    "open_point_findings",
    "path_exists",
    "read_open_points",
    "register_finder",
    "stream_findings",
    "unreadable",
]
