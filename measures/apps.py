"""The measures app: what an organization promised, did and scored."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Django's entry to the app."""

    name = "measures"
    verbose_name = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    default_auto_field = "django.db.models.BigAutoField"
