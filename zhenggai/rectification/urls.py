"""Addresses of a case's pages."""

from django.urls import path

from zhenggai.rectification import views

app_name = "rectification"
urlpatterns = [
    path("inspections/<int:inspection_id>/lists/", views.lists, name="lists"),
    path("inspections/<int:pk>/act/<slug:verb>/", views.inspection_act, name="inspection-act"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/<slug:verb>/", views.finding_act, name="finding-act"),
    path("measures/<int:pk>/<slug:verb>/", views.measure_act, name="measure-act"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
]
