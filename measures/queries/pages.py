"""Addresses of the portal's pages by their names, where there is such a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import get_resolver, reverse

from measures.models import MeasurePlan


def has_page(name: str) -> bool:
    """Whether the portal has a page of this name."""
    return name in get_resolver().reverse_dict


def page(name: str, *parts: object) -> str:
    """The address of the page with these parts; "" where there is no such page."""
    return reverse(name, args=parts) if has_page(name) else ""


def plan_page(name: str, plan: MeasurePlan) -> str:
    """The address of a page of the plan; "" where there is no such page."""
    return page(name, plan.organization.code, plan.fiscal_year.year_be)


def table_page(plan: MeasurePlan) -> str:
    """Where the plan's table stands: in the grid, or on the page that only shows it."""
    return plan_page("grid", plan) or plan_page("plan-read", plan)


@dataclass(frozen=True, slots=True)
class MainPage:
    """A page of the main navigation."""

    label: str
    address: str
    is_current: bool


_MAIN = {"plan": "แผนและรายงาน", "plan-scores": "คะแนน ITA", "import-file": "นำเข้า"}


def main_pages(plan: MeasurePlan, current: str | None, *, may_import: bool) -> list[MainPage]:
    """The pages of the main navigation that belong to a plan.

    `current` names the page shown: what is none of these is a part of the plan; "" is no part.
    """
    if current and current.startswith("import-"):
        current = "import-file"  # every page on the way of a file
    part = current if current in _MAIN or not current else "plan"
    found = (
        (name, label, plan_page(name, plan))
        for name, label in _MAIN.items()
        if may_import or name != "import-file"
    )
    return [MainPage(label, address, name == part) for name, label, address in found if address]
