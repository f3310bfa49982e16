"""Headers that Django does not set by itself."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

ADMIN_PATHS = ("/admin/",)
TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")


class TextGZipMiddleware(GZipMiddleware):
    """Compresses whole answers of text.

    Pictures, fonts and PDFs get no smaller, and a part of a file (206) no longer fits its range.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        if response.status_code == HTTPStatus.PARTIAL_CONTENT or not is_text:
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Gives the admin its own Content-Security-Policy, and every response a Permissions-Policy.

    It stands directly after Django's ContentSecurityPolicyMiddleware, which reads the policy
    that is set here. A preview is rendered through an inner request for the page's own path,
    so it keeps the public policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PATHS) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.SECURE_CSP_ADMIN  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
