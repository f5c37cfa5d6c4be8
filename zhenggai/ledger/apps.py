from django.apps import AppConfig
from django.core import checks


class LedgerConfig(AppConfig):
    name = "zhenggai.ledger"
    label = "ledger"

    def ready(self) -> None:
        from zhenggai.ledger.checks import check_recorded_models

        checks.register(check_recorded_models)
