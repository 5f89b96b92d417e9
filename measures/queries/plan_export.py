"""A stored plan for `export_plan`: its content with whose it is and of which years."""

from __future__ import annotations

from typing import Any

from measures.exchange.plan_json import FORMAT, VERSION, plan_to_json
from measures.models import FiscalYear, MeasurePlan

from .plan_draft import known_names, plan_draft


def exported_plan(plan: MeasurePlan) -> dict[str, Any]:
    """Everything the plan holds, ready for JSON. Years are BE, None where the plan names none."""
    organization = plan.organization
    year_be = plan.fiscal_year.year_be
    return {
        "format": FORMAT,
        "version": VERSION,
        "organization": {
            "code": organization.code,
            "name": organization.name,
            "kind": organization.kind,
            "kind_label": organization.get_kind_display(),
            "district": organization.district,
            "province": organization.province,
            "is_demo": organization.is_demo,
        },
        "fiscal_year_be": year_be,
        "posted_for_be": _year(plan.posted_for),
        "score_year_be": _year(plan.score_year),
        "state": plan.state,
        "state_label": plan.get_state_display(),
        **plan_to_json(plan_draft(plan), known_names(organization, year_be), with_pictures=True),
    }


def _year(year: FiscalYear | None) -> int | None:
    return year.year_be if year else None
