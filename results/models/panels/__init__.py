"""Panels of the page form that the page types declare."""

from .changes import ChangesPanel
from .findings import FindingsPanel
from .main_points import OffersPanel
from .open_points import OpenPointsField, OpenPointsPanel
from .period import PeriodField, PeriodPanel
from .steps import StepsPanel
from .versions import VersionsPanel

__all__ = [
    "ChangesPanel",
    "FindingsPanel",
    "OffersPanel",
    "OpenPointsField",
    "OpenPointsPanel",
    "PeriodField",
    "PeriodPanel",
    "StepsPanel",
    "VersionsPanel",
]
