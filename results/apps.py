"""App configuration of `results`: what follows a publication, and what answers below the pages."""

from functools import partial

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from .conf import has


class ResultsConfig(AppConfig):
    """The plugin: pages, blocks, publications and rules."""

    name = "results"
    label = "results"
    verbose_name = _("Results")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the guard in its place, and register what follows a publication and what answers."""
        from . import catalogues, checks  # noqa: F401
        from .blocks import resolving
        from .publishing import guard
        from .reading import reading_for
        from .snapshots.checks import check_app

        register(check_app, Tags.compatibility)
        resolving.reading_alone = reading_for
        catalogues.connect()
        guard.connect()
        register_steps()
        register_addresses()


def register_steps() -> None:
    """Register what follows a publication, in this order; `results.publishing.steps` runs it.

    Beside it, in the transaction of the change itself, the events of webhooks are written, and the
    stored answers become old.
    """
    from .models import ResultsIndexPageMixin, ResultsPageMixin
    from .publishing import Kind, PublishingMixin, register_maintenance_task, register_step
    from .publishing.due import is_immediate
    from .publishing.steps import follow, guarded_models
    from .record import recording
    from .sync import follow_source

    register_step(
        "record",
        recording.follow,
        order=40,
        kinds=recording.KINDS,
        label=_("Record of the figures"),
        model=ResultsPageMixin,
        in_request=True,
    )
    register_maintenance_task(partial(recording.record_left_over, ResultsPageMixin))
    for model in guarded_models():
        if issubclass(model, ResultsPageMixin):
            name = "results.record.deletion"
            post_delete.connect(recording.follow_deletion, sender=model, dispatch_uid=name)
    texts_of: follow_source.TextsOf = follow_source.no_texts
    if has("translation"):
        from .translation import mails
        from .translation.localize import source

        texts_of = source.update_strings
    register_step(
        "translations",
        partial(follow_source.follow, texts_of=texts_of),
        order=50,
        label=_("Other languages"),
        model=PublishingMixin,
        in_request=True,
    )
    if has("translation"):
        register_step(
            "next_languages",
            source.submit_next_edition,
            order=55,
            kinds=[Kind.PUBLISHED],
            label=_("The languages of the edition before"),
            model=ResultsPageMixin,
        )
        register_step(
            "tell_translators",
            mails.notify_translators,
            order=60,
            kinds=[Kind.PUBLISHED],
            label=_("Mail to translators"),
            model=PublishingMixin,
        )
    # Each page that the steps before have changed has a publication of its own.
    if has("snapshots"):
        from .snapshots.operations import has_caches_in_front, purge, refresh_after

        if has_caches_in_front():
            register_step("caches", purge, order=140, label=_("Caches in front"))
        if not is_immediate(follow):
            # Workers are there when `run_results`, which does it at each round, may not be.
            register_step("refresh", refresh_after, order=145, label=_("Stored responses"))
    if has("pdf"):
        from .pdf import stored as pdf

        register_maintenance_task(pdf.ask_for_missing)
        register_step(
            pdf.KIND,
            pdf.follow,
            order=pdf.ORDER,
            kinds=pdf.KINDS,
            label=_("PDF file"),
            model=ResultsPageMixin,
        )
        register_step(
            f"{pdf.KIND}-of-editions",
            pdf.follow_index,
            order=pdf.ORDER,
            kinds=[Kind.PUBLISHED],
            label=_("PDF files of the editions"),
            model=ResultsIndexPageMixin,
        )


def register_addresses() -> None:
    """Register what answers below the pages, and what is downloaded there."""
    from .models import (
        ResultsIndexPageMixin,
        ResultsPageMixin,
        register_address,
        register_download,
    )
    from .models.addresses import CARD_WORDS, FIGURE_WORDS, INDICATOR_WORDS, ROUTE
    from .models.versions import WORDS, as_it_was
    from .reading.page_reading import TABLE_FILE
    from .sharing import data_files, feed, figure_views, index_views, share_image

    register_address("feed", feed.feed, model=ResultsIndexPageMixin)
    register_address("share-image", share_image.share_image, model=ResultsPageMixin)
    for name, (view, find) in data_files.FILES.items():
        for model in (ResultsPageMixin, ResultsIndexPageMixin):
            register_address(f"data.{name}", view, model=model)
        register_download(find)
    register_address(TABLE_FILE, data_files.table_file, model=ResultsPageMixin)
    for word in WORDS:
        register_address(f"{word}/<int:number>", as_it_was, model=ResultsPageMixin)
    below = {
        "": figure_views.figure_page,
        "/share-image": share_image.figure_image,
        **{f"/{word}": figure_views.card for word in CARD_WORDS},
    }
    for word in FIGURE_WORDS:
        for rest, answer in below.items():
            route = f"{word}/{ROUTE}{rest}"
            register_address(route, answer, model=ResultsPageMixin, public_only=True)
    register_address("data", index_views.data_page, model=ResultsIndexPageMixin)
    for word in INDICATOR_WORDS:
        route = f"{word}/<str:slug>"
        register_address(route, index_views.indicator_page, model=ResultsIndexPageMixin)
        for name, file in index_views.FILES.items():
            register_address(f"{route}/data.{name}", file, model=ResultsIndexPageMixin)
