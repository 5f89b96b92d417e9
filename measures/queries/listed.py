"""Rows of a relation as one column of the row that they belong to.

One query reads so what `prefetch_related` would read by a query for each relation. It suits short
rows that are only read; whoever needs objects of the model prefetches them.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler


class JSONList(Aggregate):
    """The values of a group as a JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """PostgreSQL's own name of it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def listed(model: type[Model], of: str, *fields: str) -> Subquery:
    """The objects of a model that belong to the outer row by the lookup `of`: [{field: value}, …].

    None where there are none. As JSON knows neither, a decimal comes as a number, and SQLite's
    truth values as 0 and 1.
    """
    grouped = model._default_manager.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(
        grouped.annotate(listed=JSONList(JSONObject(**{each: each for each in fields}))).values(
            "listed"
        )
    )
