"""From the real document to a draft that can be published an editor decides seldom."""

from dataclasses import replace

import pytest

from results.findings import read_open_points, store
from tests.factories import home_page
from tests.importing.test_real_document import DOCUMENT

from .importer import Importer, draft_of, index_page, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOCUMENT.exists(), reason="the document is not beside the project"),
]
MOST = 25


def test_from_the_file_to_what_can_be_published_it_takes_at_most_25_decisions() -> None:
    importer = Importer(index_page(parent=home_page("sv")))
    decided = ["the file", "the year"]
    review = importer.review(content=DOCUMENT.read_bytes(), name=DOCUMENT.name, year=2016)
    decided += [said(figure) for figure in review.html.select("li[data-pile=look]")]
    # Three labels are no names that an editor would keep.
    decided += ["shown", "shared", "share of the tips", "make the draft"]
    page = draft_of(review.make()).get_latest_revision_as_object()
    for point in (points := read_open_points(page.open_points)):
        decided += [point.text, f"{point.text} Done."]
    for block in page.body:
        for link in block.value.get("links", []):
            if not link.value.kind:
                link.value["page"] = importer.index
    page.open_points = store(replace(point, done=True) for point in points)
    page.save_revision(user=importer.user).publish(user=importer.user)
    decided.append("publish")
    page.refresh_from_db()
    assert page.live
    assert len(decided) <= MOST
