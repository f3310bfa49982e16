"""The tables of the app, which refer to those of wagtail-localize."""

from django.apps import apps

# Without wagtail-localize a system check says what is missing; nothing here could be imported.
if apps.is_installed("wagtail_localize"):
    from ..languages.localized import ScheduledTranslation, WorkedOnTranslation
    from .glossary import Term
    from .tables import TextState

    __all__ = ["ScheduledTranslation", "Term", "TextState", "WorkedOnTranslation"]
