"""Searching the text of cells."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast


def holding_text(entries: QuerySet[Any], cells: Iterable[str], words: str) -> QuerySet[Any]:
    """The entries with every word in one of their cells, named by lookup: measures__content.

    PostgreSQL gives stored JSON back as text with Thai letters, SQLite as it was written, with
    each Thai letter as an escape: either is looked for.
    """
    for word in words.split():
        escaped = json.dumps(word)[1:-1]
        found = Q()
        for number, cell in enumerate(cells):
            entries = entries.alias(**{f"cell_{number}": Cast(cell, TextField())})
            found |= Q(**{f"cell_{number}__icontains": word})
            found |= Q(**{f"cell_{number}__contains": escaped})
        entries = entries.filter(found)
    return entries
