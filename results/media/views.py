"""The view that serves files, with the privacy of the collection for every rendition."""

from mimetypes import guess_type
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition

from ..compat import image_policy

# A name never gets another content. A picture that becomes private is gone from caches by then.
MAX_AGE = 24 * 60 * 60  # seconds
# Shorter than any signature is valid.
REDIRECT_MAX_AGE = 60  # seconds
# An SVG that is opened by itself runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

# What a browser shows; anything else is saved.
SHOWN = ("image/", "audio/", "video/")
# Their files are given by their collections' privacy, or by Wagtail.
KEPT = (AbstractImage, AbstractRendition, AbstractDocument)


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with an image, a rendition or a file of another model, to be mounted at `MEDIA_URL`.

    One of a private collection is given to those whom the collection accepts, and to those who may
    choose it in the admin; others get 403. Files of other models, such as the avatars of Wagtail's
    accounts, are for everybody. Nothing else in the storage is given: Wagtail serves documents at an
    address of their own.
    """
    found = _find(path) or _find_elsewhere(path)
    if found is None:
        raise Http404
    image, file = found
    is_public = image is None or _check(request, image)
    etag = quote_etag(path)
    response = get_conditional_response(request, etag=etag) or _answer(file)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if not is_public:
        add_never_cache_headers(response)
    elif isinstance(response, HttpResponseRedirect):
        patch_cache_control(response, public=True, max_age=REDIRECT_MAX_AGE)
    else:
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _find(path: str) -> tuple[Any, FieldFile] | None:
    """Return the image that the stored file is of, and the file; None for no image's."""
    model = get_image_model()
    renditions = model.get_rendition_model().objects.select_related("image__collection")
    if (rendition := renditions.filter(file=path).first()) is not None:
        return rendition.image, rendition.file
    image = model.objects.select_related("collection").filter(file=path).first()
    return None if image is None else (image, image.file)


def _find_elsewhere(path: str) -> tuple[None, FieldFile] | None:
    """Return the file if a row of a model that is neither Wagtail's libraries' nor ours names it."""
    ours = __name__.partition(".")[0]
    for model in apps.get_models():
        if issubclass(model, KEPT) or model.__module__.partition(".")[0] == ours:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField) and field.storage is default_storage:
                row = model._base_manager.filter(**{field.name: path}).first()
                if row is not None:
                    return None, getattr(row, field.name)
    return None


def _check(request: HttpRequest, image: Any) -> bool:
    """Return whether everybody may see the image; raise PermissionDenied if this visitor may not."""
    restrictions = list(image.collection.get_view_restrictions())
    if (
        restrictions
        and not all(restriction.accept_request(request) for restriction in restrictions)
        and not image_policy().user_has_any_permission_for_instance(
            request.user, ["choose", "change"], image
        )
    ):
        raise PermissionDenied
    return not restrictions


def _answer(file: FieldFile) -> HttpResponseBase:
    try:
        file.path  # noqa: B018  # what only a storage on this machine's disks has
    except NotImplementedError:
        direct_url = getattr(file.storage, "direct_url", file.storage.url)
        return HttpResponseRedirect(direct_url(str(file.name)))
    try:
        kind = guess_type(str(file.name))[0] or ""
        return FileResponse(file.open("rb"), as_attachment=not kind.startswith(SHOWN))
    except FileNotFoundError as error:
        raise Http404 from error
