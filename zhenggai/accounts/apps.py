from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zhenggai.accounts"
    label = "accounts"

    def ready(self) -> None:
        from zhenggai.accounts.queries import wrong_links
        from zhenggai.ledger import proof

        proof.register(wrong_links)
