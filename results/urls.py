"""Files below pages, such as `2016/data.csv`; a site includes these addresses before Wagtail's.

Wagtail's own address of pages takes no dots.
"""

from django.urls import re_path

from wagtail.views import serve

urlpatterns = [
    re_path(r"^((?:[\w-]+/)*[\w-]+\.(?:csv|json|xlsx))$", serve, name="results_file"),
]
