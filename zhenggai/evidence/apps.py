from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "zhenggai.evidence"
    label = "evidence"

    def ready(self) -> None:
        from zhenggai.evidence.queries import altered_files
        from zhenggai.ledger import proof

        proof.register(altered_files)
