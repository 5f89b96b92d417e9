"""Reference data: staff read them, superusers change them; the record is only read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.choices import AuditAction
from measures.models import (
    AuditEntry,
    FiscalYear,
    Framework,
    Indicator,
    Instrument,
    Issue,
    Organization,
    Question,
)
from tests import factories as make

from .pages import address, errors_of, form_data, new_item, open_and_send

LISTS = (FiscalYear, Framework, Instrument, Indicator, Issue, Question)


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
    make.make_question()
    entry = model.objects.first()
    client = client_of(clerk)
    url = address(entry, "change", entry.pk)
    page = client.get(url)
    assert page.status_code == 200
    assert client.post(url, {}).status_code == 403
    assert client.get(address(entry, "delete", entry.pk)).status_code == 403


@pytest.mark.parametrize("model", LISTS)
def test_lists_take_as_many_queries_for_three_as_for_one(model, client, django_assert_num_queries):
    make.make_question()
    url = reverse(f"admin:measures_{model._meta.model_name}_changelist")
    queries = {
        FiscalYear: 5, Framework: 6, Instrument: 6, Indicator: 6, Issue: 6, Question: 6
    }[model]  # fmt: skip
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)
    for year_be in (2566, 2565):
        make.make_question(indicator=make.get_indicator(1, year_be))
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
