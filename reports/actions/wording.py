"""An organization's own wording of a report form: reading and saving it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, FilteredRelation, Q

from measures.access import require
from measures.actions.approvals import end_changed_approvals
from measures.actions.entries import CHANGED_MEANWHILE, ChangedMeanwhile
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right
from measures.models import MeasurePlan, Organization, OwnedQuerySet, User
from reports.layouts import (
    Layout,
    LayoutError,
    OwnWording,
    column_keys,
    load_layout,
    optional_keys,
    with_own_wording,
)
from reports.models import OrganizationLayout


def own_wording(organization: Organization, layout: Layout) -> OwnWording:
    """The organization's wording of a form; of columns that the form has no more, nothing."""
    stored = OrganizationLayout.objects.filter(organization=organization, form=layout.form).first()
    return _wording_for(layout, stored)


def _wording_for(layout: Layout, stored: OrganizationLayout | None) -> OwnWording:
    if stored is None:
        return OwnWording()
    own, optional, wording = column_keys(layout), optional_keys(layout), stored.wording
    return OwnWording(
        {key: header for key, header in wording.headers.items() if key in own or key in optional},
        wording.left_out & own.keys(),
        wording.introduction,
        wording.added & optional.keys(),
    )


def layout_of(organization: Organization, form: str) -> Layout:
    """The form as the organization words it. Raises UnknownLayoutError."""
    layout = load_layout(form)
    return with_own_wording(layout, own_wording(organization, layout))


def with_own_layout(plans: OwnedQuerySet[MeasurePlan]) -> OwnedQuerySet[MeasurePlan]:
    """The plans, each with the wording of its form; `layout_of_plan` asks nothing more."""
    of_form = Q(organization__own_layouts__form=F("form"))
    return plans.annotate(  # type: ignore[misc]  # `own_layout` is no field
        own_layout=FilteredRelation("organization__own_layouts", condition=of_form),
        own_layout_pk=F("own_layout__pk"),
    ).select_related("own_layout")


def layout_of_plan(plan: MeasurePlan) -> Layout:
    """The form of a plan that `with_own_layout` read, as its organization words it."""
    layout = load_layout(plan.form)
    stored = plan.own_layout if plan.own_layout_pk else None  # type: ignore[attr-defined]
    return with_own_wording(layout, _wording_for(layout, stored))


def worded_forms(organization: Organization) -> frozenset[str]:
    """The forms that the organization words itself."""
    stored = OrganizationLayout.objects.filter(organization=organization)
    return frozenset(stored.values_list("form", flat=True))


def printed_wording(organization: Organization) -> dict[str, dict[str, Any]]:
    """The organization's wording of each form, ready for JSON: what its reports print of it."""
    stored = OrganizationLayout.objects.filter(organization=organization)
    return {
        each.form: {
            "headers": each.headers,
            "left_out": each.left_out,
            "added": each.added,
            "introduction": each.introduction,
        }
        for each in stored
    }


@transaction.atomic
def save_own_wording(
    organization: Organization,
    form: str,
    wording: OwnWording,
    *,
    shown: OwnWording | None = None,
    by: User,
) -> OrganizationLayout | None:
    """Store the wording; None of its own takes the stored one away. Nothing changed, nothing
    written.

    `shown` is what the user's page showed: ChangedMeanwhile when another saved something else.
    Raises PermissionDenied, UnknownLayoutError, and ValidationError with the loader's words for
    what a layout cannot hold.
    """
    require(by, Right.EDIT_ORGANIZATION, organization)
    layout = load_layout(form)
    try:
        with_own_wording(layout, wording)
    except LayoutError as error:
        raise ValidationError(str(error), code="layout") from error
    Organization.objects.select_for_update().get(pk=organization.pk)
    stored = OrganizationLayout.objects.filter(organization=organization, form=form).first()
    now = own_wording(organization, layout)
    if shown is not None and now not in (shown, wording):
        raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    if wording == now:
        return stored
    written = _written(stored, organization, form, wording, by)
    end_changed_approvals(organization, edited=f"ถ้อยคำของ{layout.label}", by=by)
    return written


def _written(
    stored: OrganizationLayout | None,
    organization: Organization,
    form: str,
    wording: OwnWording,
    by: User,
) -> OrganizationLayout | None:
    if wording == OwnWording():
        if stored is not None:
            record(AuditAction.REMOVED, stored, before=snapshot(stored), by=by)
            stored.delete()
        return None
    entry = stored or OrganizationLayout(organization=organization, form=form)
    before = snapshot(entry)
    entry.headers = dict(wording.headers)
    entry.left_out = sorted(wording.left_out)
    entry.added = sorted(wording.added)
    entry.introduction = wording.introduction
    entry.full_clean()
    entry.save()
    after = snapshot(entry)
    if stored is None:
        record(AuditAction.ADDED, entry, after=after, by=by)
        return entry
    changed = [name for name in after if after[name] != before[name]]
    record(
        AuditAction.CHANGED,
        entry,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        by=by,
    )
    return entry
