from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_cache_tables(_: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables of the caches in settings.CACHES that are kept in the database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Limits on signing in are counted in the database, where every process sees them."""

    operations = [migrations.RunPython(make_cache_tables, migrations.RunPython.noop)]
