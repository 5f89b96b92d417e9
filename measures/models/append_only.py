"""The record of changes is only ever added to: triggers that the database itself keeps.

They hold against every way in, the database's own shell included; only who may change the schema
can take them away. SQLite drops a table's triggers when a migration makes the table anew: such a
migration ends with `migrations.RunPython(keep_append_only, let_go)` again, else
tests/measures/test_audit.py fails.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "measures_auditentry"
REFUSAL = "audit entries are only ever added"

_POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""

# INSERT OR REPLACE removes the replaced row without a DELETE that a trigger could see.
TRIGGERS: dict[str, dict[str, str]] = {
    "sqlite": {
        f"{TABLE}_{name}": f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for name, event, condition in (
            ("no_update", "UPDATE", ""),
            ("no_delete", "DELETE", ""),
            ("no_replace", "INSERT", f"WHEN NEW.id IN (SELECT id FROM {TABLE})"),  # noqa: S608
        )
    },
    "postgresql": {
        f"{TABLE}_no_{event.lower()}": f"CREATE TRIGGER {TABLE}_no_{event.lower()} "
        f"BEFORE {event} ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()"
        for event in ("UPDATE", "DELETE", "TRUNCATE")
    },
}


def creating(vendor: str) -> list[str]:
    """The statements that make the triggers, by `connection.vendor`."""
    function = [_POSTGRESQL_FUNCTION] if vendor == "postgresql" else []
    return [*function, *TRIGGERS[vendor].values()]


def dropping(vendor: str) -> list[str]:
    """The statements that take the triggers away, whether or not they are there."""
    table = f" ON {TABLE}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{table}" for name in TRIGGERS[vendor]]


def keep_append_only(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The migration's step: make the triggers, those that were there anew."""
    vendor = schema_editor.connection.vendor
    for statement in (*dropping(vendor), *creating(vendor)):
        schema_editor.execute(statement, None)


def let_go(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards."""
    for statement in dropping(schema_editor.connection.vendor):
        schema_editor.execute(statement, None)
