"""The pages of the baseline's site and the setting in its footer."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from benchmarks.plain.blocks import BODY


@register_setting
class Footer(BaseSiteSetting):
    """The line at the foot of every page."""

    text = models.CharField(max_length=250)


class FramedPage(Page):
    """A page with what the site's frame needs: the way to it, and its languages."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the ancestors below the root and the versions in every language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.get_ancestors().live().filter(depth__gt=1)
        context["versions"] = self.get_translations(inclusive=True).live().select_related("locale")
        return context


class HomePage(FramedPage):
    """The front page."""

    template = "plain/text_page.html"
    text = RichTextField(blank=True)


class TextPage(FramedPage):
    """A page of text: what links lead to."""

    template = "plain/text_page.html"
    text = RichTextField(blank=True)


class IndexPage(FramedPage):
    """A list of editions."""

    template = "plain/index_page.html"
    introduction = models.TextField(blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the editions, newest first."""
        context = super().get_context(request, *args, **kwargs)
        context["editions"] = EditionPage.objects.child_of(self).live().order_by("-period_end")
        return context


class EditionPage(FramedPage):
    """The results of one period."""

    template = "plain/edition_page.html"
    period_start = models.DateField()
    period_end = models.DateField()
    introduction = models.TextField(blank=True)
    body = StreamField(BODY)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("period_start"),
        FieldPanel("period_end"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    api_fields: ClassVar = [
        APIField("period_start"),
        APIField("period_end"),
        APIField("introduction"),
        APIField("body"),
    ]
