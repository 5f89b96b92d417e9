"""The reports app: what leaves the portal."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Django's entry to the app."""

    name = "reports"
    verbose_name = "รายงาน"

    def ready(self) -> None:
        """Have the office's own wording count in what is approved."""
        from measures.queries.printed_beside import also_printed

        from .actions.wording import printed_wording

        also_printed("wording", printed_wording)
