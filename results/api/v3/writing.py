"""The plugin's fields in the bodies that API v3 accepts, and where it says that something is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.db.models import ForeignKey
from django.utils.translation import override

from wagtail.api.v3 import errors
from wagtail.api.v3.schemas.generators.write import (
    InputSchemaGenerator,
    create_generator,
    foreign_key_schema,
    patch_generator,
)

from pydantic import AliasChoices, BeforeValidator, ValidationError, model_validator
from pydantic.fields import FieldInfo

from ...compat import WRITE_SCHEMA
from ...fields import StreamField
from ...issues import place_of
from ...models import ResultsIndexPageMixin, ResultsPageMixin
from ...publishing import Refused
from .blocks import StreamTypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.models import Page

    from pydantic_core import InitErrorDetails

_types = StreamTypes(writes=True)


def register_fields() -> None:
    """Have both writing schemas, of a new page and of a change, use what stands here.

    Of the plugin's pages they refuse keys that no page has.
    """
    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, stream_schema)
        generator.register_field_schema(ForeignKey, reference_schema)
    WRITE_SCHEMA.apply(_strict)


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


def _strict(generate_schema: Any) -> Any:
    def generate(self: Any, model: type[Page], *, base_class: Any, **options: Any) -> Any:
        if issubclass(model, (ResultsPageMixin, ResultsIndexPageMixin)):
            base_class = _strict_base(model, base_class)
        # In one language, whichever the site starts in.
        with override("en"):
            return generate_schema(self, model, base_class=base_class, **options)

    return generate


def _strict_base(model: type[Page], base_class: Any) -> Any:
    """The base class of a schema, which refuses keys that are neither written nor read.

    What is read only is passed over, so that a page can be sent back as it was read.
    """
    known = {"id", *(getattr(field, "name", field) for field in model.api_fields)}
    # A reference has two names.
    known |= {f"{name}_id" for name in known}

    # Pydantic's own setting for this has the base of the class validate everything twice.
    class Strict(base_class):
        @model_validator(mode="wrap")
        @classmethod
        def refuse(cls, data: Any, handler: Callable[[Any], Any]) -> Any:
            """Refuse each key that is neither written nor read, with its place."""
            if isinstance(data, dict) and (
                unknown := data.keys() - known - cls.model_fields.keys()
            ):
                mistakes: list[InitErrorDetails] = [
                    {"type": "extra_forbidden", "loc": (key,), "input": key}
                    for key in sorted(unknown)
                ]
                raise ValidationError.from_exception_data("body", mistakes)
            return handler(data)

    Strict.__name__ = base_class.__name__
    return Strict


def answer_refusals() -> None:
    """Have API v3 answer a refusal as it answers any other mistake: type, place and message.

    Wagtail's handler knows an error of validation by its sentences only. Loads API v3, for which
    every app must be ready.
    """
    from wagtail.api.v3.api import api

    api.add_exception_handler(Refused, _answer)


def _answer(request: Any, refused: Refused) -> Any:
    found = [
        {
            "type": refusal.code,
            # As for a draft: the steps through the body that the client has sent.
            "loc": [place_of(refused.page, refusal.path, in_json=True)[1:]] if refusal.path else [],
            "msg": str(refusal.message),
        }
        for refusal in refused.refusals
    ]
    return errors.problem_response(status=422, detail="Validation failed", errors=found)
