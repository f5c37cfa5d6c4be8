"""Addresses of the pages on papers."""

from django.urls import path

from zhenggai.documents import views

app_name = "documents"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("import/", views.import_notice, name="import"),
    path("import/confirm/", views.confirm_import, name="import-confirm"),
    path("inspections/<int:inspection_id>/notice/", views.notice, name="notice"),
    path("inspections/<int:inspection_id>/notice/words/", views.words, name="notice-words"),
    path("inspections/<int:inspection_id>/notice/issue/", views.issue, name="notice-issue"),
    path("inspections/<int:inspection_id>/papers/<slug:name>.<slug:kind>", views.paper, name="paper"),
]
