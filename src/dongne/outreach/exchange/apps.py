from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "dongne.outreach.exchange"
    label = "exchange"
