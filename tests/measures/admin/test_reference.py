"""Reference data: staff read them, superusers change them; the record is only read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.choices import AuditAction, Certainty, PlanState
from measures.models import (
    AuditEntry,
    DisclosureItem,
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    MeasurePlan,
    Organization,
    Question,
    QuestionLink,
)
from tests import factories as make

from .pages import address, errors_of, form_data, new_item, open_and_send

LISTS = (
    FiscalYear,
    Framework,
    Instrument,
    Indicator,
    Issue,
    GradeBand,
    Question,
    QuestionLink,
    DisclosureItem,
)


def make_year_of_everything(year_be: int) -> None:
    """One year's framework with every noun, and a link to the year before."""
    make.make_question_link(year_be)
    make.make_bands(year_be)
    make.make_item(year_be)


@pytest.fixture
def client(superuser, client_of):
    return client_of(superuser)


def test_year_is_typed_in_thai_digits(client):
    response = open_and_send(client, address(FiscalYear, "add"), year_be="๒๕๗๐")
    assert response.status_code == 302, errors_of(response)
    assert FiscalYear.objects.get().year_be == 2570
    assert AuditEntry.objects.get().action == AuditAction.ADDED


def test_framework_is_added_with_its_instruments(client):
    url = address(Framework, "add")
    data = form_data(client.get(url)) | {
        "fiscal_year": str(make.make_year(2570).pk),
        "title": "กรอบปีใหม่",
        "instruments-0-code": "IIT",
        "instruments-0-name": "เครื่องมือภายใน",
        "instruments-0-weight": "๓๐.๐๐",
    }
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    instrument = Instrument.objects.get()
    assert (instrument.framework.title, instrument.weight) == ("กรอบปีใหม่", Decimal("30.00"))


def test_indicator_takes_an_instrument_of_its_own_framework(client):
    framework, other = make.make_framework(2568), make.make_framework(2567)
    stranger = other.instruments.get(code="OIT")
    url = address(framework, "change", framework.pk)
    page = client.get(url)
    formset = next(
        each.formset
        for each in page.context["inline_admin_formsets"]
        if each.formset.prefix == "indicators"
    )
    offered = formset.forms[0].fields["instrument"].queryset
    assert set(offered) == set(framework.instruments.all())
    data = form_data(page) | {"indicators-0-instrument": str(stranger.pk)}
    assert errors_of(client.post(url, data)) == [
        "เครื่องมือที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง"
    ]


def test_questions_are_listed_in_their_indicator(client):
    indicator = make.get_indicator(1)
    url = address(indicator, "change", indicator.pk)
    data = new_item(form_data(client.get(url)), "questions", code="i1", text="ท่านทราบหรือไม่")
    data["questions-0-certainty"] = "F"
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert Question.objects.get().indicator == indicator


def test_year_in_use_is_not_removed(client):
    plan = make.make_plan()
    url = address(plan.fiscal_year, "delete", plan.fiscal_year.pk)
    assert client.post(url, {"post": "yes"}).status_code == 200
    assert FiscalYear.objects.filter(pk=plan.fiscal_year.pk).exists()


@pytest.mark.parametrize("model", LISTS)
def test_members_of_staff_read_reference_data_and_change_nothing(model, clerk, client_of):
    make_year_of_everything(2568)
    entry = model.objects.first()
    client = client_of(clerk)
    url = address(entry, "change", entry.pk)
    page = client.get(url)
    assert page.status_code == 200
    assert client.post(url, {}).status_code == 403
    assert client.get(address(entry, "delete", entry.pk)).status_code == 403


@pytest.mark.parametrize("model", LISTS)
def test_lists_take_as_many_queries_for_three_as_for_one(model, client, django_assert_num_queries):
    make_year_of_everything(2568)
    url = reverse(f"admin:measures_{model._meta.model_name}_changelist")
    queries = {
        FiscalYear: 5, Framework: 6, Instrument: 6, Indicator: 6, Issue: 6, GradeBand: 6,
        Question: 6, QuestionLink: 6, DisclosureItem: 6,
    }[model]  # fmt: skip
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)
    for year_be in (2566, 2564):
        make_year_of_everything(year_be)
    with django_assert_num_queries(queries):
        client.get(url)


def test_only_superusers_change_code_and_mark_of_an_organization(client, organization):
    url = address(organization, "change", organization.pk)
    response = open_and_send(client, url, code="new-code")
    assert response.status_code == 302, errors_of(response)
    organization.refresh_from_db()
    assert organization.code == "new-code"
    assert client.get(address(organization, "delete", organization.pk)).status_code == 403


def test_superuser_adds_an_organization_with_its_units(client):
    url = address(Organization, "add")
    data = form_data(client.get(url)) | {
        "code": "nadi",
        "name": "องค์การบริหารส่วนตำบลนาดี",
        "kind": "subdistrict",
        "units-0-name": "สำนักปลัด",
        "units-0-position": "๑",
    }
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    organization = Organization.objects.get(code="nadi")
    assert [unit.name for unit in organization.units.all()] == ["สำนักปลัด"]


@pytest.mark.parametrize("page", ["add", "delete", "change"])
def test_record_is_read_and_never_touched_even_by_superusers(page, client, clerk, organization):
    entry = AuditEntry.objects.create(
        actor=clerk,
        actor_name="ผู้จัดทำ",
        organization=organization,
        action=AuditAction.CHANGED,
        subject_kind="row",
        subject_pk="1",
        subject_label="แถวที่ ๑",
        after={"printed_number": "๗"},
    )
    assert "๗" in client.get(address(entry, "change", entry.pk)).content.decode()
    url = address(entry, page, *(() if page == "add" else (entry.pk,)))
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.count() == 1


# What is not confirmed, and years in use


@pytest.mark.parametrize("certainty", [Certainty.KNOWLEDGE, Certainty.UNCERTAIN])
@pytest.mark.parametrize("model", [Indicator, Issue, GradeBand, Question, DisclosureItem])
def test_lists_mark_what_nobody_confirmed(model, certainty, client):
    make_year_of_everything(2568)
    url = reverse(f"admin:measures_{model._meta.model_name}_changelist")
    assert "ยังไม่ยืนยัน" not in table_of(client.get(url))
    model.objects.update(certainty=certainty)
    assert table_of(client.get(url)).count("ยังไม่ยืนยัน") >= model.objects.count()


def table_of(page):
    """The rows of a list, without its filters."""
    return page.content.decode().split("<tbody>")[1].split("</tbody>")[0]


def test_a_superuser_confirms_a_question_and_it_is_recorded(client):
    question = make.make_question(code="i3", certainty=Certainty.KNOWLEDGE)
    assert (str(question), question.official_text) == (
        "i๓ ท่านทราบขั้นตอนหรือไม่ (ยังไม่ยืนยัน)",
        "",
    )
    url = address(question, "change", question.pk)
    response = open_and_send(client, url, certainty="F", text="ท่านทราบขั้นตอนของงานหรือไม่")
    assert response.status_code == 302, errors_of(response)
    question.refresh_from_db()
    assert question.official_text == "ท่านทราบขั้นตอนของงานหรือไม่"
    entry = AuditEntry.objects.get()
    assert (entry.before["certainty"], entry.after["certainty"]) == ("K", "F")


def test_levels_and_items_are_changed_in_their_framework(client):
    make_year_of_everything(2568)
    framework = Framework.objects.get(fiscal_year__year_be=2568)
    url = address(framework, "change", framework.pk)
    data = form_data(client.get(url)) | {
        "bands-4-certainty": "U",
        "disclosure_items-0-name": "มาตรการภายในหน่วยงาน",
    }
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert [band.certainty for band in framework.bands.order_by("position")] == [*"FFFFU"]
    assert framework.disclosure_items.get().name == "มาตรการภายในหน่วยงาน"
    assert {entry.subject_kind for entry in AuditEntry.objects.all()} == {
        "gradeband",
        "disclosureitem",
    }


def test_a_question_is_linked_to_one_of_an_earlier_year_and_the_same_instrument(client):
    later = make.make_question(indicator=make.get_indicator(1, 2568))
    earlier = make.make_question(code="i8", indicator=make.get_indicator(2, 2567))
    make.make_question(code="e1", indicator=make.get_indicator(6, 2567))
    make.make_question(code="i1", indicator=make.get_indicator(1, 2569))
    url = address(QuestionLink, "add", later=later.pk)
    offered = client.get(url).context["adminform"].form.fields["earlier"].choices
    assert [label for value, label in offered if value] == [
        "i๘ ท่านทราบขั้นตอนหรือไม่ · ปีงบประมาณ พ.ศ. ๒๕๖๗"
    ]
    response = open_and_send(client, url, earlier=str(earlier.pk))
    assert response.status_code == 302, errors_of(response)
    link = QuestionLink.objects.get()
    assert (link.later, link.earlier) == (later, earlier)


@pytest.mark.parametrize("model", [Framework, Instrument, Indicator, Issue, GradeBand, Question])
def test_a_value_of_a_year_in_use_is_neither_changed_nor_removed(model, client):
    make_year_of_everything(2568)
    plan = make.make_plan()
    MeasurePlan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    entry = next(each for each in model.objects.order_by("pk") if "2568" in of_year(each))
    before = model.objects.filter(pk=entry.pk).values().get()
    url = address(entry, "change", entry.pk)
    field = {Framework: "title", Question: "text"}.get(model, "name")
    (refusal,) = errors_of(open_and_send(client, url, **{field: "ชื่ออื่น"}))
    assert str(plan) in refusal
    assert "อนุมัติแล้ว" in refusal
    client.post(address(entry, "delete", entry.pk), {"post": "yes"})
    assert model.objects.filter(pk=entry.pk).values().get() == before
    assert not AuditEntry.objects.exists()


def of_year(entry):
    """The year of an entry's framework."""
    entry = getattr(entry, "indicator", entry)
    framework = entry if isinstance(entry, Framework) else entry.framework
    return str(framework.fiscal_year.year_be)


def test_a_link_of_a_year_in_use_stays_and_new_entries_still_come(client):
    make_year_of_everything(2568)
    MeasurePlan.objects.filter(pk=make.make_plan().pk).update(state=PlanState.LOCKED)
    link = QuestionLink.objects.get()
    client.post(address(link, "delete", link.pk), {"post": "yes"})
    assert QuestionLink.objects.filter(pk=link.pk).exists()
    framework = Framework.objects.get(fiscal_year__year_be=2568)
    url = address(DisclosureItem, "add", framework=framework.pk)
    response = open_and_send(client, url, code="o28", name="รายงานผล", purpose="results")
    assert response.status_code == 302, errors_of(response)
    assert framework.disclosure_items.count() == 2


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (GradeBand, {"position": "9", "name": "ใหม่", "total_from": "1"}),
        (Indicator, {"number": "11", "name": "ใหม่"}),
    ],
)
def test_what_counts_in_a_year_in_use_is_not_added_to(model, values, client):
    make_year_of_everything(2568)
    plan = make.make_plan()
    framework = Framework.objects.get(fiscal_year__year_be=2568)
    if model is Indicator:
        values = {**values, "instrument": str(framework.instruments.get(code="IIT").pk)}
    url = address(model, "add", framework=framework.pk)
    MeasurePlan.objects.filter(pk=plan.pk).update(state=PlanState.APPROVED)
    before = model.objects.count()
    (refusal,) = errors_of(open_and_send(client, url, **values))
    assert "ระดับ หรือการเทียบข้อคำถามไม่ได้" in refusal
    assert model.objects.count() == before
    MeasurePlan.objects.filter(pk=plan.pk).update(state=PlanState.RETURNED)
    assert open_and_send(client, url, **values).status_code == 302
    assert model.objects.count() == before + 1


def test_a_fiscal_year_in_use_keeps_its_number(client):
    plan = make.make_plan()
    url = address(FiscalYear, "change", plan.fiscal_year.pk)
    MeasurePlan.objects.filter(pk=plan.pk).update(state=PlanState.SUBMITTED)
    (refusal,) = errors_of(open_and_send(client, url, year_be="๒๕๘๐"))
    assert "รออนุมัติ" in refusal
    MeasurePlan.objects.filter(pk=plan.pk).update(state=PlanState.RETURNED)
    assert open_and_send(client, url, year_be="๒๕๘๐").status_code == 302
