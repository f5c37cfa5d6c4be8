from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "zhenggai.rectification"
    label = "rectification"

    def ready(self) -> None:
        from zhenggai.accounts.actions import holds_account
        from zhenggai.ledger import proof
        from zhenggai.rectification.consistency import wrong_sums
        from zhenggai.rectification.queries import still_owned

        holds_account(still_owned)
        proof.register(wrong_sums)
