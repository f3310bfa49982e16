"""What the site has: plain pages, whose text its own API gives."""

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    """A page of text."""

    text = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("text")]
    api_fields = [APIField("text")]
