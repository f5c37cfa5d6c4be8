from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "zhenggai.rectification"
    label = "rectification"
