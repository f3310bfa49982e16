"""The blocks of a results page, by Wagtail's own means."""

from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DecimalBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)


class FigureBlock(StructBlock):
    """A number and what it counts."""

    value = DecimalBlock()
    label = CharBlock()
    qualifier = ChoiceBlock(choices=[("exact", "exactly"), ("over", "over")], default="exact")
    unit = ChoiceBlock(choices=[("number", ""), ("percent", "%")], default="number")

    class Meta:
        template = "plain/blocks/figure.html"


class LinkBlock(StructBlock):
    """A link to a page or to an address."""

    text = CharBlock()
    page = PageChooserBlock(required=False)
    url = URLBlock(required=False)

    class Meta:
        template = "plain/blocks/link.html"


class WorkBlock(StructBlock):
    """A campaign with its figures and links."""

    heading = CharBlock()
    hashtag = CharBlock(required=False)
    text = RichTextBlock(features=["bold", "italic", "link", "ol", "ul"])
    figures = ListBlock(FigureBlock())
    links = ListBlock(LinkBlock())

    class Meta:
        template = "plain/blocks/work.html"


class SharingBlock(StructBlock):
    """A call to share the page."""

    heading = CharBlock()
    text = TextBlock(required=False)
    channels = MultipleChoiceBlock(
        choices=[("facebook", "Facebook"), ("linkedin", "LinkedIn"), ("email", "E-mail")]
    )

    class Meta:
        template = "plain/blocks/sharing.html"


BODY = [("work", WorkBlock()), ("sharing", SharingBlock())]
