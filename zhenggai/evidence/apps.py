from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "zhenggai.evidence"
    label = "evidence"
