"""The measures app: what an organization promised, did and scored."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Django's entry to the app."""

    name = "measures"
    verbose_name = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have each sign-in ask once whether a second factor is still to be set up."""
        from .views import second_factor  # noqa: F401 - connects itself; needs the models loaded
