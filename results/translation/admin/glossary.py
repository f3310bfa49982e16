"""The glossary in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from ..glossary import Term


class GlossaryViewSet(SnippetViewSet):
    """The glossary terms, in the snippets menu."""

    model = Term
    icon = "wagtail-localize-language"
    menu_label = _("Glossary")
    list_display = ("term", "source_locale", "target_locale", "preferred", "keep")
    list_filter = ("source_locale", "target_locale", "keep")
    search_fields = ("term", "preferred", "forbidden", "reason")
    list_export = (
        "term",
        "source_locale",
        "target_locale",
        "preferred",
        "forbidden",
        "keep",
        "reason",
    )
    panels = (
        FieldRowPanel([FieldPanel("source_locale"), FieldPanel("target_locale")]),
        FieldPanel("term"),
        FieldPanel("preferred"),
        FieldPanel("keep"),
        FieldPanel("forbidden"),
        FieldPanel("reason"),
    )
