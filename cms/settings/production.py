"""Settings for production, which refuse to start half-configured."""

import ipaddress
import os

from django.core.exceptions import ImproperlyConfigured

from cms.environment import env_bool, env_int, env_list

from .base import *

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the site's own hosts, separated by commas; * is not a host."
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


# A trial on one's own machine goes without a certificate; a site that others reach does not.
PLAIN_HTTP = env_bool("PLAIN_HTTP")
if PLAIN_HTTP and not all(_is_loopback(host) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("PLAIN_HTTP is allowed for localhost only.")
if WAGTAIL_RESULTS["WEBHOOKS_PRIVATE"] and not PLAIN_HTTP:
    raise ImproperlyConfigured("WEBHOOKS_PRIVATE is allowed with PLAIN_HTTP only.")

if PLAIN_HTTP:
    # Nobody waits half a minute for files to be compressed that never leave this machine.
    STORAGES = {
        **STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
        },
    }
else:
    if not os.environ.get("BASE_URL", "").startswith("https://"):
        raise ImproperlyConfigured("BASE_URL must be the site's address, https:// and its host.")
    SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env_bool("SECURE_HSTS_PRELOAD", default=True)
    SESSION_COOKIE_NAME = "__Host-sessionid"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

# Only a proxy that always sets the header, and drops the visitor's own, may be believed.
if env_bool("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    PROXY_COUNT = env_int("PROXY_COUNT", 1)

CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
