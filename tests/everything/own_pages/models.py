"""The base of all pages of the site."""

from django.db import models

from wagtail.models import AbstractPage


class BasePage(AbstractPage):
    """A page, and how much it matters."""

    importance = models.CharField(max_length=255, blank=True)
