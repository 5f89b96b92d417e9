"""A unit contributor: the results of rows of one of their units, and nothing else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.access import has_right_at, rows_to_fill
from measures.actions.entries import add_entry, change_entry, remove_entry
from measures.choices import CitationScope, PlanState, ResponsibleKind, ResultStatus, Right, Role
from measures.models import (
    AuditEntry,
    Measure,
    MembershipUnit,
    Organization,
    RoundResult,
    Row,
    User,
)
from measures.rules.permissions import is_responsible
from tests import factories as make

from .admin.pages import address, errors_of, form_data, new_item, open_and_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(organization: Organization) -> Row:
    """A row of สำนักปลัด with everything in it."""
    section = make.make_section(plan=make.make_plan(organization=organization))
    return make.make_filled_row(group=make.make_group(section=section), text="มาตรการ")


@pytest.fixture
def result(row: Row) -> RoundResult:
    """The row's result of 12 months."""
    return row.results.get(round=12)


@pytest.mark.parametrize(
    ("units", "responsible", "expected"),
    [
        ({1}, [("unit", 1)], True),
        ({1}, [("unit", 2), ("unit", 1)], True),
        ({1}, [("unit", 2)], False),
        ({1}, [("everyone", None)], True),
        (set(), [("everyone", None)], False),
        ({1}, [("committee", None), ("position", None)], False),
        ({1}, [], False),
    ],
)
def test_a_unit_is_responsible_by_name_or_as_one_of_all(
    units: set[int], responsible: list[tuple[str, int | None]], expected: bool
) -> None:
    assert is_responsible(units, responsible) is expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("clerk", {"own", "everyone", "other", "nobody"}),
        ("contributor", {"own", "everyone"}),
        ("contributor_of_another_unit", {"everyone", "other"}),
        ("supervisor", set()),
        ("signer", set()),
        ("administrator", set()),
        ("outside_clerk", set()),
        ("oversight_of_nation", set()),
        ("former_member", set()),
        ("inactive_user", set()),
        ("superuser", {"own", "everyone", "other", "nobody"}),
    ],
)
def test_whose_results_each_may_enter_is_the_same_for_one_row_and_for_many(
    request: pytest.FixtureRequest, organization: Organization, member: str, expected: set[str]
) -> None:
    user = request.getfixturevalue(member)
    section = make.make_section(plan=make.make_plan(organization=organization))
    rows = {name: make.make_row(section=section) for name in ("own", "everyone", "other", "nobody")}
    make.make_responsibility(row=rows["own"])
    make.make_responsibility(row=rows["everyone"], kind=ResponsibleKind.EVERYONE)
    unit = organization.units.get_or_create(name="กองช่าง")[0]
    make.make_responsibility(row=rows["other"], unit=unit)
    names = {row.pk: name for name, row in rows.items()}

    one_by_one = {
        name for name, row in rows.items() if has_right_at(user, Right.ENTER_RESULTS, row)
    }
    at_once = {names[row.pk] for row in rows_to_fill(user, Row.objects.visible_to(user))}

    assert one_by_one == expected
    if member != "inactive_user":
        assert at_once == expected


def test_contributor_changes_and_adds_results_of_the_units_row(
    contributor: User, row: Row, result: RoundResult
) -> None:
    result.status = ResultStatus.DONE
    result.results = make.plain("อบรมแล้ว")
    change_entry(result, by=contributor)
    row.results.get(round=6).delete()
    add_entry(RoundResult(row=row, round=6, status=ResultStatus.IN_PROGRESS), by=contributor)

    assert set(row.results.values_list("round", "status")) == {(12, "done"), (6, "in_progress")}
    assert set(AuditEntry.objects.values_list("actor_name", "subject_kind")) == {
        ("contributor", "roundresult")
    }


def test_actions_refuse_a_contributor_everything_else(
    contributor: User, contributor_of_another_unit: User, row: Row, result: RoundResult
) -> None:
    another_row = make.make_row(section=row.section)

    def move(name: str, value: object) -> None:
        stored = RoundResult.objects.get(pk=result.pk)
        setattr(stored, name, value)
        change_entry(stored, by=contributor)

    result.status = ResultStatus.DONE
    row.results.get(round=6).delete()
    citation = result.citations.get()
    citation.scope, citation.indicator = CitationScope.TOTAL, None
    measure, row.printed_number = row.measures.get(), "๙"
    measure.content = make.plain("แทรก")
    responsible = row.responsibilities.get()
    responsible.note = "แทรก"
    for attempt in (
        lambda: change_entry(result, by=contributor_of_another_unit),
        lambda: add_entry(RoundResult(row=row, round=6), by=contributor_of_another_unit),
        lambda: add_entry(RoundResult(row=another_row, round=6), by=contributor),
        lambda: move("round", 6),
        lambda: move("row", another_row),
        lambda: remove_entry(result, by=contributor),
        lambda: change_entry(citation, by=contributor),
        lambda: change_entry(row, by=contributor),
        lambda: change_entry(measure, by=contributor),
        lambda: change_entry(responsible, by=contributor),
        lambda: add_entry(Measure(row=row, position=9, content=measure.content), by=contributor),
        lambda: change_entry(row.section.plan, by=contributor),
        lambda: add_entry(
            MembershipUnit(
                membership=contributor.memberships.get(), unit=row.owner.units.get(name="กองช่าง")
            ),
            by=contributor,
        ),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert not AuditEntry.objects.exists()


def test_contributor_enters_nothing_into_a_plan_that_is_closed(
    contributor: User, row: Row, result: RoundResult
) -> None:
    plan = row.section.plan
    plan.state = PlanState.APPROVED
    plan.save()
    result.status = ResultStatus.DONE
    with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
        change_entry(result, by=contributor)


def test_units_of_a_member_are_of_the_members_own_organization(
    administrator: User, contributor: User, other_organization: Organization
) -> None:
    unit = make.make_unit(organization=other_organization, name="กองคลัง")
    membership = contributor.memberships.get()
    with pytest.raises(ValidationError, match="ไม่ใช่ส่วนราชการของหน่วยงานนี้"):
        add_entry(MembershipUnit(membership=membership, unit=unit), by=administrator)


# The entry forms


def test_contributor_fills_in_results_on_the_page_of_the_row(contributor, client_of, row):
    client = client_of(contributor)
    url = address(row, "change", row.pk)
    page = client.get(url)
    assert "ช่องอื่นดูได้อย่างเดียว" in page.content.decode()
    assert page.context["adminform"].form.fields.keys() <= {"as_shown"}
    data = form_data(page)
    number = next(
        name.removesuffix("-round")
        for name, value in data.items()
        if name.endswith("-round") and value == "12"
    )
    # What the page does not offer is sent along.
    forged = {"printed_number": "๙", "measures-0-content": "แทรก", "steps-0-DELETE": "on"}
    forged |= {"responsibilities-0-position": "7", "results-0-DELETE": "on"}
    response = client.post(url, data | forged | {f"{number}-results": "๑. อบรมแล้ว"})
    assert response.status_code == 302, errors_of(response)
    assert row.results.get(round=12).results == make.numbered("อบรมแล้ว")
    assert {(each.subject_kind, *each.after) for each in AuditEntry.objects.all()} == {
        ("roundresult", "results")
    }
    assert (row.steps.count(), row.results.count()) == (1, 2)


def test_contributor_adds_the_first_result_of_a_row(contributor, client_of, row):
    row.results.all().delete()
    client = client_of(contributor)
    url = address(row, "change", row.pk)
    data = new_item(form_data(client.get(url)), "results", round="6", results="เริ่มแล้ว")
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert [each.round for each in row.results.all()] == [6]


def test_contributor_of_another_unit_sees_the_row_and_changes_nothing(
    contributor_of_another_unit, client_of, row, result
):
    client = client_of(contributor_of_another_unit)
    for entry in (row, result):
        url = address(entry, "change", entry.pk)
        page = client.get(url)
        assert page.status_code == 200
        assert client.post(url, form_data(page)).status_code == 403
    assert client.get(address(RoundResult, "add", row=row.pk)).status_code == 404


def test_contributor_changes_a_result_on_its_own_page_but_not_its_round_nor_citations(
    contributor, client_of, result
):
    client = client_of(contributor)
    url = address(result, "change", result.pk)
    page = client.get(url)
    data = form_data(page) | {"status": "done", "round": "6", "citations-0-position": "5"}
    assert client.post(url, data).status_code == 302
    result.refresh_from_db()
    assert (result.status, result.round, result.citations.get().position) == ("done", 12, 1)
    assert client.post(address(result, "delete", result.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("member", ["signer", "supervisor"])
def test_readers_of_the_organization_open_the_row_and_change_nothing(
    request, client_of, row, member
):
    client = client_of(request.getfixturevalue(member))
    url = address(row, "change", row.pk)
    page = client.get(url)
    assert page.status_code == 200
    assert client.post(url, form_data(page)).status_code == 403


def test_administrator_says_which_units_a_contributor_belongs_to(
    administrator, client_of, organization, other_organization
):
    user = make.make_member(organization=organization, role=Role.CONTRIBUTOR)
    unit = make.make_unit(organization=organization, name="กองคลัง")
    foreign = make.make_unit(organization=other_organization, name="กองลับ")
    membership = user.memberships.get()
    client = client_of(administrator)
    url = address(membership, "change", membership.pk)
    page = client.get(url)
    assert "กองลับ" not in page.content.decode()
    refused = client.post(url, new_item(form_data(page), "in_units", unit=foreign.pk))
    assert errors_of(refused)
    response = client.post(url, new_item(form_data(page), "in_units", unit=unit.pk))
    assert response.status_code == 302, errors_of(response)
    assert list(membership.units.all()) == [unit]
    assert AuditEntry.objects.get().subject_kind == "membershipunit"


def test_superuser_charges_an_oversight_reader_with_a_province(superuser, client_of, organization):
    reader = make.make_user(username="reader")
    client = client_of(superuser)
    url = address(reader, "change", reader.pk)
    for sent, said in (
        ({"scope": "province", "province": ""}, "ต้องระบุชื่อจังหวัด"),
        ({"scope": "province", "province": "จังหวัดเลย"}, "ยังไม่มีหน่วยงานในจังหวัดนี้"),
    ):
        response = client.post(url, new_item(form_data(client.get(url)), "mandates", **sent))
        assert said in " ".join(errors_of(response))
    sent = {"scope": "province", "province": "เลย"}
    response = client.post(url, new_item(form_data(client.get(url)), "mandates", **sent))
    assert response.status_code == 302, errors_of(response)
    assert str(reader.mandates.get()) == "reader · จังหวัดเลย"
    assert list(Organization.objects.visible_to(reader)) == [organization]
    assert open_and_send(client, url).status_code == 302
