"""Forms of a plan, its sections, headings, analyses, results and cited scores."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.choices import AuditAction, PlanState
from measures.models import (
    AuditEntry,
    GroupHeading,
    IndicatorAnalysis,
    MeasurePlan,
    RoundResult,
    ScoreCitation,
    Section,
)
from tests import factories as make

from .pages import address, errors_of, form_data, new_item, open_and_send


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def section(plan):
    return make.make_section(plan=plan, heading="ตารางที่หนึ่ง")


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk)


def actions():
    return {(entry.action, entry.subject_kind) for entry in AuditEntry.objects.all()}


def test_plan_is_added_with_its_sections(client, organization):
    year = make.make_year(2569)
    url = address(MeasurePlan, "add", organization=organization.pk)
    data = form_data(client.get(url)) | {
        "fiscal_year": str(year.pk),
        "cover": "รายงานผล\nประจำปี",
        "sections-0-heading": "มาตรการ",
    }
    response = client.post(url, new_item(data, "sections", position="", heading="อื่น ๆ"))
    assert response.status_code == 302, errors_of(response)
    plan = MeasurePlan.objects.get()
    assert (plan.organization, plan.fiscal_year, plan.state) == (
        organization,
        year,
        PlanState.DRAFT,
    )
    assert plan.cover == make.plain("รายงานผล", "ประจำปี")
    assert [(each.position, each.heading) for each in plan.sections.all()] == [
        (1, "มาตรการ"),
        (2, "อื่น ๆ"),
    ]
    assert actions() == {(AuditAction.ADDED, "measureplan"), (AuditAction.ADDED, "section")}


def test_second_plan_of_a_year_is_refused(client, plan, organization):
    url = address(MeasurePlan, "add", organization=organization.pk)
    response = open_and_send(client, url, fiscal_year=str(plan.fiscal_year_id))
    assert errors_of(response) == [
        "มีแผนมาตรการที่มีหน่วยงาน และ ปีงบประมาณที่ดำเนินการนี้อยู่แล้ว โปรดแก้ไขรายการเดิมหรือใช้ค่าอื่น"
    ]
    assert MeasurePlan.objects.count() == 1


def test_plan_links_to_its_rows_and_to_adding_one(client, plan, section):
    row = make.make_row(section=section)
    make.make_measure(row=row)
    analysis = make.make_analysis(plan=plan)
    content = client.get(address(plan, "change", plan.pk)).content.decode()
    for link in (
        address(row, "change", row.pk),
        address(type(row), "add", section=section.pk),
        address(analysis, "change", analysis.pk),
    ):
        assert f'"{link}"' in content
    assert "จัดทำคู่มือการให้บริการ" in content


def test_year_and_state_of_a_plan_are_not_changed_in_its_form(client, plan):
    url = address(plan, "change", plan.pk)
    data = form_data(client.get(url))
    client.post(url, data | {"fiscal_year": str(make.make_year(2569).pk), "state": "approved"})
    plan.refresh_from_db()
    assert (plan.fiscal_year.year_be, plan.state) == (2568, PlanState.DRAFT)


def test_plan_of_another_organization_is_added_by_nobody_else(client, other_organization):
    url = address(MeasurePlan, "add", organization=other_organization.pk)
    assert client.get(url).status_code == 404
    assert client.post(url, {"fiscal_year": "1"}).status_code == 404
    assert client.get(address(MeasurePlan, "add", organization="x")).status_code == 404
    assert not MeasurePlan.objects.exists()


def test_only_place_to_add_to_is_gone_to_at_once(client, section):
    response = client.get(address(GroupHeading, "add"))
    assert response.status_code == 302
    assert response["Location"] == address(GroupHeading, "add", section=section.pk)


def test_one_of_several_places_to_add_to_is_asked_for(client, plan, section, other_organization):
    second = make.make_section(plan=plan, heading="ตารางที่สอง")
    closed = make.make_plan(organization=plan.organization, year_be=2567, state="locked")
    make.make_section(plan=closed, heading="ปิดแล้ว")
    make.make_section(plan=make.make_plan(organization=other_organization), heading="แดนลับ")
    content = client.get(address(GroupHeading, "add")).content.decode()
    for offered in (section, second):
        assert address(GroupHeading, "add", section=offered.pk) in content
    assert "ปิดแล้ว" not in content
    assert "แดนลับ" not in content


def test_list_of_places_to_add_to_says_that_it_is_cut(client, plan, monkeypatch):
    monkeypatch.setattr("measures.admin.parents.MOST_PARENTS", 1)
    make.make_section(plan=plan)
    make.make_section(plan=plan)
    assert "แสดงเพียงบางส่วน" in client.get(address(GroupHeading, "add")).content.decode()


def test_no_place_to_add_to_is_said(client):
    assert "ยังไม่มีส่วนของแผนที่ท่านแก้ไขได้" in client.get(address(GroupHeading, "add")).content.decode()


def test_headings_are_listed_in_their_section_and_swap_places(client, section):
    first, second = make.make_group(section=section), make.make_group(section=section)
    response = open_and_send(
        client,
        address(section, "change", section.pk),
        **{"groups-0-position": "2", "groups-1-position": "1"},
    )
    assert response.status_code == 302, errors_of(response)
    assert list(section.groups.order_by("position")) == [second, first]


def test_heading_offers_issues_and_indicators_of_the_plans_year(client, section):
    make.make_framework(2566)
    form = client.get(address(GroupHeading, "add", section=section.pk)).context["adminform"].form
    for name, count in (("issue", 7), ("indicator", 10)):
        offered = form.fields[name].queryset
        assert {each.framework.fiscal_year.year_be for each in offered} == {2568}
        assert len(offered) == count


def test_what_is_stored_stays_selectable_though_new_choices_are_narrower(client, section):
    old = make.get_issue(3, 2566)
    group = make.make_group(section=section, issue=old)
    url = address(group, "change", group.pk)
    assert open_and_send(client, url, printed_text="ตามเดิม").status_code == 302
    group.refresh_from_db()
    assert (group.issue, group.printed_text) == (old, "ตามเดิม")


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("issue", {}, "เลือก “ประเด็น” ไว้ โปรดระบุประเด็น"),
        ("indicator", {}, "เลือก “ตัวชี้วัด” ไว้ โปรดระบุตัวชี้วัด"),
        ("free", {}, "เลือก “หัวข้ออิสระ” ไว้ โปรดระบุชื่อตามที่พิมพ์ เช่น มาตรการอื่นของหน่วยงาน"),
    ],
)
def test_heading_names_what_its_kind_says(client, section, kind, changes, message):
    url = address(GroupHeading, "add", section=section.pk)
    assert errors_of(open_and_send(client, url, kind=kind, **changes)) == [message]


def test_analysis_is_added_to_a_plan(client, plan):
    url = address(IndicatorAnalysis, "add", plan=plan.pk)
    indicator = make.get_indicator(2)
    response = open_and_send(client, url, indicator=str(indicator.pk), guidance="๑. ชี้แจง\n๒. อบรม")
    assert response.status_code == 302, errors_of(response)
    analysis = IndicatorAnalysis.objects.get()
    assert (analysis.plan, analysis.guidance) == (plan, make.numbered("ชี้แจง", "อบรม"))


def test_closed_plan_is_shown_and_not_changed(client, plan, section):
    plan.state = PlanState.APPROVED
    plan.save()
    for entry in (plan, section):
        url = address(entry, "change", entry.pk)
        page = client.get(url)
        assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in page.content.decode()
        assert client.post(url, form_data(page)).status_code == 403
    assert client.get(address(Section, "add", plan=plan.pk)).status_code == 404


# Results and cited scores


@pytest.fixture
def result(section):
    return make.make_result(row=make.make_row(section=section))


def citation(**fields):
    """A typed citation of an indicator, as sent in the form of its result."""
    return {
        "position": "",
        "paragraph_index": "๑",
        "scope": "indicator",
        "binding": "typed",
        "indicator": str(make.get_indicator(1, 2568).pk),
        "earlier_year": str(make.make_year(2567).pk),
        "later_year": str(make.make_year(2568).pk),
        "earlier_value": "๘๗.๘๗",
        "later_value": "87.67",
    } | fields


def send_citation(client, result, **fields):
    url = address(result, "change", result.pk)
    data = form_data(client.get(url))
    return client.post(url, new_item(data, "citations", **citation(**fields)))


def test_citation_is_added_with_its_result(client, result):
    response = send_citation(client, result)
    assert response.status_code == 302, errors_of(response)
    stored = ScoreCitation.objects.get()
    assert (stored.position, stored.earlier_value, stored.later_value) == (
        1,
        Decimal("87.87"),
        Decimal("87.67"),
    )
    assert actions() == {(AuditAction.ADDED, "scorecitation")}


@pytest.mark.parametrize(
    "fields",
    [
        {"scope": "total", "indicator": ""},
        {"scope": "topic", "topic": "การให้บริการ", "indicator": ""},
        {"scope": "question", "topic": "ข้อที่ถามเรื่องคู่มือ", "indicator": ""},
        {"binding": "bound", "earlier_value": "", "later_value": ""},
    ],
)
def test_citation_of_every_scope_and_binding_is_taken(client, result, fields):
    response = send_citation(client, result, **fields)
    assert response.status_code == 302, errors_of(response)
    stored = ScoreCitation.objects.get()
    assert stored.scope == fields.get("scope", "indicator")


def test_citation_without_scope_and_binding_is_asked_for_both(client, result):
    assert errors_of(send_citation(client, result, scope="", binding="")) == [
        "โปรดระบุเป็นคะแนนของ",
        "โปรดระบุที่มาของคะแนน",
    ]


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({"indicator": ""}, ["เลือก “ตัวชี้วัด” ไว้ โปรดระบุตัวชี้วัด"]),
        ({"scope": "instrument"}, ["เลือก “เครื่องมือ” ไว้ โปรดระบุเครื่องมือ"]),
        ({"scope": "question"}, ["เลือก “ข้อคำถาม” ไว้ โปรดระบุข้อคำถาม"]),
        (
            {"scope": "topic"},
            ["เลือก “หัวข้ออิสระ” ไว้ โปรดระบุหัวข้อตามที่พิมพ์ เช่น การให้บริการออนไลน์"],
        ),
        (
            {
                "scope": "topic",
                "topic": "บริการ",
                "binding": "bound",
                "earlier_value": "",
                "later_value": "",
            },
            ["หัวข้ออิสระไม่มีคะแนนในระบบ โปรดเลือก “พิมพ์เอง” และระบุคะแนน เช่น ๘๗.๖๗"],
        ),
        ({"later_value": ""}, ["เลือก “พิมพ์เอง” ไว้ โปรดระบุคะแนนปีหลัง เช่น ๘๗.๖๗"]),
        (
            {"binding": "bound", "later_value": ""},
            ["เลือก “ผูกกับคะแนนในระบบ” ไว้ แต่ระบุคะแนนปีก่อน “87.87” ด้วย โปรดเว้นว่างหรือเลือกชนิดอื่น"],
        ),
        (
            {"earlier_value": "ร้อย"},
            ["อ่านตัวเลขจาก “ร้อย” ไม่ได้ โปรดกรอกตัวเลขไทยหรืออารบิก ใช้จุดเป็นจุดทศนิยม เช่น ๘๗.๖๗"],
        ),
        ({"later_value": "101"}, ["คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"]),
    ],
)
def test_citation_that_does_not_fit_together_is_refused(client, result, fields, messages):
    assert errors_of(send_citation(client, result, **fields)) == messages
    assert not ScoreCitation.objects.exists()


def test_citation_compares_an_earlier_year_with_a_later_one(client, result):
    year = str(make.make_year(2568).pk)
    assert errors_of(send_citation(client, result, earlier_year=year)) == [
        "ปีหลังต้องอยู่หลังปีงบประมาณ พ.ศ. ๒๕๖๘ โปรดเลือกปีถัดไป"
    ]


def test_citations_offer_the_frameworks_of_the_plans_years(client, result):
    make.make_framework(2565)
    url = address(ScoreCitation, "add", round_result=result.pk)
    form = client.get(url).context["adminform"].form
    for name in ("indicator", "instrument"):
        years = {each.framework.fiscal_year.year_be for each in form.fields[name].queryset}
        assert years == {2568}


def test_third_round_is_not_added(client, result):
    row = result.row
    url = address(RoundResult, "add", row=row.pk)
    response = open_and_send(client, url, round="12")
    assert errors_of(response) == ["มีผลของรอบที่มีแถว และ รอบนี้อยู่แล้ว โปรดแก้ไขรายการเดิมหรือใช้ค่าอื่น"]


@pytest.mark.parametrize(
    ("model", "queries"),
    [
        (MeasurePlan, 8),
        (Section, 7),
        (GroupHeading, 7),
        (IndicatorAnalysis, 7),
        (RoundResult, 7),
        (ScoreCitation, 7),
    ],
)
def test_lists_take_as_many_queries_for_three_as_for_one(
    client, organization, model, queries, django_assert_num_queries
):
    url = reverse(f"admin:measures_{model._meta.model_name}_changelist")

    def fill(year_be):
        plan = make.make_plan(organization=organization, year_be=year_be, score_year_be=None)
        group = make.make_group(section=make.make_section(plan=plan))
        make.make_citation(result=make.make_result(row=make.make_row(group=group)))
        make.make_analysis(plan=plan)

    fill(2568)
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)
    fill(2567)
    fill(2569)
    with django_assert_num_queries(queries):
        client.get(url)


@pytest.mark.parametrize(
    ("binding", "typed", "message"),
    [
        ("typed", "๓", "ระบุย่อหน้าที่ ๓ แต่ผลลัพธ์มี ๒ ย่อหน้า โปรดใช้เลข ๑ ถึง ๒"),
        ("bound", "๔", "ระบุย่อหน้าที่ ๔ แต่ผลลัพธ์มี ๒ ย่อหน้า โปรดใช้เลข ๑ ถึง ๓"),
        ("typed", "๐", "อ่านได้ ๐ โปรดใช้เลขตั้งแต่ ๑ ขึ้นไป เช่น ๑"),
    ],
)
def test_citation_of_a_paragraph_that_is_not_there_is_refused(
    client, result, binding, typed, message
):
    result.outcome = make.plain("ย่อหน้าแรก", "ย่อหน้าที่สอง")
    result.save()
    values = {"earlier_value": "", "later_value": ""} if binding == "bound" else {}
    response = send_citation(client, result, binding=binding, paragraph_index=typed, **values)
    assert errors_of(response) == [message]


def test_citation_says_its_paragraph_as_people_count(client, result):
    result.outcome = make.plain("ย่อหน้าแรก", "ย่อหน้าที่สอง")
    result.save()
    send_citation(client, result, paragraph_index="2")
    stored = ScoreCitation.objects.get()
    assert stored.paragraph_index == 1
    url = address(stored, "change", stored.pk)
    page = client.get(url)
    assert form_data(page)["paragraph_index"] == "๒"
    recorded = AuditEntry.objects.count()
    client.post(url, form_data(page))
    assert AuditEntry.objects.count() == recorded  # sent as shown, nothing changed


def test_a_round_reported_twice_is_named(client, section):
    row = make.make_row(section=section)
    make.make_result(row=row, round=6)
    url = address(row, "change", row.pk)
    data = form_data(client.get(url))
    response = client.post(url, new_item(data, "results", round="6", status=""))
    assert (
        "รอบ “รอบ ๖ เดือน” มีมากกว่าหนึ่งรายการ แต่ละรายการต้องมีรอบไม่ซ้ำกัน โปรดแก้ไขหรือลบรายการที่ซ้ำ"
    ) in errors_of(response)
