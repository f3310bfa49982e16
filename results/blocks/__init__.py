"""The blocks that an edition is composed of."""

from .base import ResultsStructBlock
from .body import (
    MAX_BLOCKS,
    ChangeKind,
    FigureChangesBlock,
    MainPointBlock,
    MainPointsBlock,
    ReadingStreamBlock,
    ResultsStreamBlock,
    WaysToHelpBlock,
)
from .data_table import DataTableBlock
from .issues import as_validation_error, find_issues
from .link_blocks import HelplineBlock, ReadMoreLink, ShareBlock
from .media import ImageBlock, PictureBlock, VideoBlock
from .resolving import LinkTarget
from .sections import CampaignBlock, ChartBlock, LinksBlock, QuoteBlock, TextSectionBlock
from .stat import StatBlock, StatGroupBlock, StatsBlock

__all__ = [
    "MAX_BLOCKS",
    "CampaignBlock",
    "ChangeKind",
    "ChartBlock",
    "DataTableBlock",
    "FigureChangesBlock",
    "HelplineBlock",
    "ImageBlock",
    "LinkTarget",
    "LinksBlock",
    "MainPointBlock",
    "MainPointsBlock",
    "PictureBlock",
    "QuoteBlock",
    "ReadMoreLink",
    "ReadingStreamBlock",
    "ResultsStreamBlock",
    "ResultsStructBlock",
    "ShareBlock",
    "StatBlock",
    "StatGroupBlock",
    "StatsBlock",
    "TextSectionBlock",
    "VideoBlock",
    "WaysToHelpBlock",
    "as_validation_error",
    "find_issues",
]
