"""Loading the demo: five organizations, their people, and plans to look at."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from measures.access import require
from measures.choices import OversightScope, Right, Role
from measures.exchange.demo import (
    DemoOrganization,
    DemoPlan,
    read_demo_organizations,
    read_demo_plans,
)
from measures.exchange.picture_files import keep_picture
from measures.exchange.pictures import safe_picture
from measures.models import (
    FiscalYear,
    MeasurePlan,
    Membership,
    MembershipUnit,
    Organization,
    OversightMandate,
    ResponsibleUnit,
    User,
)
from measures.queries.approval import content_hash

from .entries import add_entry
from .passwords import set_password
from .plan_content import write_content
from .scores import enter_year
from .workflow import approve_plan, submit_plan

# Printed by `make run`; the demo refuses to load in production.
DEMO_PASSWORD = "ita-demo-2569"  # noqa: S105 - a public password of public sample data

POSITIONS = {
    Role.CLERK: "นักวิเคราะห์นโยบายและแผน (ข้อมูลตัวอย่าง)",
    Role.CONTRIBUTOR: "ผู้กรอกผลของส่วนราชการแรก (ข้อมูลตัวอย่าง)",
    Role.SUPERVISOR: "ปลัด (ข้อมูลตัวอย่าง)",
    Role.SIGNER: "ผู้บริหารท้องถิ่น (ข้อมูลตัวอย่าง)",
    Role.ADMINISTRATOR: "ผู้ดูแลหน่วยงาน (ข้อมูลตัวอย่าง)",
}
LOGIN_PREFIXES = {
    Role.CLERK: "clerk",
    Role.CONTRIBUTOR: "contributor",
    Role.SUPERVISOR: "supervisor",
    Role.SIGNER: "signer",
    Role.ADMINISTRATOR: "admin",
}


class DemoRefusedError(RuntimeError):
    """The demo does not load into a portal in production."""


@transaction.atomic
def load_demo(folder: Path, *, by: User) -> list[User]:
    """Load what the demo lacks from the folder's files; returns the demo's users.

    What is there already stays as people left it. Raises DemoRefusedError under production
    settings, PermissionDenied.
    """
    if settings.PRODUCTION:
        raise DemoRefusedError("ไม่นำเข้าข้อมูลตัวอย่างในระบบที่ใช้งานจริง (PRODUCTION=true)")
    require(by, Right.EDIT_REFERENCE, None)
    users = [_superuser(by)]
    entries = read_demo_organizations(folder)
    for entry in entries:
        users += _people(_organization(entry, by), by)
    users.append(_oversight(by))
    units = {entry.fields["code"]: entry.units for entry in entries}
    for plan in read_demo_plans(folder, units):
        _plan(plan, by)
    return users


def _organization(entry: DemoOrganization, by: User) -> Organization:
    organization = Organization.objects.filter(code=entry.fields["code"]).first()
    if organization is None:
        organization = Organization(**entry.fields, is_demo=True)
        if entry.emblem:
            organization.emblem = keep_picture(organization.code, safe_picture(entry.emblem))
        organization = add_entry(organization, by=by)
        for position, name in enumerate(entry.units, 1):
            unit = ResponsibleUnit(organization=organization, name=name, position=position)
            add_entry(unit, by=by)
    return organization


def _superuser(by: User) -> User:
    return _user(
        "admin", by, is_staff=True, is_superuser=True, position_title="ผู้ดูแลระบบ (ข้อมูลตัวอย่าง)"
    )


def _people(organization: Organization, by: User) -> list[User]:
    users = []
    for role, position_title in POSITIONS.items():
        user = _user(
            f"{LOGIN_PREFIXES[role]}.{organization.code}",
            by,
            is_staff=True,
            position_title=position_title,
        )
        if not user.memberships.filter(organization=organization).exists():
            membership = Membership(user=user, organization=organization, role=role)
            _units(add_entry(membership, by=by), by)
        users.append(user)
    return users


def _units(membership: Membership, by: User) -> None:
    """A contributor belongs to the organization's first unit."""
    unit = membership.organization.units.order_by("position").first()
    if membership.role == Role.CONTRIBUTOR and unit is not None:
        add_entry(MembershipUnit(membership=membership, unit=unit), by=by)


def _oversight(by: User) -> User:
    """A reader of the nation, who signs in but does not enter the entry forms."""
    user = _user("oversight", by, position_title="ผู้กำกับดูแลทั้งประเทศ (ข้อมูลตัวอย่าง)")
    if not user.mandates.exists():
        add_entry(OversightMandate(user=user, scope=OversightScope.NATION), by=by)
    return user


def _user(username: str, by: User, **fields: str | bool) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User(username=username, **fields)
        user.set_unusable_password()
        user = set_password(add_entry(user, by=by), DEMO_PASSWORD, by=by)
    return user


def _plan(entry: DemoPlan, by: User) -> None:
    organization = Organization.objects.get(code=entry.organization)
    years = {year.year_be: year for year in FiscalYear.objects.all()}
    if MeasurePlan.objects.filter(
        organization=organization, fiscal_year=years[entry.year_be]
    ).exists():
        return
    for year_be, scores in entry.scores.items():
        enter_year(organization, years[year_be], scores, percent=scores, by=by)
    plan = MeasurePlan(
        organization=organization,
        fiscal_year=years[entry.year_be],
        posted_for=years[entry.posted_for_be] if entry.posted_for_be else None,
        score_year=years[entry.score_year_be],
        form=entry.draft.form,
    )
    write_content(add_entry(plan, by=by), entry.draft, by=by)
    if entry.approved:
        _approve(plan)


def _approve(plan: MeasurePlan) -> None:
    """Two persons of the organization take the plan to its approval, as in life."""
    clerk, signer = (
        User.objects.get(username=f"{LOGIN_PREFIXES[role]}.{plan.organization.code}")
        for role in (Role.CLERK, Role.SIGNER)
    )
    submit_plan(plan=plan, by=clerk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=signer)
