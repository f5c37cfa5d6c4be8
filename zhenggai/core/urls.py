"""Addresses of what every page shares: the choice of language, and the page of components."""

from django.urls import path

from zhenggai.core import language, views

app_name = "core"
urlpatterns = [
    path("language/", language.choose_language, name="language"),
    path("ui/", views.components, name="components"),
]
