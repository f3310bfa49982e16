"""Compression, headers that Django does not set, and client addresses behind a proxy."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from results.snapshots.rate_limit import network_of

ADMIN_PATHS = ("/admin/",)
TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")


class TextGZipMiddleware(GZipMiddleware):
    """Compresses complete text responses.

    Pictures, fonts and PDFs do not shrink, and a compressed part (206) would not match its range.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        if response.status_code == HTTPStatus.PARTIAL_CONTENT or not is_text:
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Sets the admin's own Content-Security-Policy, and a Permissions-Policy on every response.

    It stands directly after Django's ContentSecurityPolicyMiddleware, which reads the policy set
    here. A preview is rendered through an inner request for the page's own path, so it keeps the
    public policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PATHS) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.SECURE_CSP_ADMIN  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


def client_address(request: HttpRequest) -> str:
    """Return the client's address as seen by our own proxies; with IPv6, that of its network.

    Each proxy appends to X-Forwarded-For the address that connected to it. Entries further left
    come from the client and may be forged. Without a proxy, or for a malformed header, it is the
    address of the connection.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    seen = hops[-settings.PROXY_COUNT] if 0 < settings.PROXY_COUNT <= len(hops) else remote
    return network_of(seen) or network_of(remote) or remote
