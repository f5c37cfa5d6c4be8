"""Addresses of the office side. Each context owns its own; this file only joins them."""

from django.urls import include, path

handler400 = "zhenggai.core.views.bad_request"

urlpatterns = [
    path("", include("zhenggai.insight.urls")),
    path("", include("zhenggai.rectification.urls")),
    path("", include("zhenggai.documents.urls")),
    path("", include("zhenggai.accounts.urls")),
    path("", include("zhenggai.core.urls")),
]
