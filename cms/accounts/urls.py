"""Where people sign in when the site asks for a second factor; nobody signs up."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from allauth.account import views

from cms.views import unknown_address

accounts = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # Wagtail's own writes the address of the settings into its mail, whatever host was asked.
    path(
        "password/reset/",
        RedirectView.as_view(pattern_name="wagtailadmin_password_reset"),
        name="account_reset_password",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
urlpatterns = [
    path("accounts/", include(accounts)),
    re_path(r"^accounts(?:/.*)?$", unknown_address),
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailadmin_login",
    ),
]
