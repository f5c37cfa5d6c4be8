"""Addresses of signing in and out."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from zhenggai.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo/", views.enter_demo, name="enter-demo"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign-out"),
]
