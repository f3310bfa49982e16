"""A page whose public changes are guarded and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from .acts import acting
from .refused import Refused
from .scheduling import SCHEDULED, publish_scheduled

if TYPE_CHECKING:
    from wagtail.models import Page as Base
    from wagtail.models import Revision

    from .refused import Refusal
else:
    # The mixin is only ever used in front of a page; it is no page itself, so that a site with a
    # base page model of its own can use it too.
    Base = models.Model


class PublishingMixin(Base):
    """Put it before `Page` in the bases: what the public sees of the page is then guarded.

    The guard itself is in `results.publishing.guard` and stands where the row is written, since
    moving, expiry and bulk actions save an object of the bare class `Page`, which has no methods
    of ours.
    """

    class Meta:
        abstract = True

    def get_refusals(self, *, publishing: bool) -> Sequence[Refusal]:
        """What refuses the page as it stands in memory. Nothing by default.

        With `publishing` false only the rules of safety, which hold for every save of content;
        with `publishing` true also those of completeness, asked while the parent page is locked.
        """
        return ()

    def get_conflicts(self) -> Sequence[Refusal]:
        """What a sibling refuses this page when it moves to another place. Nothing by default."""
        return ()

    def save_revision(self, *args: Any, changed: bool = True, **kwargs: Any) -> Revision:
        """Refuse content that is not safe in drafts as well; raise Refused then."""
        if changed and (refusals := self.get_refusals(publishing=False)):
            raise Refused(refusals, self)
        return super().save_revision(*args, changed=changed, **kwargs)

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
        with acting(user):
            if log_action == SCHEDULED:
                publish_scheduled(self, revision, super().publish, options)
            else:
                super().publish(revision, **options)
