"""Loading the reference data of years from framework files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models, transaction

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.exchange.frameworks import FrameworkFile, read_framework
from measures.models import (
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    Question,
    User,
)

Change = tuple[str, dict[str, Any]]


@transaction.atomic
def load_reference(paths: Iterable[Path], *, by: User) -> list[Framework]:
    """Load framework files, all or none; returns those that changed.

    A file loaded before changes nothing. What a file no longer names is removed, which fails
    (ProtectedError) where a plan or a score refers to it. Raises FrameworkFileError,
    PermissionDenied.
    """
    require(by, Right.EDIT_REFERENCE, None)
    files = [read_framework(path) for path in sorted(paths)]
    changed = []
    for framework, changes in [_load(file) for file in files]:
        if changes:
            record(AuditAction.REFERENCE_LOADED, framework, after=changes, by=by)
            changed.append(framework)
    return changed


def _load(file: FrameworkFile) -> tuple[Framework, dict[str, Any]]:
    """Bring the database to what the file says; returns what changed, by label."""
    changes: dict[str, Any] = {}

    def place(model: type[models.Model], key: dict[str, Any], values: dict[str, Any]) -> Any:
        entry, changed = _place(model, key, values)
        if changed:
            changes[f"{model._meta.model_name} {entry}"] = {
                name: str(value) for name, value in values.items()
            }
        return entry

    year = place(FiscalYear, {"year_be": file.year_be}, {})
    framework: Framework = place(
        Framework, {"fiscal_year": year, "network": file.network}, {"title": file.title}
    )
    instruments = {
        entry.code: place(
            Instrument,
            {"framework": framework, "code": entry.code},
            {"name": entry.name, "weight": entry.weight, "certainty": entry.certainty},
        )
        for entry in file.instruments
    }
    indicators = {
        entry.number: place(
            Indicator,
            {"framework": framework, "number": entry.number},
            {
                "name": entry.name,
                "instrument": instruments[entry.instrument],
                "certainty": entry.certainty,
            },
        )
        for entry in file.indicators
    }
    kept: list[models.Model] = [*instruments.values(), *indicators.values()]
    kept += [
        place(
            Issue,
            {"framework": framework, "number": entry.number},
            {"name": entry.name, "certainty": entry.certainty},
        )
        for entry in file.issues
    ]
    kept += [
        place(
            Question,
            {"indicator": indicators[entry.indicator], "code": entry.code},
            {"text": entry.text, "certainty": entry.certainty},
        )
        for entry in file.questions
    ]
    kept += [
        place(
            GradeBand,
            {"framework": framework, "position": position},
            {
                "name": entry.name,
                "total_from": entry.total_from,
                "each_instrument_from": entry.each_instrument_from,
                "passes": entry.passes,
            },
        )
        for position, entry in enumerate(file.bands, start=1)
    ]
    for stale in _others(framework, kept):
        changes[f"{stale._meta.model_name} {stale}"] = "ลบ"
        stale.delete()
    return framework, changes


def _place(
    model: type[models.Model], key: dict[str, Any], values: dict[str, Any]
) -> tuple[Any, bool]:
    """Find by key, else create; set the values that differ. Returns (entry, whether changed)."""
    entry = model._default_manager.filter(**key).first()
    if entry is None:
        entry = model(**key, **values)
        entry.full_clean()
        entry.save(force_insert=True)
        return entry, True
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, values[name])
    if changed:
        entry.full_clean()
        entry.save(update_fields=changed)
    return entry, bool(changed)


def _others(framework: Framework, kept: list[models.Model]) -> list[models.Model]:
    """Entries of the framework that the file does not name, dependants first."""
    of_framework: list[models.QuerySet[Any]] = [
        GradeBand.objects.filter(framework=framework),
        Question.objects.filter(indicator__framework=framework),
        Issue.objects.filter(framework=framework),
        Indicator.objects.filter(framework=framework),
        Instrument.objects.filter(framework=framework),
    ]
    return [
        entry
        for entries in of_framework
        for entry in entries.exclude(
            pk__in=[each.pk for each in kept if type(each) is entries.model]
        )
    ]
