"""What an editor should know before publishing a page, gathered from whoever looks for it."""

from .finding import Finding
from .place import place_of
from .registry import errors_of, findings_of, register_finder
from .stream import stream_findings

__all__ = ["Finding", "errors_of", "findings_of", "place_of", "register_finder", "stream_findings"]
