"""People who sign in: passwords, wrong ones, the second factor."""

from cms.environment import env_bool, env_int

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Wrong passwords and codes. How many proxies of our own stand in front is known in production only.

PROXY_COUNT = 0
AXES_CLIENT_IP_CALLABLE = "cms.middleware.client_address"
AXES_HANDLER = "cms.accounts.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = env_int("LOGIN_FAILURE_LIMIT", 5)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 1  # hours
# Who tries again meanwhile waits no longer, and writes nothing into the database.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "cms.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code"]
AXES_VERBOSE = False

# The second factor: an app that shows codes, or a passkey. The tables are there in any case.

SECOND_FACTOR = env_bool("SECOND_FACTOR")
if SECOND_FACTOR:
    WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_RATE_LIMITS = {
    # Of one person from all addresses together; only whoever knows the password is asked for a code.
    "login_failed": "10/h/key",
    # Mails about a forgotten password, for one client, and for one address of mail.
    "reset_password": "10/h/ip,3/h/key",
}
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.accounts.forgotten.PasswordResetForm"  # noqa: S105
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code counts for half a minute longer, for clocks that are not right.
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "cms.accounts.lockout.AuthenticateForm",
    "reauthenticate": "cms.accounts.lockout.ReauthenticateForm",
}
