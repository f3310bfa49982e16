"""A small site with one of everything that an address can name, and the people who ask for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from home.demo.people import make_people
from results.admin.groups import EDITORS, MODERATORS, make_groups
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Heartbeat, Publication
from results.record.recording import record_state
from tests.api.building import make_document, make_image
from tests.factories import (
    EDITOR,
    MODERATOR,
    PASSWORD,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    api_client,
    as_stream,
    block,
    browser_of,
    good_body,
    home_page,
    table_block,
)
from tests.translation.translating import submit, translate

# The demo's people, but that the editor is in one group only: what the moderator may is the other's.
# The visitor has an account without the admin; the stranger edits and publishes another section.
ROLES = ("nobody", "visitor", "stranger", "translator", "editor", "moderator", "admin")
# In every page and figure that is not public, but for the translations and the private files.
MARK = "unseen example"
NUMBER = "83749265"
# In these, which the translator reads.
TRANSLATED = "unread example"
# Who finds none of that in any answer.
UNSEEN = {
    "nobody": (MARK, NUMBER, TRANSLATED),
    "visitor": (MARK, NUMBER, TRANSLATED),
    "stranger": (MARK, NUMBER, TRANSLATED),
    "translator": (MARK, NUMBER),
}


@dataclass(frozen=True)
class World:
    """The people by role, and what they ask for."""

    people: dict[str, User]
    browsers: dict[str, Client]
    tokens: dict[str, Client]
    index: ResultsIndexPage
    other_index: ResultsIndexPage
    index_of_stranger: ResultsIndexPage
    edition: ResultsPage
    draft: ResultsPage
    image: Any
    document: Any
    private: Collection
    private_image: Any
    private_document: Any
    translation: Translation
    review: WorkflowState

    @classmethod
    def create(cls) -> "World":
        """A published edition with a newer draft and a translation, and one in review."""
        # What is slow is left to a process that is at work.
        Heartbeat.beat()
        LocaleFactory.create()
        english = LocaleFactory.create(language_code="en")
        home = home_page()
        home_page("en")
        image, document = make_image(), make_document()
        index = ResultsIndexPageFactory.create(parent=home)
        edition = ResultsPageFactory.create(
            parent=index, report=document, hero_image=image, content=[*good_body(), table_block()]
        )
        edition.save_revision().publish()
        translation = submit(edition)
        translate(translation, lambda text: f"{TRANSLATED} {text}")
        translation.save_target(publish=False)
        edition.refresh_from_db()
        edition.title, edition.body = MARK, as_stream(_unseen_body())
        edition.save_revision()
        edition.refresh_from_db()
        make_groups([home])
        people = make_people(PASSWORD, english)
        people["visitor"] = UserFactory.create(username="visitor")
        people["editor"].groups.set([Group.objects.get(name=EDITORS)])
        people["stranger"] = _make_stranger()
        draft = _unseen_edition(index, 2017, live=False)
        draft.save_revision()
        _make_unpublished(index, people["moderator"])
        private = Collection.get_first_root_node().add_child(name=TRANSLATED)
        CollectionViewRestriction.objects.create(collection=private, restriction_type="groups")
        return cls(
            people=people,
            browsers=_clients(browser_of, people),
            tokens=_clients(api_client, people),
            index=index,
            other_index=ResultsIndexPageFactory.create(parent=home, slug="other"),
            index_of_stranger=ResultsIndexPage.objects.get(slug="of-stranger"),
            edition=edition,
            draft=draft,
            image=image,
            document=document,
            private=private,
            private_image=_put(make_image(), private),
            private_document=_put(make_document(), private),
            translation=translation,
            review=_review(draft, people["editor"]),
        )


def _clients(make: Callable[[User], Client], people: dict[str, User]) -> dict[str, Client]:
    clients = {"nobody": Client(), **{name: make(user) for name, user in people.items()}}
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def _put(file: Any, collection: Collection) -> Any:
    file.title, file.collection = TRANSLATED, collection
    file.save()
    return file


def _make_stranger() -> User:
    """Somebody who may do everything with the pages and files of another section."""
    section = Page.get_first_root_node().add_child(instance=Page(title="Another", slug="another"))
    ResultsIndexPageFactory.create(parent=section, slug="of-stranger")
    collection = Collection.get_first_root_node().add_child(name="Another")
    stranger: User = UserFactory.create(username="stranger")
    group = Group.objects.create(name="Another section")
    named = Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    group.permissions.add(*named)
    for permission in Permission.objects.filter(codename__in=[*EDITOR, *MODERATOR, "unlock_page"]):
        GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    for permission in Permission.objects.filter(
        codename__regex="^(add|change|choose|delete)_(image|document)$"
    ):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission
        )
    stranger.groups.add(group)
    # As an account has it that was used before: the first use writes one.
    UserProfile.objects.create(user=stranger)
    return stranger


def _unseen_body() -> list[dict[str, Any]]:
    unseen = block("stat", "unseen", value=NUMBER, label=f"{MARK} of what is counted")
    return [*good_body(), unseen]


def _unseen_edition(index: ResultsIndexPage, year: int, **more: Any) -> ResultsPage:
    return ResultsPageFactory.create(
        parent=index, year=year, title=MARK, content=_unseen_body(), **more
    )


def _make_unpublished(index: ResultsIndexPage, reader: User) -> None:
    """Editions whose figures are on record: one that is private, one withdrawn, one deleted."""
    private, withdrawn, deleted = (_unseen_edition(index, year) for year in (2015, 2013, 2012))
    for publication in Publication.objects.all():
        record_state(publication)
    only = PageViewRestriction.objects.create(page=private, restriction_type="groups")
    only.groups.set(reader.groups.all())
    withdrawn.unpublish()
    deleted.delete()
    for publication in Publication.objects.all():
        record_state(publication)


def _review(page: Page, user: User) -> WorkflowState:
    """The page, waiting for those who publish."""
    task = GroupApprovalTask.objects.create(name="Example data")
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow = Workflow.objects.create(name="Example data")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return Workflow.objects.get(pk=workflow.pk).start(page, user)
