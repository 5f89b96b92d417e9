"""Every entry form opens for those who may see it, and shows nothing of another organization."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from itaportal.thai.forms import ThaiDateField, ThaiDecimalField
from measures.admin import entry_site
from measures.choices import Role
from measures.forms.fields import ThaiIntegerField
from measures.models import (
    AppendixLink,
    AppendixPicture,
    AuditEntry,
    Deadline,
    DisclosureItem,
    FiscalYear,
    Framework,
    GradeBand,
    GroupHeading,
    Indicator,
    IndicatorAnalysis,
    Instrument,
    Issue,
    Measure,
    MeasurePlan,
    Membership,
    Organization,
    OrganizationDeadline,
    Question,
    QuestionLink,
    Responsibility,
    ResponsibleUnit,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
    Signatory,
    Step,
    User,
    YearlyScore,
)
from tests import factories

REFERENCE = (
    FiscalYear,
    Framework,
    Instrument,
    Indicator,
    Issue,
    GradeBand,
    Question,
    QuestionLink,
    DisclosureItem,
    Deadline,
)
IN_PLAN = (
    MeasurePlan,
    Section,
    GroupHeading,
    Row,
    Measure,
    Step,
    Responsibility,
    RoundResult,
    ScoreCitation,
    IndicatorAnalysis,
    AppendixLink,
    AppendixPicture,
    Signatory,
)
OWNED = (
    *IN_PLAN,
    YearlyScore,
    Organization,
    ResponsibleUnit,
    Membership,
    AuditEntry,
    OrganizationDeadline,
)


def address(model, page, *args):
    return reverse(f"admin:measures_{model._meta.model_name}_{page}", args=args)


def fill(organization, text):
    """One of every owned noun in an organization, all texts with `text` in them."""
    plan = factories.make_plan(organization=organization, cover=factories.plain(f"{text} ปก"))
    section = factories.make_section(plan=plan, heading=f"{text} ส่วน")
    group = factories.make_group(section=section, printed_text=f"{text} กลุ่ม")
    row = factories.make_filled_row(group=group, text=text)
    factories.make_unit(organization=organization, name=f"{text} กองคลัง")
    factories.make_analysis(plan=plan, analysis=factories.plain(f"{text} วิเคราะห์"))
    factories.make_link(plan=plan, label=f"{text} ลิงก์")
    factories.make_picture(plan=plan, alternative_text=f"{text} ภาพ", caption=f"{text} คำบรรยาย")
    factories.make_signatory(plan=plan, role=f"{text} ผู้รายงาน")
    factories.make_score(organization=organization)
    factories.make_own_deadline(organization=organization)
    factories.make_member(organization=organization, role=Role.SUPERVISOR, username=f"user-{text}")
    AuditEntry.objects.create(
        actor=User.objects.get(username=f"user-{text}"),
        actor_name=f"{text} ผู้กระทำ",
        organization=organization,
        action="changed",
        subject_kind="row",
        subject_pk=str(row.pk),
        subject_label=f"{text} แถว",
    )
    return row


def of(model, organization):
    """An object of the model that belongs to the organization."""
    return next(each for each in model.objects.all() if each.owner == organization)


@pytest.fixture
def two_filled(organization, other_organization):
    """Both organizations with one of everything; the other's texts have แดนลับ in them."""
    factories.make_question_link()
    factories.make_bands()
    factories.make_item()
    factories.make_deadline()
    fill(organization, "ของเรา")
    fill(other_organization, "แดนลับ")


def test_every_model_of_the_domain_has_an_entry_form():
    assert set(entry_site._registry) == {*REFERENCE, *OWNED, User}


@pytest.mark.parametrize("model", [*REFERENCE, *OWNED, User])
def test_superuser_opens_list_and_entry_and_history(model, two_filled, superuser, client_of):
    client = client_of(superuser)
    entry = model.objects.first()
    for page, args in (("changelist", ()), ("change", (entry.pk,)), ("history", (entry.pk,))):
        response = client.get(address(model, page, *args))
        assert response.status_code == 200, (page, response)
    assert model._meta.verbose_name in response.content.decode() or str(entry)


@pytest.mark.parametrize("model", OWNED)
def test_member_sees_own_entries_and_nothing_of_another_organization(
    model, two_filled, organization, other_organization, clerk, client_of
):
    client = client_of(clerk)
    own, other = of(model, organization), of(model, other_organization)
    pages = [address(model, "change", own.pk)]
    if model is not AuditEntry:  # its list is for administrators
        pages += [address(model, "changelist"), address(model, "changelist") + "?_popup=1"]
        pages += [address(model, "history", own.pk)]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        content = response.content.decode()
        assert "แดนลับ" not in content, page
        assert other_organization.name not in content, page
    for page in ("change", "history", "delete"):
        response = client.get(address(model, page, other.pk))
        assert response.status_code in (302, 403, 404), page
        assert "แดนลับ" not in response.content.decode()


@pytest.mark.parametrize("model", [*REFERENCE, *OWNED, User])
def test_user_of_nothing_sees_reference_data_only(model, two_filled, user_of_nothing, client_of):
    response = client_of(user_of_nothing).get(address(model, "changelist"))
    assert response.status_code == (200 if model in REFERENCE else 403)
    assert "แดนลับ" not in response.content.decode()


@pytest.mark.parametrize("model", [*REFERENCE, *OWNED, User])
def test_nobody_is_sent_to_the_sign_in_page(model, db, client):
    response = client.get(address(model, "changelist"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("model", [each for each in IN_PLAN if each is not MeasurePlan])
def test_adding_without_a_parent_asks_for_one_of_ones_own(
    model, two_filled, organization, clerk, client_of
):
    response = client_of(clerk).get(address(model, "add"), follow=True)
    content = response.content.decode()
    assert response.status_code == 200
    assert "แดนลับ" not in content


@pytest.mark.parametrize("model", [*REFERENCE, User, Organization])
def test_only_superusers_add_reference_data_users_and_organizations(
    model, two_filled, superuser, clerk, administrator, client_of
):
    for user, status in ((clerk, 403), (administrator, 403)):
        assert client_of(user).get(address(model, "add")).status_code == status
    assert client_of(superuser).get(address(model, "add"), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("model", "right_role"),
    [
        *((model, "clerk") for model in (*IN_PLAN, YearlyScore)),
        (ResponsibleUnit, "administrator"),
        (Membership, "administrator"),
    ],
)
def test_adding_takes_the_role_that_has_the_right(
    model, right_role, two_filled, clerk, supervisor, administrator, client_of
):
    users = {"clerk": clerk, "supervisor": supervisor, "administrator": administrator}
    answers = {
        role: client_of(user).get(address(model, "add"), follow=True).status_code
        for role, user in users.items()
    }
    assert answers == {role: 200 if role == right_role else 403 for role in users}


@pytest.mark.parametrize("model", [Measure, AuditEntry, Organization])
def test_entries_that_may_not_be_removed_have_no_delete_page(
    model, two_filled, organization, supervisor, client_of
):
    response = client_of(supervisor).get(address(model, "delete", of(model, organization).pk))
    assert response.status_code == 403


def test_delete_page_of_a_row_lists_what_goes_with_it_and_nothing_else(
    two_filled, organization, clerk, client_of
):
    content = (
        client_of(clerk).get(address(Row, "delete", of(Row, organization).pk)).content.decode()
    )
    assert "ของเรา ขั้นตอน" in content
    assert "แดนลับ" not in content


@pytest.mark.parametrize("field", ["section", "group"])
def test_completing_a_name_offers_nothing_of_another_organization(
    field, two_filled, clerk, client_of
):
    query = f"term=&app_label=measures&model_name=row&field_name={field}"
    response = client_of(clerk).get(f"{reverse('admin:autocomplete')}?{query}")
    names = [each["text"] for each in response.json()["results"]]
    assert len(names) == 1
    assert "ของเรา" in names[0]


@pytest.mark.parametrize("field", ["measures", "steps", "no_such_field"])
def test_completing_a_name_refuses_what_is_no_field_of_the_form(field, clerk, client_of):
    query = f"term=&app_label=measures&model_name=row&field_name={field}"
    response = client_of(clerk).get(f"{reverse('admin:autocomplete')}?{query}")
    assert response.status_code == 403


@pytest.mark.parametrize("model", [*REFERENCE, *OWNED, User])
def test_no_field_of_any_form_reads_dates_or_numbers_the_western_way(
    model, two_filled, superuser, client_of
):
    """Django's own DateField reads 01/10/2567 as the year 2567 CE."""
    entry = model.objects.first()
    context = client_of(superuser).get(address(model, "change", entry.pk)).context
    formsets = [each.formset.empty_form for each in context["inline_admin_formsets"]]
    fields = [
        field for form in (context["adminform"].form, *formsets) for field in form.fields.values()
    ]
    western = [
        field
        for field in fields
        if isinstance(field, forms.DateField | forms.DateTimeField | forms.IntegerField)
        and not isinstance(field, ThaiDateField | ThaiDecimalField | ThaiIntegerField)
    ]
    assert western == []
