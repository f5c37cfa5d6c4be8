"""Addresses of what every page shares: the choice of language and of display, and the page of components."""

from django.urls import path

from zhenggai.core import display, language, views

app_name = "core"
urlpatterns = [
    path("language/", language.choose_language, name="language"),
    path("display/", display.choose_display, name="display"),
    path("ui/", views.components, name="components"),
]
