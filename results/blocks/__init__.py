"""The blocks that an edition is composed of; each file holds one noun."""

from ..faults import Fault, Severity, Stage
from .base import ResultsStructBlock
from .body import (
    MAX_BLOCKS,
    MainPointBlock,
    MainPointsBlock,
    ReadingStreamBlock,
    ResultsStreamBlock,
    WaysToHelpBlock,
)
from .calls import HelplineBlock, ShareBlock
from .campaign import CampaignBlock
from .chart import ChartBlock
from .data_table import DataTableBlock
from .faults import as_validation_error, find_faults
from .figure_change import ChangeKind, FigureChangeBlock, FigureChangesBlock
from .media import ImageBlock, PictureBlock, VideoBlock
from .read_more_link import ReadMoreLink
from .resolving import LinkTarget, Picture, Resolver, register_resolver
from .stat import StatBlock, StatGroupBlock, StatsBlock
from .text_section import LinksBlock, QuoteBlock, TextSectionBlock

__all__ = [
    "MAX_BLOCKS",
    "CampaignBlock",
    "ChangeKind",
    "ChartBlock",
    "DataTableBlock",
    "Fault",
    "FigureChangeBlock",
    "FigureChangesBlock",
    "HelplineBlock",
    "ImageBlock",
    "LinkTarget",
    "LinksBlock",
    "MainPointBlock",
    "MainPointsBlock",
    "Picture",
    "PictureBlock",
    "QuoteBlock",
    "ReadMoreLink",
    "ReadingStreamBlock",
    "Resolver",
    "ResultsStreamBlock",
    "ResultsStructBlock",
    "Severity",
    "ShareBlock",
    "Stage",
    "StatBlock",
    "StatGroupBlock",
    "StatsBlock",
    "TextSectionBlock",
    "VideoBlock",
    "WaysToHelpBlock",
    "as_validation_error",
    "find_faults",
    "register_resolver",
]
