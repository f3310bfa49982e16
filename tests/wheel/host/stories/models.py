"""A host's own page type: an edition with one more field and one more block."""

from django.db import models

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import CharBlock
from wagtail.models import Page

from results.blocks import ResultsStreamBlock, ResultsStructBlock
from results.fields import StreamField
from results.models import ResultsPageMixin


class VoiceBlock(ResultsStructBlock):
    """Words of somebody whom the work reached."""

    words = CharBlock()
    who = CharBlock(required=False)

    class Meta:
        template = "stories/blocks/voice.html"
        prose = ("words", "who")


class StoryStreamBlock(ResultsStreamBlock):
    voice = VoiceBlock()


class StoryPage(ResultsPageMixin, Page):
    """An edition as this host tells it."""

    body = StreamField(StoryStreamBlock(), blank=True)
    motto = models.CharField(max_length=100, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("motto"), *ResultsPageMixin.results_panels]
    api_fields = [*ResultsPageMixin.results_api_fields, APIField("motto")]
    template = "results/results_page.html"
