from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "zhenggai.signoff"
    label = "signoff"
