from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "zhenggai.insight"
    label = "insight"
