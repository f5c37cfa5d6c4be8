"""Addresses of signing in and out, of the first start, and of units and people."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from zhenggai.accounts.views import people, signing

app_name = "accounts"
urlpatterns = [
    path("start/", signing.start, name="start"),
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo/", signing.enter_demo, name="enter-demo"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign-out"),
    path("password/", signing.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/<str:verb>/", people.person_act, name="person-act"),
    path("people/grants/<int:pk>/end/", people.end_grant, name="grant-end"),
    path("people/units/add/", people.add_unit, name="unit-add"),
    path("people/units/<int:unit_id>/add/", people.add_person, name="person-add"),
]
