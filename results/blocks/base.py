"""What the blocks of the plugin are built on: structs, streams, choices and content notices."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    EmailBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import BlockGroup

from draftjs_exporter.error import ExporterException

from ..issues import Issue, Severity, Stage
from ..quantities import Choices
from .resolving import IN_API, Resolver, resolver_for
from .walking import as_validation_error

TEXTS = (CharBlock, EmailBlock, TextBlock, URLBlock)
# Texts that may be left out.
OptionalChar = partial(CharBlock, required=False, default="")
OptionalText = partial(TextBlock, required=False, default="")


class SettingBlock(ChoiceBlock):
    """A choice block that falls back to its default."""

    def to_python(self, value: Any) -> Any:
        """Return the stored choice, or the default."""
        return super().to_python(value) or self.get_default()

    def normalize(self, value: Any) -> Any:
        """Return the choice given by code, or the default."""
        return super().normalize(value) or self.get_default()

    def clean(self, value: Any) -> Any:
        """Return the validated choice, or the default."""
        return super().clean(value or self.get_default())


class SeveralBlock(MultipleChoiceBlock):
    """Wagtail's MultipleChoiceBlock, which API v3, sending the list as one value, can write too."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> Any:
        """Return the chosen values, from a browser or from API v3."""
        value = super().value_from_datadict(data, files, prefix)
        return value[0] if value and isinstance(value[0], list) else value


# What the blocks of a form raise for data of another form than theirs.
DAMAGED = (AttributeError, ExporterException, LookupError, RecursionError, TypeError, ValueError)


class StrictStreamBlock(StreamBlock):
    """A StreamBlock that answers a malformed form with 400, not with 500 or by dropping items."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> StreamValue:
        """Return the submitted stream; raise BadRequest for what the form of no editor sends."""
        try:
            count = int(data[f"{prefix}-count"])
            kinds = {
                data[f"{prefix}-{index}-type"]
                for index in range(count)
                if not data[f"{prefix}-{index}-deleted"]
            }
            if count < 0 or not kinds <= self.child_blocks.keys():
                raise ValueError("Fewer blocks than none, or one of an unknown type.")
            return super().value_from_datadict(data, files, prefix)
        except DAMAGED as error:
            raise BadRequest(f"{prefix} is not what the form of a stream sends.") from error


class ResultsStructBlock(StructBlock):
    """A StructBlock that knows its prose, its rules and its form for the API.

    `Meta.prose` names the children whose text a translator translates; every other child follows
    the source language. `Meta.replaceable` names the children that a translator may replace by
    another address, document or picture. A child that is itself a struct or a stream answers for
    its own children and is named in neither. `Meta.heading_child` names the child by which a list of
    contents calls the block.
    """

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield issues that concern more than one child; none by default."""
        yield from ()

    def clean(self, value: StructValue) -> StructValue:
        """Validate the children and the safety rules; publishing rules come later."""
        cleaned = super().clean(value)
        issues = [
            issue
            for issue in self.find_issues(cleaned)
            if issue.severity is Severity.ERROR and issue.stage is Stage.SAVING
        ]
        if issues:
            raise as_validation_error(self, cleaned, issues)
        return cleaned

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `display`, the value as one reader gets it, its `texts` and `heading_level` ("2", as text)."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        resolver = resolver_for(self, value, context)
        context["reading"] = resolver
        context["display"] = self.get_display(value, resolver)
        context["texts"] = resolver.texts(value)
        context.setdefault("heading_level", "2")
        return context

    def get_display(self, value: StructValue, resolver: Resolver) -> Mapping[str, Any]:
        """Return what readers get beyond the raw value: formatted figures, resolved links, HTML.

        JSON-serialisable. API v3 describes it by what the method is annotated to return.
        """
        return {}

    def get_api_representation(
        self, value: StructValue, context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the raw value, as API v3 accepts it, and `display`, with the facts of its texts."""
        context = {**(context or {}), IN_API: True}
        resolver = resolver_for(self, value, context)
        nested = {**context, "reading": resolver}
        shown: dict[str, Any] = super().get_api_representation(value, context=nested)
        for name, child in self.child_blocks.items():
            # What was stored without one of its texts has none.
            if shown[name] is None and isinstance(child, TEXTS):
                shown[name] = ""
        shown["display"] = {**self.get_display(value, resolver), **resolver.texts(value).facts}
        return shown

    class Meta:
        preview_template = "results/blocks/preview.html"
        heading_child = "heading"
        prose: tuple[str, ...] = ()
        replaceable: tuple[str, ...] = ()


class ContentNotice(Choices):
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
    def has_content_notice(self) -> bool:
        """Whether there is a notice; such content is kept out of share images and feeds."""
        return ContentNotice.of(self.get("care")) is not ContentNotice.NONE

    @property
    def is_collapsed(self) -> bool:
        """Whether the content is closed until the reader opens it."""
        return ContentNotice.of(self.get("care")) is ContentNotice.COLLAPSED

    @property
    def content_notice_text(self) -> str:
        """The editor's words, or a general notice in the active language."""
        return self.get("care_text") or gettext("This part may be distressing to read.")


class ContentNoticeStructBlock(ResultsStructBlock):
    """A block that can have a content notice.

    Its fields are stored as `care` and `care_text`.
    """

    care = SettingBlock(
        label=_("What is shown before the content"),
        choices=ContentNotice.choices,
        default=ContentNotice.NONE.value,
        help_text=_("For content that may be hard to read for those whom it concerns."),
    )
    care_text = OptionalChar(
        label=_("Text of the notice"),
        max_length=250,
        help_text=_("What the part is about, soberly. Left empty, a general notice is shown."),
    )

    class Meta:
        value_class = ContentNoticeValue


# The fields of the notice, for the settings of a form layout.
CONTENT_NOTICE = BlockGroup(["care", "care_text"], heading=_("Content notice"))
