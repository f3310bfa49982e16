"""The plugin's fields in the bodies that API v3 accepts."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import ForeignKey

from wagtail.api.v3.schemas.generators.write import (
    InputSchemaGenerator,
    create_generator,
    foreign_key_schema,
    patch_generator,
)

from pydantic import AliasChoices, BeforeValidator
from pydantic.fields import FieldInfo

from ...fields import StreamField
from ...models import ResultsPageMixin
from .blocks import BlockTypes

_types = BlockTypes()


def register_fields() -> None:
    """Have both writing schemas, of a new page and of a change, use what stands here."""
    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, stream_schema)
        generator.register_field_schema(ForeignKey, reference_schema)


def stream_schema(generator: InputSchemaGenerator, field: StreamField) -> tuple[Any, Any]:
    """A stream of the plugin, checked against its block definitions."""
    return _types.of_stream_field(field.stream_block), []


def reference_schema(generator: InputSchemaGenerator, field: ForeignKey[Any, Any]) -> Any:
    """A reference; those of the plugin's pages are accepted as they are read: {"id": 7, …}.

    Wagtail reads `hero_image` as an object and writes `hero_image_id` as a number; without this,
    a body that was read and sent back would leave the picture as it is, whatever it says.
    """
    annotation, default = foreign_key_schema(generator, field)
    if not issubclass(field.model, ResultsPageMixin):
        return annotation, default
    return Annotated[annotation, BeforeValidator(_id_of)], FieldInfo(
        default=default.default,
        validation_alias=AliasChoices(field.name, field.attname),
        title=default.title,
        description=default.description,
    )


def _id_of(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) and "id" in value else value
