"""Plain entries: one transaction, asked of access, recorded."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from measures.actions.entries import add_entry, change_entry, remove_entry, right_to_edit
from measures.audit import record
from measures.choices import AuditAction, PlanState, Right
from measures.models import (
    AuditEntry,
    Indicator,
    Membership,
    Organization,
    ResponsibleUnit,
    Row,
    User,
    YearlyScore,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_add_entry_stores_and_records_it(organization: Organization, clerk: User) -> None:
    section = make.make_section(plan=make.make_plan(organization=organization))
    row = add_entry(Row(section=section, position=1), by=clerk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.actor_name, entry.organization) == (
        AuditAction.ADDED,
        clerk,
        clerk.display_name,
        organization,
    )
    assert (entry.subject_kind, entry.subject_pk, entry.before) == ("row", str(row.pk), {})
    assert entry.after["position"] == 1


def test_change_entry_writes_and_records_only_what_changed(
    organization: Organization, clerk: User
) -> None:
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    row.printed_number = "๘"
    row.remarks = make.dashed("เอกสารเดิม")
    change_entry(row, by=clerk)
    row.refresh_from_db()
    assert (row.printed_number, row.remarks) == ("๘", make.dashed("เอกสารเดิม"))
    entry = AuditEntry.objects.get()
    assert entry.before == {"printed_number": "", "remarks": []}
    assert set(entry.after) == {"printed_number", "remarks"}
    assert entry.after["remarks"][0]["text"] == "เอกสารเดิม"


def test_change_entry_without_a_change_writes_nothing(
    organization: Organization, clerk: User
) -> None:
    plan = make.make_plan(organization=organization)
    change_entry(plan, by=clerk)
    assert not AuditEntry.objects.exists()


def test_remove_entry_keeps_what_it_was(organization: Organization, clerk: User) -> None:
    plan = make.make_plan(organization=organization)
    measure = make.make_measure(row=make.make_row(section=make.make_section(plan=plan)))
    remove_entry(measure, by=clerk)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_label) == (AuditAction.REMOVED, "จัดทำคู่มือการให้บริการ")
    assert entry.before["content"][0]["text"] == "จัดทำคู่มือการให้บริการ"


def test_removing_a_row_keeps_every_text_that_goes_with_it(
    organization: Organization, clerk: User
) -> None:
    plan = make.make_plan(organization=organization)
    row = make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    kept = {str(row.measures.get()), str(row.steps.get())}
    remove_entry(row, by=clerk)
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.subject_kind for entry in entries].count("roundresult") == 2
    assert {entry.subject_kind for entry in entries} == {
        "row",
        "measure",
        "step",
        "responsibility",
        "roundresult",
        "scorecitation",
    }
    assert entries[len(entries) - 1].subject_kind == "row"
    assert {entry.action for entry in entries} == {AuditAction.REMOVED}
    assert kept <= {entry.subject_label for entry in entries}


def test_removing_a_heading_leaves_its_rows_under_none(
    organization: Organization, clerk: User
) -> None:
    section = make.make_section(plan=make.make_plan(organization=organization))
    group = make.make_group(section=section)
    row = make.make_row(group=group)
    remove_entry(group, by=clerk)
    row.refresh_from_db()
    assert row.group is None
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "subject_kind")) == [
        (AuditAction.CHANGED, "row"),
        (AuditAction.REMOVED, "groupheading"),
    ]


def test_a_section_with_rows_cannot_be_removed(organization: Organization, clerk: User) -> None:
    section = make.make_section(plan=make.make_plan(organization=organization))
    make.make_row(section=section)
    with pytest.raises(ValidationError, match="๑ แถว"):
        remove_entry(section, by=clerk)
    section.rows.all().delete()
    remove_entry(section, by=clerk)
    assert not section.plan.sections.exists()


def test_an_outsider_changes_nothing(organization: Organization, outside_clerk: User) -> None:
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    row.printed_number = "๘"
    for attempt in (change_entry, remove_entry):
        with pytest.raises(PermissionDenied):
            attempt(row, by=outside_clerk)
    row.refresh_from_db()
    assert row.printed_number == ""
    assert not AuditEntry.objects.exists()


def test_an_entry_cannot_be_carried_into_another_organization(
    organization: Organization, clerk: User, other_organization: Organization
) -> None:
    plan = make.make_plan(organization=organization)
    plan.organization = other_organization
    with pytest.raises(PermissionDenied):
        change_entry(plan, by=clerk)
    plan.refresh_from_db()
    assert plan.organization == organization


@pytest.mark.parametrize(
    ("model", "right"),
    [
        (Row, Right.EDIT_PLAN),
        (YearlyScore, Right.EDIT_SCORES),
        (ResponsibleUnit, Right.EDIT_ORGANIZATION),
        (Membership, Right.EDIT_ORGANIZATION),
        (Indicator, Right.EDIT_REFERENCE),
    ],
)
def test_each_noun_takes_its_own_right(model: type[Row], right: Right) -> None:
    assert right_to_edit(model) == right


def test_reference_data_takes_a_superuser(administrator: User, superuser: User) -> None:
    indicator = make.get_indicator(1)
    indicator.name = "ชื่อใหม่"
    with pytest.raises(PermissionDenied):
        change_entry(indicator, by=administrator)
    change_entry(indicator, by=superuser)
    assert AuditEntry.objects.get().organization is None


def test_a_new_organization_takes_a_superuser(administrator: User, superuser: User) -> None:
    new = Organization(code="new", name="เทศบาลตำบลใหม่", kind="subdistrict_municipality")
    with pytest.raises(PermissionDenied):
        add_entry(new, by=administrator)
    assert add_entry(new, by=superuser).pk


@pytest.mark.parametrize(
    ("state", "editable"),
    [
        (PlanState.DRAFT, True),
        (PlanState.RETURNED, True),
        (PlanState.SUBMITTED, False),
        (PlanState.APPROVED, False),
        (PlanState.LOCKED, False),
    ],
)
def test_a_plan_is_editable_as_draft_or_returned_only(
    organization: Organization, clerk: User, state: PlanState, editable: bool
) -> None:
    row = make.make_row(
        section=make.make_section(plan=make.make_plan(organization=organization, state=state))
    )
    row.printed_number = "๘"
    if editable:
        change_entry(row, by=clerk)
    else:
        with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
            change_entry(row, by=clerk)
    row.refresh_from_db()
    assert row.printed_number == ("๘" if editable else "")


def test_invalid_entries_are_refused_whole(organization: Organization, clerk: User) -> None:
    score = YearlyScore(organization=organization, indicator=make.get_indicator(1), value=101)
    with pytest.raises(ValidationError, match="๑๐๐"):
        add_entry(score, by=clerk)
    assert not YearlyScore.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_unit_in_use_cannot_be_removed(organization: Organization, administrator: User) -> None:
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    unit = make.make_responsibility(row=row).unit
    assert unit is not None
    with pytest.raises(ProtectedError):
        remove_entry(unit, by=administrator)
    assert not AuditEntry.objects.exists()


def test_a_responsible_unit_is_the_organizations_own(
    organization: Organization, clerk: User, other_organization: Organization
) -> None:
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    responsibility = make.make_responsibility(row=row)
    responsibility.unit = make.make_unit(organization=other_organization)
    with pytest.raises(ValidationError, match="หน่วยงานเดียวกับแผน"):
        change_entry(responsibility, by=clerk)


def test_a_row_stands_under_a_heading_of_its_own_section(
    organization: Organization, clerk: User
) -> None:
    plan = make.make_plan(organization=organization)
    row = make.make_row(section=make.make_section(plan=plan))
    row.group = make.make_group(section=make.make_section(plan=plan))
    with pytest.raises(ValidationError, match="ส่วนเดียวกับแถว"):
        change_entry(row, by=clerk)


def test_a_step_belongs_to_a_measure_of_its_own_row(
    organization: Organization, clerk: User
) -> None:
    section = make.make_section(plan=make.make_plan(organization=organization))
    step = make.make_step(row=make.make_row(section=section))
    step.measure = make.make_measure(row=make.make_row(section=section))
    with pytest.raises(ValidationError, match="แถวเดียวกับขั้นตอน"):
        change_entry(step, by=clerk)


def test_record_refuses_an_unknown_code(clerk: User, organization: Organization) -> None:
    with pytest.raises(ValueError, match="invented"):
        record("invented", organization, by=clerk)  # type: ignore[arg-type]


def test_passwords_never_reach_the_record(superuser: User) -> None:
    user = make.make_user()
    user.first_name = "ชื่อใหม่"
    user.set_password("another-long-secret")
    change_entry(user, by=superuser)
    entry = AuditEntry.objects.get()
    assert set(entry.after) == {"first_name"}
    user.refresh_from_db()
    assert not user.check_password("another-long-secret")


@pytest.mark.parametrize(
    ("code", "message"),
    [("admin", "คำที่ระบบใช้"), ("Chaiburi", "ตัวเล็ก"), ("chai buri", "ขีดกลาง")],
)
def test_a_code_that_cannot_begin_an_address_is_refused(
    superuser: User, code: str, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        add_entry(Organization(code=code, name="เทศบาล", kind="town"), by=superuser)
