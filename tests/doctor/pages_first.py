"""The demo's addresses, with Wagtail's own before all others."""

from cms.urls import urlpatterns as of_the_demo

urlpatterns = [*of_the_demo[-1:], *of_the_demo[:-1]]
