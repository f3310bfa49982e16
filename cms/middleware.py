"""Headers that Django does not set by itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN_PATHS = ("/admin/",)


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
