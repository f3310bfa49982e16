"""Blocks whose content some readers may want to be told of before they meet it."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from ..quantities import LabelledStrEnum
from .base import ResultsStructBlock
from .choices import SettingBlock


class Care(LabelledStrEnum):
    """What stands before the content of a block."""

    NONE = "none", pgettext_lazy("care", "Nothing")
    NOTICE = "notice", pgettext_lazy("care", "A notice")
    COLLAPSED = "collapsed", pgettext_lazy("care", "A notice; the content is closed at first")


class CarefulValue(StructValue):
    """The value of a block that may ask for care."""

    @property
    def care(self) -> Care:
        """What stands before the content."""
        try:
            return Care(self.get("care"))
        except ValueError:
            return Care.NONE

    @property
    def asks_for_care(self) -> bool:
        """Whether the content is announced, and so kept out of share images and feeds."""
        return self.care is not Care.NONE

    @property
    def is_collapsed(self) -> bool:
        """Whether the content is closed until the reader opens it."""
        return self.care is Care.COLLAPSED

    @property
    def care_notice(self) -> str:
        """The editor's words, else the program's in the language in use."""
        return self.get("care_text") or gettext("This part may be distressing to read.")


class CarefulStructBlock(ResultsStructBlock):
    """A block before whose content a notice can stand."""

    care = SettingBlock(
        label=_("What stands before the content"),
        choices=Care.choices,
        default=Care.NONE.value,
        help_text=_("For content that may be hard to read for those whom it concerns."),
    )
    care_text = CharBlock(
        label=_("Text of the notice"),
        required=False,
        max_length=250,
        default="",
        help_text=_("What the part is about, soberly. Left empty, a general notice is shown."),
    )

    class Meta:
        value_class = CarefulValue


def care_group() -> BlockGroup:
    """The fields of care for the settings of a form layout."""
    return BlockGroup(["care", "care_text"], heading=_("Content notice"))
