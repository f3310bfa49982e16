"""What stands beside the texts of a page: what is the same in every language, and a translator's questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Comment

from ...blocks.stat_value import StatValue
from ...blocks.walking import Node, Path, walk
from ...quantities import format_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail_localize.models import Translation

# That of Wagtail's own choosers, so that it is there already.
SPEC = "max-165x165"


@dataclass(frozen=True)
class ShownFigure:
    """A figure as readers of one language see it; `language` is the code of that of its label."""

    number: str
    label: str
    language: str


@dataclass(frozen=True)
class Beside:
    """The figures beside a text, in the order of the page and in both languages, and its picture."""

    figures: tuple[ShownFigure, ...] = ()
    translated: tuple[ShownFigure, ...] = ()
    picture: Any = None


class Surroundings:
    """What stands beside the texts of a page and of its translation."""

    def __init__(self, source: Any, target: Any, languages: tuple[str, str]) -> None:
        self._source, self._target, self._languages = source, target, languages

    def of(self, path: Path) -> Beside:
        """Return what stands beside the text at a path, such as ("body", "<id>", "heading")."""
        value = self._around(path)
        if image := _image_in(value):
            return Beside(picture=self._thumbnails.get(image.pk))
        keys = [value["figure"]] if value.get("figure") else self._keys_within(path[:-1])
        return Beside(
            tuple(self._figures[key] for key in keys if key in self._figures),
            tuple(self._translated[key] for key in keys if key in self._figures),
        )

    def _around(self, path: Path) -> dict[str, Any]:
        if path == ("hero_alt_text",):
            return {"image": self._main_image}
        node = self._nodes.get(path[:-1])
        return node.value if node and node.is_struct else {}

    def _keys_within(self, path: Path) -> list[str]:
        return [key for key, place in self._places.items() if path and place[: len(path)] == path]

    @cached_property
    def _nodes(self) -> dict[Path, Node]:
        return {node.path: node for node in _nodes_of(self._source)}

    @cached_property
    def _places(self) -> dict[str, Path]:
        nodes = self._nodes.values()
        return {node.identity: node.path for node in nodes if isinstance(node.value, StatValue)}

    @cached_property
    def _figures(self) -> dict[str, ShownFigure]:
        return _shown(self._nodes.values(), self._languages[0])

    @cached_property
    def _translated(self) -> dict[str, ShownFigure]:
        source, target = self._languages
        # What the page does not have yet it will have from the source.
        nodes = (*self._nodes.values(), *_nodes_of(self._target))
        return {
            key: replace(shown, language=source)
            if key in self._figures and shown.label == self._figures[key].label
            else shown
            for key, shown in _shown(nodes, target).items()
        }

    @property
    def _main_image(self) -> Any:
        return getattr(self._source, "hero_image", None)

    @cached_property
    def _thumbnails(self) -> dict[int, Any]:
        values = [node.value for node in self._nodes.values() if node.is_struct]
        images = [self._main_image, *map(_image_in, values)]
        keys = {image.pk for image in images if image}
        found = get_image_model().objects.filter(pk__in=keys).prefetch_renditions(SPEC)
        return {image.pk: get_rendition_or_not_found(image, SPEC) for image in found}


def _image_in(value: dict[str, Any]) -> Any:
    found = value.get("image") or value.get("poster")
    # The picture of a campaign is a block with texts of its own.
    return found if isinstance(found, AbstractImage) else None


def _nodes_of(page: Any) -> Iterator[Node]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from walk(field.stream_block, getattr(page, field.name), (field.name,))


def _shown(nodes: Any, language: str) -> dict[str, ShownFigure]:
    found = {}
    for node in nodes:
        if isinstance(node.value, StatValue) and (quantity := node.value.quantity):
            number = format_quantity(quantity, language)
            label = node.value.get("label") or ""
            found[node.identity] = ShownFigure(number, label, language)
    return found


def questions_of(translation: Translation, user: Any) -> dict[str, list[Comment]]:
    """Return what the user has asked about the texts of a translation, by the path of the text.

    Comments of others are for those who edit the source. Two queries, whatever their number.
    """
    found: dict[str, list[Comment]] = {}
    asked = Comment.objects.filter(
        page__translation_key=translation.source.object_id,
        page__locale=translation.source.locale,
        user=user,
    )
    for comment in asked.order_by("pk").prefetch_related("replies__user"):
        found.setdefault(comment.contentpath, []).append(comment)
    return found
