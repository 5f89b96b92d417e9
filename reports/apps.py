"""The reports app: what leaves the portal."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Django's entry to the app."""

    name = "reports"
    verbose_name = "รายงาน"
