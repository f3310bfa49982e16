"""What stands in an address where its pattern has an argument: rows of the small world."""

from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    APIToken,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
    Site,
    UploadedFile,
)
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation

from results.importing.keeping import packed
from results.importing.models import DocumentImport, Upload
from results.importing.reading import read_document
from results.models import LanguageVersion
from results.models.addresses import figure_address
from results.publishing import Publication
from results.reading import PageReading
from results.record.versions import keep_version
from results.translation.glossary import Term
from results.translation.tables import TextState
from results.webhooks.models import Endpoint
from tests.factories import IndicatorFactory
from tests.importing.papers import plain, tag
from tests.importing.printed import printed
from tests.rights.world import World

Values = dict[str, Any]


def url_of(name: str, arguments: set[str], values: dict[str, Values]) -> str:
    """The address, with the values of its name, else of its namespace, else of any address."""
    known = values[""] | values.get(name.rpartition(":")[0], {}) | values.get(name, {})
    return reverse(name, kwargs={argument: known[argument] for argument in arguments})


def values_in(world: World) -> dict[str, Values]:
    """The values of arguments, by the name or the namespace of addresses."""
    editor, edition, draft = world.people["editor"], world.edition, world.draft
    image, document = {"pk": world.image.pk}, {"pk": world.document.pk}
    locale = world.translation.target_locale
    term = Term.objects.create(
        source_locale=Locale.get_default(), target_locale=locale, term="tips"
    )
    of_terms = {"app_label": "results_translation", "model_name": "term", "pk": term.pk}
    indicator = {
        "app_label": "results",
        "model_name": "indicator",
        "pk": IndicatorFactory.create().pk,
    }
    of_draft = {"page_id": draft.pk}
    endpoint = Endpoint.objects.create(name="Example data", url="https://receiver.example/")
    version = edition.get_translation(locale)
    LanguageVersion.objects.get_or_create(page=version, source_language="sv")
    row = StringTranslation.objects.filter(locale=locale).first()
    decision: dict[str, Any] = {"act": "one", "kind": "saved", "by": None, "text": "", "before": {}}
    TextState.objects.update_or_create(
        translation=row, defaults={"act": "one", "history": [decision]}
    )
    restriction = PageViewRestriction.objects.create(
        page=draft, restriction_type="password", password="example data"
    )
    session = EditingSession.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(edition),
        object_id=edition.pk,
        last_seen_at=timezone.now() + timedelta(days=1),
    )
    state = world.review.current_task_state
    task = {"pk": state.task_id}
    return {
        "": {
            "action_name": "approve",
            "app_label": "results",
            "app_name": "results",
            "collection_id": world.private.pk,
            "content_type_app_name": "results",
            "content_type_model_name": "resultspage",
            "act": "one",
            "destination_id": world.other_index.pk,
            "doc_id": world.document.pk,
            "document_id": world.document.pk,
            "filter_spec": "max-50x50",
            "image_id": world.image.pk,
            "index_id": world.index.pk,
            "language": "sv",
            "model_name": "resultspage",
            "name": "complete",
            "object_id": edition.pk,
            "overridable_segment_id": OverridableSegment.objects.first().pk,
            "page_id": edition.pk,
            "page_pk": draft.pk,
            "page_to_move_id": edition.pk,
            "page_view_restriction_id": restriction.pk,
            "parent_page_id": world.index.pk,
            "pk": edition.pk,
            "publication_id": Publication.objects.filter(page_id=edition.pk).latest("pk").pk,
            "record_id": _record(world).pk,
            "version_id": keep_version(edition).pk,
            "redirect_id": Redirect.objects.create(old_path="/old", redirect_page=edition).pk,
            "restriction_id": CollectionViewRestriction.objects.get().pk,
            "revision_id": edition.revisions.first().pk,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "session_id": session.pk,
            "string": StringSegment.objects.first().pk,
            "string_segment_id": StringSegment.objects.first().pk,
            "task_id": state.task_id,
            "task_state_id": state.pk,
            "token": "token",
            "translation_id": world.translation.pk,
            "translation_source_id": world.translation.source_id,
            "uidb64": "MQ",
            "upload_id": _upload(world).pk,
            "workflow_pk": world.review.workflow_id,
            "workflow_state_id": world.review.pk,
        },
        "results_admin:language_differences": {"page_id": version.pk},
        "results_importing:page": {
            "upload_id": _upload(world, printed("<p>Example data")).pk,
            "number": 1,
        },
        "results_importing:picture": {
            "upload_id": _upload(world, tag(plain()).encode()).pk,
            "number": 0,
        },
        "results_previews": {"token": "none-that-was-given-out"},
        "results_webhooks": {"pk": endpoint.pk},
        "wagtail_localize": of_terms,
        "wagtail_localize:convert_to_alias": {"page_id": version.pk},
        "wagtailadmin_api:documents": document,
        "wagtailadmin_api:images": image,
        "wagtailadmin_api:pages:action": {"action_name": "unpublish"},
        "wagtailadmin_collections": {"pk": world.private.pk},
        "wagtailadmin_pages:collect_workflow_action_data": of_draft,
        "wagtailadmin_pages:convert_alias": {"page_id": world.index.get_translation(locale).pk},
        "wagtailadmin_pages:confirm_workflow_cancellation": of_draft,
        "wagtailadmin_pages:workflow_action": of_draft,
        "wagtailadmin_pages:workflow_history": of_draft,
        "wagtailadmin_pages:workflow_history_detail": of_draft,
        "wagtailadmin_pages:workflow_preview": of_draft,
        "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
        "wagtailadmin_workflows": {
            "app_label": "wagtailcore",
            "model_name": "groupapprovaltask",
            "pk": world.review.workflow_id,
        },
        "wagtailadmin_workflows:disable_task": task,
        "wagtailadmin_workflows:edit_task": task,
        "wagtailadmin_workflows:enable_task": task,
        "wagtailapi:documents": document,
        "wagtailapi:images": image,
        "wagtailcore_authenticate_with_password": of_draft,
        "wagtaildocs": {"uploaded_file_id": _uploaded(world.document, editor).pk},
        "wagtaildocs_chooser": document,
        "wagtailimages": {"uploaded_file_id": _uploaded(world.image, editor).pk},
        "wagtailimages_chooser": image,
        "wagtaillocales": {"pk": locale.pk},
        "wagtailsites": {"pk": Site.objects.get().pk},
        "wagtailsnippetchoosers_results_translation_term": of_terms,
        "wagtailsnippetchoosers_results_indicator": indicator,
        "wagtailsnippets_results_indicator": indicator,
        "wagtailsnippets_results_translation_term": of_terms,
        "wagtailusers_api_tokens": {"pk": APIToken.objects.get(user=editor).pk},
        "wagtailusers_groups": {"pk": editor.groups.get().pk},
        "wagtailusers_users": {"pk": editor.pk},
    }


def _figure_urls(world: World) -> list[str]:
    """The address of a figure of the edition, and those below it."""
    figure = next(iter(PageReading.of(world.edition).figure_ids))
    below = ("", "card/", "share-image/")
    return [figure_address(world.edition.url, "sv", figure, each) for each in below]


def examples_in(world: World) -> dict[str, list[str]]:
    """The addresses whose pattern has no name or no named argument, or that ask for a query."""
    chosen = f"?id={world.draft.pk}&id={world.edition.pk}"
    return {
        "admin/.*/$": ["/admin/unknown/"],
        "admin/test404/": ["/admin/test404/"],
        "api(?:/.*)?$": ["/api/unknown/"],
        "documents(?:/.*)?$": ["/documents/"],
        "favicon.ico": ["/favicon.ico"],
        "media(?:/.*)?$": ["/media/"],
        "media/<path:path>": [world.image.file.url],
        "robots.txt": ["/robots.txt"],
        "wagtail_bulk_action": [
            f"/admin/bulk/wagtailcore/page/{action}/{chosen}"
            for action in ("delete", "move", "publish", "unpublish")
        ],
        # No page has a second mode of its preview.
        "wagtail_localize:preview_translation": [
            f"/admin/localize/translate/{world.translation.pk}/preview/"
        ],
        "results_file": [
            *(f"{world.edition.url}data.{name}" for name in ("csv", "json", "xlsx")),
            *(f"{world.index.url}data.{name}" for name in ("csv", "json", "xlsx")),
        ],
        "wagtail_serve": [world.edition.url, f"{world.index.url}data/", *_figure_urls(world)],
        "wagtailadmin_api:documents:find": [
            f"/admin/api/main/documents/find/?id={world.document.pk}"
        ],
        "wagtailadmin_api:images:find": [f"/admin/api/main/images/find/?id={world.image.pk}"],
        "wagtailadmin_api:pages:find": [f"/admin/api/main/pages/find/?id={world.edition.pk}"],
        "wagtailadmin_choose_page_chosen_multiple": [
            f"/admin/choose-page/chosen-multiple/{chosen}"
        ],
        "wagtailapi:documents:find": [f"/api/v2/documents/find/?id={world.document.pk}"],
        "wagtailapi:images:find": [f"/api/v2/images/find/?id={world.image.pk}"],
        "wagtailapi:pages:find": [f"/api/v2/pages/find/?id={world.edition.pk}"],
        "wagtaildocs_chooser:chosen_multiple": [
            f"/admin/documents/chooser/chosen-multiple/?id={world.private_document.pk}"
        ],
        "wagtaildocs_serve": [world.document.url],
        "wagtailimages_chooser:chosen_multiple": [
            f"/admin/images/chooser/chosen-multiple/?id={world.private_image.pk}"
        ],
    }


def _record(world: World) -> DocumentImport:
    return DocumentImport.objects.create(
        index=world.index,
        page=world.draft,
        user=world.people["editor"],
        file_name="example.txt",
        period_start=date(2017, 1, 1),
        period_end=date(2017, 12, 31),
        state=DocumentImport.State.MADE,
    )


def _upload(world: World, content: bytes = b"Example data\n\nThe hotline") -> Upload:
    return Upload.objects.create(
        user=world.people["editor"],
        index=world.index,
        file_name="example.txt",
        content=content,
        document=packed(read_document(content, "a.html")),
        year=2018,
    )


def _uploaded(file: Any, user: Any) -> UploadedFile:
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(file),
        file=ContentFile(b"example data", "example.bin"),
        uploaded_by_user=user,
    )
