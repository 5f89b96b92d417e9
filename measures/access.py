"""The only doors to one organization's data.

`get_*` take the user and the parts of a URL and return the object or raise 404, for what does not
exist and for what the user may not know of alike. `require` raises 403 for a member of the
organization without the right.
"""

from __future__ import annotations

import datetime
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from .choices import ResponsibleKind, Right
from .models import (
    ActingHead,
    MeasurePlan,
    Membership,
    Organization,
    OwnedModel,
    OwnedQuerySet,
    PlanUpload,
    Responsibility,
    ResponsibleUnit,
    RoundResult,
    Row,
    User,
)
from .rules.permissions import (
    is_responsible,
    is_within_units,
    rights_of,
    rights_of_member,
    roles_with,
)

Entry = TypeVar("Entry", bound=models.Model)
Part = TypeVar("Part", bound=OwnedModel)

UPLOADS_KEPT = datetime.timedelta(days=1)
"""How long a file waits to be imported."""


def rights_in(user: User | AnonymousUser, organization: Organization | None) -> frozenset[Right]:
    """The user's rights in the organization; None asks for shared reference data.

    The system user, in whose name commands work, and superusers have every right.
    """
    if not isinstance(user, User):
        return frozenset()
    if has_every_right(user) or organization is None:
        return rights_as(user, None)
    return rights_as(user, membership_in(user, organization))


def rights_as(user: User, membership: Membership | None) -> frozenset[Right]:
    """The user's rights where `membership_in` found this membership: `rights_in`, asked no more."""
    if has_every_right(user):
        return frozenset(Right)
    if not user.is_active or membership is None:
        return frozenset()
    is_acting: bool = membership.is_acting  # type: ignore[attr-defined]
    return rights_of_member(membership.role, is_acting=is_acting)


def has_every_right(user: User) -> bool:
    """Whether nothing is kept from the user: the system user and superusers."""
    return user.is_system or (user.is_active and user.is_superuser)


def membership_in(user: User, organization: Organization) -> Membership | None:
    """The user's membership; `is_acting` says whether they stand in for the head today."""
    found = Membership.objects.filter(user=user, organization=organization)
    return found.select_related("organization").annotate(is_acting=is_acting_today()).first()


def is_acting_today() -> Exists:
    """Whether the user of a membership stands in today for the head of its organization."""
    return Exists(
        ActingHead.objects.filter(
            ActingHead.on(timezone.localdate()),
            user=OuterRef("user"),
            organization=OuterRef("organization"),
        )
    )


def rights_somewhere(user: User) -> frozenset[Right]:
    """The rights that the user has in one organization or another."""
    if has_every_right(user):
        return frozenset(Right)
    if not user.is_active:
        return frozenset()
    return frozenset().union(*map(rights_of, user.memberships.values_list("role", flat=True)))


def has_right(user: User | AnonymousUser, right: Right, organization: Organization | None) -> bool:
    """Whether the user has the right in the organization (None: for shared reference data)."""
    return right in rights_in(user, organization)


def has_right_at(user: User | AnonymousUser, right: Right, entry: OwnedModel) -> bool:
    """Whether the user has the right at this very entry: in its organization and in its row.

    A contributor has some rights only where one of their units is responsible.
    """
    if not has_right(user, right, entry.owner):
        return False
    assert isinstance(user, User)
    membership = Membership.objects.filter(user=user, organization=entry.owner).first()
    if membership is None or user.is_superuser or not is_within_units(membership.role, right):
        return True
    row = entry.row if isinstance(entry, RoundResult) else entry
    return isinstance(row, Row) and carries_out(membership, row)


def carries_out(membership: Membership, row: Row) -> bool:
    """Whether one of the member's units is responsible for the row."""
    units = set(membership.units.values_list("pk", flat=True))
    return is_responsible(units, row.responsibilities.values_list("kind", "unit"))


def rows_to_fill(user: User, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Of these rows those whose results the user may enter: `has_right_at`, asked of many."""
    if user.is_system or user.is_superuser:
        return rows
    right = Right.ENTER_RESULTS
    limited = [role for role in roles_with(right) if is_within_units(role, right)]
    whole = user.memberships.filter(role__in=roles_with(right).difference(limited))
    units = ResponsibleUnit.objects.filter(memberships__user=user, memberships__role__in=limited)
    responsible = Responsibility.objects.filter(row=OuterRef("pk")).filter(
        Q(unit__in=units)
        | Q(
            kind=ResponsibleKind.EVERYONE,
            row__section__plan__organization__in=units.values("organization"),
        )
    )
    within = Q(section__plan__organization__in=whole.values("organization"))
    return rows.filter(within | Q(Exists(responsible)))


def rows_of_plan(user: User | AnonymousUser, code: str, year_be: int) -> models.QuerySet[Row]:
    """The rows of a plan that the user may see."""
    return (
        Row.objects.visible_to(user)
        .filter(section__plan__organization__code=code)
        .filter(section__plan__fiscal_year__year_be=year_be)
        .select_related("section__plan__organization", "section__plan__fiscal_year")
    )


def get_row(user: User | AnonymousUser, code: str, year_be: int, pk: int) -> Row:
    """A row of the plan with this key, if visible; else 404."""
    rows = rows_of_plan(user, code, year_be)
    return get_object_or_404(
        rows.select_related(
            "group__indicator",
            "indicator",
            "section__plan__organization",
            "section__plan__fiscal_year",
            "section__plan__score_year",
        ),
        pk=pk,
    )


def get_part(user: User | AnonymousUser, plan: MeasurePlan, kind: type[Part], pk: int) -> Part:
    """A part of a plan that the user sees, of some kind, with this key; else 404."""
    path = "__".join(kind.plan_path() or [])
    part: Part = get_object_or_404(kind.objects.visible_to(user), **{path: plan}, pk=pk)  # type: ignore[assignment]
    return part


def as_member(user: User | AnonymousUser, entries: OwnedQuerySet[Entry]) -> OwnedQuerySet[Entry]:
    """What the user sees as a member: without what a charge of oversight alone would show."""
    visible = entries.visible_to(user)
    if not isinstance(user, User) or user.is_superuser:
        return visible
    path: str = entries.model.organization_path  # type: ignore[attr-defined]
    own = user.memberships.values("organization")
    return visible.filter(**{f"{path}__in" if path else "pk__in": own})


def organizations_where(user: User | AnonymousUser, right: Right) -> OwnedQuerySet[Organization]:
    """The organizations in which the user has the right; all for those who have every right."""
    if not isinstance(user, User):
        return Organization.objects.none()
    if has_every_right(user):
        return Organization.objects.all()
    return Organization.objects.visible_to(user).filter(
        memberships__user=user, memberships__role__in=roles_with(right)
    )


def require_at(user: User | AnonymousUser, right: Right, entry: OwnedModel) -> None:
    """Raise PermissionDenied (403) unless the user has the right at this very entry."""
    require(user, right, entry.owner)
    if not has_right_at(user, right, entry):
        raise PermissionDenied(
            f"ท่าน{right.label}ได้เฉพาะแถวที่ส่วนราชการของท่านเป็นผู้รับผิดชอบ โปรดติดต่อผู้จัดทำของหน่วยงาน"
        )


def require_sight(user: User, plan: MeasurePlan) -> None:
    """Raise PermissionDenied (403) unless the user may see the plan."""
    if user.is_system or MeasurePlan.objects.visible_to(user).filter(pk=plan.pk).exists():
        return
    raise PermissionDenied(f"ท่านไม่มีสิทธิ “{Right.VIEW.label}” ใน{plan.organization}")


def require(user: User | AnonymousUser, right: Right, organization: Organization | None) -> None:
    """Raise PermissionDenied (403) unless the user has the right in the organization."""
    if not has_right(user, right, organization):
        place = str(organization) if organization else "ข้อมูลอ้างอิงกลาง"
        raise PermissionDenied(f"ท่านไม่มีสิทธิ “{right.label}” ใน{place}")


def get_organization(user: User | AnonymousUser, code: str) -> Organization:
    """The organization with this code, if the user may see it; else 404."""
    return get_object_or_404(Organization.objects.visible_to(user), code=code)


def get_own_organization(user: User | AnonymousUser, code: str) -> Organization:
    """The organization with this code, if the user is a member of it; else 404."""
    return get_object_or_404(as_member(user, Organization.objects.all()), code=code)


def get_plan(
    user: User | AnonymousUser,
    code: str,
    year_be: int,
    plans: OwnedQuerySet[MeasurePlan] | None = None,
) -> MeasurePlan:
    """The plan of an organization carried out in a fiscal year (BE), if visible; else 404.

    `plans` may ask for more to be read with it.
    """
    visible = (MeasurePlan.objects.all() if plans is None else plans).visible_to(user)
    return get_object_or_404(
        visible.select_related("organization", "fiscal_year", "posted_for", "score_year"),
        organization__code=code,
        fiscal_year__year_be=year_be,
    )


def get_upload(user: User | AnonymousUser, code: str, year_be: int, pk: int) -> PlanUpload:
    """A file on its way into a plan; else 404.

    Before it is imported only its uploader sees it, and for a day; then the organization's
    members do.
    """
    waiting = Q(uploaded_by=user.pk, uploaded_at__gte=timezone.now() - UPLOADS_KEPT)
    uploads = as_member(user, PlanUpload.objects.all()).filter(
        waiting | Q(imported_at__isnull=False)
    )
    return get_object_or_404(
        uploads.select_related("organization", "fiscal_year", "uploaded_by"),
        organization__code=code,
        fiscal_year__year_be=year_be,
        pk=pk,
    )
