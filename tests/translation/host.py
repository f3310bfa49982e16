"""Blocks as a site may build them: ours in stock ones, stock ones in ours."""

from wagtail.blocks import (
    BlockQuoteBlock,
    BooleanBlock,
    CharBlock,
    DecimalBlock,
    EmailBlock,
    ListBlock,
    PageChooserBlock,
    RegexBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from results.blocks import ResultsStructBlock, StatBlock


class Undeclared(ResultsStructBlock):
    """A block that says nothing of translation."""

    title = CharBlock(required=False)
    text = TextBlock(required=False)
    rich = RichTextBlock(required=False)
    quote = BlockQuoteBlock(required=False)
    url = URLBlock(required=False)
    email = EmailBlock(required=False)
    page = PageChooserBlock(required=False)
    document = DocumentChooserBlock(required=False)
    picture = ImageChooserBlock(required=False)
    number = DecimalBlock(required=False)
    code = RegexBlock(regex=r".*", required=False)
    yes = BooleanBlock(required=False)
    tags = ListBlock(CharBlock())


class ReplaceableOnly(Undeclared):
    """A block that says what is replaceable, and nothing of its text."""

    class Meta:
        replaceable = ("document",)


class NothingIsProse(Undeclared):
    """A block that says that nothing is prose."""

    class Meta:
        prose = ()


class SomeProse(Undeclared):
    """A block that says what is prose."""

    class Meta:
        prose = ("title", "tags")


class Inner(ResultsStructBlock):
    """The inner part of `Deep`."""

    label = CharBlock(default="")
    keyword = CharBlock(required=False)
    notes = ListBlock(TextBlock())

    class Meta:
        prose = ("label", "notes")


class Deep(ResultsStructBlock):
    """Stock blocks in ours in stock blocks in ours, four structs deep."""

    heading = CharBlock(required=False)
    parts = StreamBlock(
        [
            ("inner", Inner()),
            (
                "box",
                StructBlock(
                    [
                        ("caption", CharBlock(required=False)),
                        ("embed", EmbedBlock(required=False)),
                        ("picture", ImageBlock(required=False)),
                        ("inners", ListBlock(Inner())),
                        ("lists", ListBlock(ListBlock(CharBlock()))),
                        ("stats", StreamBlock([("stat", StatBlock())])),
                    ]
                ),
            ),
        ],
        required=False,
    )
    line = StaticBlock()

    class Meta:
        prose = ("heading",)
