"""Tags of the portal's screens: `{% load portal %}`. Each calls one function elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.template import Context

from measures.access import organizations_where
from measures.choices import Right
from measures.forms.workflow import ReplyForm
from measures.models import MeasurePlan, Membership, Organization, User
from measures.queries import pages, people, second_factor, talk
from measures.queries.manual import help_address
from measures.queries.talk import Events, Talk
from measures.rules.paragraphs import Cell, Paragraph, markers
from measures.rules.scoring import score_text

register = template.Library()

# A period as print writes it; longer texts are sentences and break where they like.
_LONGEST_PERIOD = 30


@register.simple_tag
def standing_of(
    user: User | AnonymousUser,
    organization: Organization | str | None = None,
    memberships: list[Membership] | str = "",
) -> people.Standing:
    """The user's place and role for the masthead; pages of no organization pass nothing.

    A page that has read the user's memberships in its organization passes them.
    """
    read = None if isinstance(memberships, str) else memberships
    return people.standing_of(user, organization or None, read)  # type: ignore[arg-type]


@register.simple_tag(takes_context=True)
def main_pages(context: Context, standing: people.Standing) -> list[pages.MainPage]:
    """The pages of the main navigation that lead into the page's plan, or into `nav_plan`."""
    plan = context.get("plan") or context.get("nav_plan")
    if not isinstance(plan, MeasurePlan):
        return []
    match = getattr(context.get("request"), "resolver_match", None)
    return pages.main_pages(
        plan,
        match.url_name if match and context.get("plan") else "",
        may_import=context["user"].is_superuser or plan.organization_id in standing.edits_plans_of,
    )


@register.simple_tag(takes_context=True)
def help_link(context: Context) -> str:
    """Where the manual helps with this page."""
    match = getattr(context.get("request"), "resolver_match", None)
    return help_address(match.url_name if match else None)


@register.simple_tag
def second_factor_of(user: User) -> str:
    """Whether the account has to be guarded by one-time codes: required, optional or off."""
    return str(second_factor.second_factor_of(user))


@register.simple_tag
def administered_by(user: User) -> QuerySet[Organization]:
    """The organizations whose people and settings the user looks after."""
    return organizations_where(user, Right.EDIT_ORGANIZATION).order_by("name")


@register.filter
def marked(cell: Iterable[Paragraph]) -> list[tuple[str, Paragraph]]:
    """The paragraphs of a cell, each with the number or dash that print sets before it."""
    paragraphs = tuple(cell)
    return list(zip(markers(paragraphs), paragraphs, strict=True))


@register.filter
def score(value: Decimal) -> str:
    """A score or a difference: Thai digits, two decimals."""
    return score_text(value)


@register.filter
def tied(cell: Cell) -> Cell:
    """A period that breaks only after its dash: ต.ค. ๖๗ - ก.ย. ๖๘."""
    return tuple(
        replace(
            each,
            text="\N{NO-BREAK SPACE}- ".join(
                side.replace(" ", "\N{NO-BREAK SPACE}") for side in each.text.split(" - ")
            ),
        )
        if len(each.text) <= _LONGEST_PERIOD
        else each
        for each in cell
    )


@register.filter
def said_at_row(of_plan: Talk | None, pk: int) -> Events:
    """What was said of a row; nothing on pages that show no talk."""
    return of_plan.at_row.get(pk, ()) if of_plan else ()


@register.filter
def said_at_section(of_plan: Talk | None, pk: int) -> Events:
    """What was said of a section."""
    return of_plan.at_section.get(pk, ()) if of_plan else ()


@register.filter
def is_closed(said: Events) -> bool:
    """Whether the talk at a place is resolved."""
    return talk.is_closed(said)


@register.simple_tag
def reply_form(place: str, pk: int | str = "", of: str = "") -> ReplyForm:
    """The field to answer in the talk at `row` or `section` with a key, or of the whole plan."""
    return ReplyForm(place=f"{place}-{pk}" if pk else "", of=of)


@register.filter
def in_eights(digest: str) -> str:
    """A hash in groups of eight letters, as people compare it."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
