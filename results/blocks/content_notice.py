"""Content notices: a warning before content that may be hard to read."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from ..quantities import LabelledStrEnum
from .base import ResultsStructBlock, SettingBlock


class ContentNotice(LabelledStrEnum):
    """What stands before the content of a block."""

    NONE = "none", pgettext_lazy("content notice", "Nothing")
    NOTICE = "notice", pgettext_lazy("content notice", "A notice")
    COLLAPSED = (
        "collapsed",
        pgettext_lazy("content notice", "A notice; the content is closed at first"),
    )


class ContentNoticeValue(StructValue):
    """The value of a block that can have a content notice."""

    @property
    def content_notice(self) -> ContentNotice:
        """What stands before the content."""
        return ContentNotice.of(self.get("care"))

    @property
    def has_content_notice(self) -> bool:
        """Whether there is a notice; such content is kept out of share images and feeds."""
        return self.content_notice is not ContentNotice.NONE

    @property
    def is_collapsed(self) -> bool:
        """Whether the content is closed until the reader opens it."""
        return self.content_notice is ContentNotice.COLLAPSED

    @property
    def content_notice_text(self) -> str:
        """The editor's words, or a general notice in the active language."""
        return self.get("care_text") or gettext("This part may be distressing to read.")


class ContentNoticeStructBlock(ResultsStructBlock):
    """A block that can have a content notice.

    Its fields are stored as `care` and `care_text`.
    """

    care = SettingBlock(
        label=_("What stands before the content"),
        choices=ContentNotice.choices,
        default=ContentNotice.NONE.value,
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
        value_class = ContentNoticeValue


def content_notice_group() -> BlockGroup:
    """Return the fields of the notice, for the settings of a form layout."""
    return BlockGroup(["care", "care_text"], heading=_("Content notice"))
