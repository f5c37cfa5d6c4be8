"""Addresses of the pages that read across contexts."""

from django.urls import path

from zhenggai.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("inspections/", views.cases, name="cases"),
    path("inspections/switcher/", views.switcher, name="switcher"),
    path("inspections/<int:inspection_id>/", views.overview, name="overview"),
    path("inspections/<int:inspection_id>/record/", views.record, name="record"),
    path("inspections/<int:inspection_id>/record/receipt/", views.receipt, name="receipt"),
]
