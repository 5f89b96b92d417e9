"""Writing everything that a plan holds at once, from a draft."""

from __future__ import annotations

from django.db import transaction

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, ResponsibleKind, Right, Round
from measures.exchange.drafts import PlanDraft
from measures.exchange.plan_json import plan_to_json
from measures.models import MeasurePlan, Organization, RoundResult, User
from measures.queries.plan_draft import known_names, plan_draft, rows_in_draft_order

from .content_writer import ContentWriter, checked
from .entries import require_editable_state
from .pictures import with_safe_pictures


@transaction.atomic
def write_content(plan: MeasurePlan, draft: PlanDraft, *, by: User) -> None:
    """Replace what a plan holds by a draft; one audit entry with before and after.

    What most forms have no place for (analyses, links, pictures, signatories) stays where the
    draft has none. Raises PermissionDenied, RefusedPicture, ValidationError when the plan's state
    allows no change, and KeyError when the draft names an issue or indicator that the framework
    of its year does not have.
    """
    require(by, Right.EDIT_PLAN, plan.organization)
    require_editable_state(locked_state(plan))
    known = known_names(plan.organization, plan.fiscal_year.year_be)
    stored = plan_draft(plan, with_pictures=False)
    draft = with_safe_pictures(draft, plan.organization).beside(stored)
    replace_content(plan, draft)
    record(
        AuditAction.CHANGED,
        plan,
        before=plan_to_json(stored, known),
        after=plan_to_json(draft, known),
        by=by,
    )


def locked_state(plan: MeasurePlan) -> str:
    """The plan's stored state, its row locked until the transaction ends."""
    states = MeasurePlan.objects.select_for_update().values_list("state", flat=True)
    return states.get(pk=plan.pk)


def replace_content(plan: MeasurePlan, draft: PlanDraft) -> None:
    """Write a draft in place of all that a plan holds; the caller has locked, asked and records.

    Units that the draft names and the organization lacks are added. Pictures are named as
    `with_safe_pictures` names them. What stands around the tables is left alone where the draft
    says the same.
    """
    stored = plan_draft(plan, with_pictures=False)
    plan.form = draft.form
    plan.cover, plan.introduction, plan.appendix = draft.cover, draft.introduction, draft.appendix
    checked(plan).save(update_fields=["form", "cover", "introduction", "appendix"])
    plan.sections.all().delete()
    writer = ContentWriter(plan)
    for position, section in enumerate(draft.sections, start=1):
        writer.section(position, section)
    if draft.analyses != stored.analyses:
        plan.analyses.all().delete()
        for analysis in draft.analyses:
            writer.analysis(analysis)
    if draft.links != stored.links:
        plan.links.all().delete()
        for position, link in enumerate(draft.links, start=1):
            writer.link(position, link)
    if draft.pictures != stored.pictures:
        plan.pictures.all().delete()
        for position, picture in enumerate(draft.pictures, start=1):
            writer.picture(position, picture)
    if draft.signatories != stored.signatories:
        plan.signatories.all().delete()
        for position, signatory in enumerate(draft.signatories, start=1):
            writer.signatory(position, signatory)


def write_round(plan: MeasurePlan, draft: PlanDraft, round: Round) -> None:
    """Write one round's results of a draft whose rows are the plan's; nothing else is touched."""
    writer = ContentWriter(plan)
    rows = rows_in_draft_order(plan)
    RoundResult.objects.filter(row__section__plan=plan, round=round).delete()
    for row, of_row in zip(rows, draft.rows, strict=True):
        for result in of_row.results:
            if result.round == round:
                writer.result(row, result)


def missing_units(organization: Organization, draft: PlanDraft) -> tuple[str, ...]:
    """Units that a draft names and the organization lacks, in the order of the draft."""
    listed = set(organization.units.values_list("name", flat=True))
    named = (
        each.name
        for row in draft.rows
        for each in row.responsible
        if each.kind is ResponsibleKind.UNIT
    )
    return tuple(dict.fromkeys(name for name in named if name not in listed))
