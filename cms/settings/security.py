"""Security headers, cookies and limits, whatever the deployment."""

import os
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP

from cms.environment import env_bool, env_int

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# For old browsers; the others follow frame-ancestors below.
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.errors.csrf_refused"

WAGTAIL_RESULTS: dict[str, Any] = {
    "UNCACHED_PER_MINUTE": env_int("UNCACHED_PER_MINUTE", 120),
    "CLIENT_ADDRESS": "cms.middleware.client_address",
    # Whoever signs in with a second factor notes when, which changes no public answer.
    "SNAPSHOT_IRRELEVANT_TABLES": ["mfa_authenticator"],
    # The front end that shows drafts, and whether webhooks may go to one on this machine; where
    # DEBUG is on they may anyway.
    "PREVIEW_URL": os.environ.get("PREVIEW_URL", ""),
    "WEBHOOKS_PRIVATE": env_bool("WEBHOOKS_PRIVATE") or None,
}

_front_end = urlsplit(WAGTAIL_RESULTS["PREVIEW_URL"])
FRONT_ENDS = [f"{_front_end.scheme}://{_front_end.netloc}"] if _front_end.netloc else []

# The players of films, which a page asks for only after a reader's click.
PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]

# Framing by the site itself stays allowed: Wagtail's preview pane shows the page in a frame.
SECURE_CSP: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": PLAYERS,
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}

# Wagtail's editor and wagtail-localize's translation screen insert scripts and styles of their
# own and offer no nonce; nobody but the editors, behind the login, gets this policy.
SECURE_CSP_ADMIN: dict[str, Any] = {
    **SECURE_CSP,
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF, *FRONT_ENDS],
}

PERMISSIONS_POLICY = (
    "accelerometer=(), "
    "autoplay=(self " + " ".join(f'"{player}"' for player in PLAYERS) + "), "
    "camera=(), display-capture=(), encrypted-media=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-get=(self), usb=(), browsing-topics=()"
)
