"""A page whose public changes are guarded and recorded, how its texts are cleaned, and what leads to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.forms import DateTimeField
from django.http import Http404

from wagtail.models import Page

from ..characters import cleaned
from ..context import fetching_once
from ..issues import ALIAS, UNREADABLE, Refused
from .people import as_user, has_expired, is_system, title_in_admin
from .scheduling import SCHEDULED, publish_scheduled

if TYPE_CHECKING:
    from django.db.models import Field
    from django.http import HttpRequest

    from wagtail.models import Page as Base
    from wagtail.models import Revision
    from wagtail.url_routing import RouteResult

    from ..issues import Issue
else:
    # The mixin is only ever used in front of a page; it is no page itself, so that a site with a
    # base page model of its own can use it too.
    Base = models.Model

logger = logging.getLogger(__name__)

# What Django and Wagtail raise for content that is not what a field or a stream is made of.
DAMAGED = (ValidationError, ObjectDoesNotExist, TypeError, ValueError, LookupError, AttributeError)
# What Wagtail keeps of a page: nobody enters it, a revision does not change it, and the database has
# constraints for it.
KEPT = ("content_type", "live_revision", "latest_revision", "locale", "owner")
UNIQUE = ("path", "translation_key")


class PublishingMixin(Base):
    """Put it before `Page` in the bases: what the public sees of the page is then guarded.

    The guard itself is in `results.publishing.guard` and stands where the row is written, since
    moving, expiry and bulk actions save an object of the bare class `Page`, which has no methods
    of ours.
    """

    # What the rules have found in the streams of this object; a revision hands it on to its page.
    results_checked: Any = None

    class Meta:
        abstract = True

    def read_content(self) -> Any:
        """Return what is read once for each save, and handed to the methods below. None by default."""

    def get_refusals(
        self, content: Any = None, *, publishing: bool, goes_public: bool = False
    ) -> Sequence[Issue]:
        """Return what refuses the page as it stands in memory. Nothing by default.

        With `publishing` false only the rules of safety, which hold for every save of content;
        with `publishing` true also those of completeness, asked while the parent page is locked; with
        `goes_public` also those for what readers do not see yet.
        """
        return ()

    def get_refusals_to_schedule(self) -> Sequence[Issue]:
        """Return what refuses a time to come when it is set. Nothing by default.

        The rules of completeness hold when the time has come.
        """
        return ()

    def get_conflicts(self) -> Sequence[Issue]:
        """Return what siblings refuse a moved page or a new alias. Nothing by default."""
        return ()

    def keep_published(self, content: Any) -> None:
        """Put back what a save must not lose of what is public. Nothing by default.

        Called before each save of content and of a revision; while the parent page is locked, if the
        page is live.
        """

    def keep_what_was_public(self, content: Any, *, is_withdrawn: bool) -> None:
        """Keep what the public sees before other content takes its place, or none. Nothing by default.

        Called when the save is permitted, before the row is written.
        """

    @property
    def current_workflow_state(self) -> Any:
        """The review in progress; None for the system, whose publishing ends nobody's review."""
        return None if is_system() else super().current_workflow_state

    def full_clean(self, exclude: Any = None, **options: Any) -> None:
        """Validate what people enter; of a new page also what Wagtail keeps of it."""
        kept = () if self._state.adding else (*KEPT, *UNIQUE)
        super().full_clean(exclude={*(exclude or ()), *kept}, **options)

    def clean(self) -> None:
        """Refuse a time so early or so late that it has no counterpart in another time zone."""
        super().clean()
        for name in ("go_live_at", "expire_at"):
            moment = getattr(self, name)
            try:
                if moment is not None:
                    moment.astimezone(UTC)
            except OverflowError as error:
                message = DateTimeField.default_error_messages["invalid"]
                raise ValidationError({name: message}, code="invalid") from error

    def get_admin_display_title(self) -> str:
        """Return the title of the draft to those who may see that, otherwise what is public of it."""
        return title_in_admin(self, super().get_admin_display_title())

    @property
    def has_expired(self) -> bool:
        """Whether the page's time is over, even if nobody has unpublished it yet."""
        return has_expired(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead to the page, or raise Http404 when it is not public or has expired."""
        if not path_components and self.has_expired:
            raise Http404
        return super().route(request, path_components)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the page with the content of a revision; raise Refused if that is damaged.

        Everyone who reads a revision comes here: the scheduler, bulk actions, comparing and
        reverting, API v3. None of them is then answered with a server error.
        """
        try:
            page = super().with_content_json({**content, **dict.fromkeys(KEPT)})
            page.live_revision_id = self.live_revision_id
            # The address is made of it already.
            page._cached_parent_obj = self.get_parent()
            return page
        except Exception as error:
            # For an object that is gone, and must not be, modelcluster raises a bare Exception.
            if not isinstance(error, DAMAGED) and type(error) is not Exception:
                raise
            logger.warning("A revision of page %s cannot be read", self.pk, exc_info=True)
            raise Refused([UNREADABLE], self) from error

    def save_revision(self, *args: Any, changed: bool = True, **kwargs: Any) -> Revision:
        """Clean the texts of drafts as well; raise Refused for an alias and for content that is not safe."""
        if self.alias_of_id:
            raise Refused([ALIAS], self)
        clean_texts(self)
        with fetching_once():
            content = self.read_content()
            self.keep_published(content)
            if changed and (refusals := self.get_refusals(content, publishing=False)):
                raise Refused(refusals, self)
        revision: Any = super().save_revision(*args, changed=changed, **kwargs)
        revision.results_checked = self.results_checked
        return revision

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        **options: Any,
    ) -> None:
        """Publish the revision; raise Refused unless it is the scheduler that asks.

        A scheduled revision that is refused loses its time, is logged and mailed.
        """
        options |= {"user": user, "changed": changed, "log_action": log_action}
        with as_user(user):
            if log_action == SCHEDULED:
                publish_scheduled(self, revision, super().publish, options)
            else:
                super().publish(revision, **options)


def is_guarded(page: Any) -> bool:
    """Whether the page, perhaps in the form of a bare `Page`, is of a type with the mixin."""
    return issubclass(page.specific_class or type(page), PublishingMixin)


def written_fields(page: Any, update_fields: Iterable[str] | None) -> dict[str, Field[Any, Any]]:
    """Return the fields that the save writes, by the name of their attribute."""
    names = None if update_fields is None else set(update_fields)
    return {
        field.attname: field
        for field in page._meta.concrete_fields
        if names is None or names & {field.name, field.attname}
    }


def clean_before_save(
    sender: type[Any], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Clean what the save writes, unless it is a fixture."""
    if not raw:
        clean_texts(instance, update_fields)


def clean_texts(instance: Any, update_fields: Iterable[str] | None = None) -> None:
    """Clean the texts that a save writes, in memory."""
    for name in written_fields(instance, update_fields):
        value = getattr(instance, name)
        if isinstance(value, str):
            setattr(instance, name, cleaned(value))


class GuardedForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A `ForeignKey` to guarded pages only, or to their revisions. Migrations know the ordinary key.

    The deletion of any other page does not ask for such rows.
    """

    def __init__(self, to: Any, on_delete: Callable[..., None], **kwargs: Any) -> None:
        super().__init__(to, _where_guarded(on_delete), **kwargs)
        self._on_delete = on_delete

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs["on_delete"] = self._on_delete
        kind = type(self).__name__.removeprefix("Guarded")
        return name, f"django.db.models.{kind}", args, kwargs


class GuardedOneToOneField(GuardedForeignKey, models.OneToOneField):  # type: ignore[type-arg]
    """A `OneToOneField` to a guarded page or to a revision of one."""


def page_link() -> GuardedOneToOneField:
    """Return the link from a guarded page type to `Page`, otherwise as Django makes it."""
    return GuardedOneToOneField(
        Page, models.CASCADE, auto_created=True, parent_link=True, primary_key=True, serialize=False
    )


def _where_guarded(on_delete: Callable[..., None]) -> Callable[..., None]:
    def follow(collector: Any, field: Any, sub_objs: Any, using: str) -> None:
        collected = collector.data.items()
        pages = [page for model, rows in collected if issubclass(model, Page) for page in rows]
        # A revision can be deleted without its page.
        if not pages or any(map(is_guarded, pages)):
            on_delete(collector, field, sub_objs, using)

    # Django asks for no rows before it calls this.
    follow.lazy_sub_objs = True  # type: ignore[attr-defined]
    return follow
