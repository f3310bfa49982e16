"""What a stream refers to is found in its JSON, as Wagtail finds it in built blocks."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

import pytest
from wagtail_factories import ImageFactory

from results.fields import StreamField
from results.models import ResultsPage
from tests.api.building import Edition
from tests.factories import block, home_page

pytestmark = pytest.mark.django_db


class OldLink(blocks.StructBlock):
    """A host's struct that still reads the plain number that it once was."""

    page = blocks.PageChooserBlock()

    def bulk_to_python(self, values: Any) -> Any:
        """Take a number for the only child."""
        return super().bulk_to_python(
            [each if isinstance(each, dict) else {"page": each} for each in values]
        )


HOST = blocks.StreamBlock(
    [
        ("image", ImageBlock()),
        ("old", OldLink()),
        ("text", blocks.RichTextBlock()),
        ("several", blocks.ListBlock(blocks.ListBlock(blocks.PageChooserBlock()))),
    ]
)


def test_the_references_of_an_edition_are_those_of_its_built_blocks_and_cost_no_query(
    every_block: Edition, django_assert_num_queries: Any
) -> None:
    field: Any = ResultsPage._meta.get_field("body")
    page = ResultsPage.objects.get(pk=every_block.swedish.pk)
    with django_assert_num_queries(0):
        found = list(field.extract_references(page.body))
    assert found == list(field.stream_block.extract_references(page.body))
    assert len({model for model, *_rest in found}) >= 3


def test_a_host_s_own_blocks_refer_to_what_they_read() -> None:
    home, image = home_page().pk, ImageFactory.create().pk
    field = StreamField(HOST, name="body")
    link = f'<p><a linktype="page" id="{home}">Home</a></p>'
    stream = field.to_python(
        [
            block("image", "1", image=image, decorative=True, alt_text=""),
            {**block("old", "2"), "value": home},
            {**block("text", "3"), "value": link},
            {**block("several", "4"), "value": [[home], [home, None]]},
        ]
    )
    found = list(field.extract_references(stream))
    assert found == list(HOST.extract_references(stream))
    assert len(found) == 5
