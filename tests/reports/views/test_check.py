"""The page on which a plan is checked, submitted, returned, talked about, approved and reopened."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from measures.choices import PlanState, WorkflowStep
from measures.models import MeasurePlan, Organization, PlanEvent, Row
from measures.queries.approval import approval_of, content_hash
from reports.render import fonts
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/2568/check/"


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def words(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def steps_shown(response) -> set[str]:
    """The steps that the page has a form for."""
    return set(re.findall(r'action="/one/2568/check/(\w+)/"', response.text))


def state() -> str:
    return MeasurePlan.objects.get().state


def submitted(client_of, clerk) -> None:
    client_of(clerk).post(f"{PAGE}submit/")
    assert state() == PlanState.SUBMITTED


@pytest.mark.parametrize(
    ("of_state", "shown"),
    [
        (PlanState.DRAFT, {"clerk": {"submit", "comment"}, "signer": {"submit", "comment"}}),
        (
            PlanState.SUBMITTED,
            {
                "clerk": {"comment"},
                "contributor": set(),
                "supervisor": {"comment", "return"},
                "signer": {"comment", "return", "approve"},
                "administrator": set(),
            },
        ),
        (PlanState.APPROVED, {"supervisor": {"comment"}, "signer": {"comment", "reopen"}}),
    ],
)
def test_page_offers_the_steps_that_state_and_rights_allow(
    request, client_of, plan, organization, of_state, shown
):
    if of_state != PlanState.DRAFT:
        submitter = make.make_member(organization=organization)
        submitted(client_of, submitter)
    MeasurePlan.objects.update(state=of_state)
    seen = {name: steps_shown(client_of(request.getfixturevalue(name)).get(PAGE)) for name in shown}
    assert seen == shown


def test_the_way_from_the_clerk_to_the_approval_and_back(
    client_of, plan, clerk, supervisor, signer
):
    row = Row.objects.get()
    submitted(client_of, clerk)
    assert "รอผู้บังคับบัญชาอนุมัติ" in words(client_of(clerk).get(PAGE))

    back = client_of(supervisor).post(
        f"{PAGE}return/", {"return-text": "โปรดระบุระยะเวลา", "return-place": f"row-{row.pk}"}
    )
    assert back.url == PAGE
    assert state() == PlanState.RETURNED
    page = client_of(clerk).get(PAGE)
    assert "ส่งกลับแก้ไข แถวที่ ๑" in words(page)
    assert "โปรดระบุระยะเวลา" in words(page)
    leads_to_row = f'href="/one/2568/measures/#row-{row.pk}"'
    assert leads_to_row in page.text
    assert leads_to_row in client_of(clerk).get("/one/2568/").text
    assert PAGE in client_of(clerk).get("/one/2568/measures/").text
    for reader in (supervisor, signer):
        assert "โปรดระบุระยะเวลา" in client_of(reader).get("/one/2568/").text
        assert leads_to_row not in client_of(reader).get("/one/2568/").text
    returned = PlanEvent.objects.get(step=WorkflowStep.RETURN)
    assert f'<li id="event-{returned.pk}" class="returned">' in page.text

    said = client_of(clerk).post(
        f"{PAGE}comment/", {"comment-text": "แก้แล้ว", "comment-place": f"row-{row.pk}"}
    )
    remark = PlanEvent.objects.get(step=WorkflowStep.COMMENT)
    assert (said.url, remark.place_pk) == (f"{PAGE}#event-{remark.pk}", row.pk)

    submitted(client_of, clerk)
    page = client_of(signer).get(PAGE)
    assert "ส่งครั้งที่ ๒" in words(page)
    shown = content_hash(plan)
    assert shown[:8] in words(page)
    client_of(signer).post(
        f"{PAGE}approve/", {"approve-content_hash": shown, "approve-has_read": "on"}
    )
    approval = approval_of(MeasurePlan.objects.get())
    assert approval is not None
    assert approval.actor == signer
    assert shown[:8] in words(client_of(clerk).get(PAGE))

    client_of(signer).post(f"{PAGE}reopen/", {"reopen-text": "พบคำผิด"})
    assert state() == PlanState.DRAFT
    steps = ["submit", "return", "comment", "submit", "approve", "reopen"]
    assert [event.step for event in plan.events.all()] == steps


@pytest.mark.parametrize(
    ("step", "typed", "message"),
    [
        ("return", {"return-text": " ", "return-place": ""}, "ยังไม่ได้ระบุเหตุผล"),
        (
            "return",
            {"return-text": "เหตุผลที่พิมพ์ไว้", "return-place": "row-987654321"},
            "ไม่พบส่วนหรือแถวที่เลือกในแผนนี้",
        ),
        ("comment", {"comment-text": ""}, "ยังไม่ได้พิมพ์ความเห็น"),
        ("approve", {"approve-content_hash": "0"}, "ยังไม่ได้ยืนยันว่าตรวจแล้ว"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_keeps_what_was_typed(
    client_of, plan, clerk, signer, step, typed, message
):
    submitted(client_of, clerk)
    page = client_of(signer).post(f"{PAGE}{step}/", typed)
    assert page.status_code == 200
    assert page.text.count(message) >= 2  # In the summary on top and at the field.
    assert "<title>ข้อผิดพลาด: " in page.text
    assert typed.get(f"{step}-text", "").strip() in page.text
    assert state() == PlanState.SUBMITTED
    assert PlanEvent.objects.count() == 1


def test_returning_what_is_no_longer_submitted_keeps_the_reason(client_of, plan, clerk, supervisor):
    page = client_of(supervisor).post(f"{PAGE}return/", {"return-text": "เหตุผลที่พิมพ์ไว้"})
    assert "สถานะ “ฉบับร่าง” จึงส่งกลับพร้อมเหตุผลไม่ได้" in words(page)
    assert "เหตุผลที่พิมพ์ไว้" in page.text


def test_other_content_than_was_shown_is_not_approved(client_of, plan, clerk, signer):
    submitted(client_of, clerk)
    answer = client_of(signer).post(
        f"{PAGE}approve/",
        {"approve-content_hash": "0" * 64, "approve-has_read": "on"},
        follow=True,
    )
    assert "เนื้อหาของแผนเปลี่ยนไปหลังจากท่านเปิดหน้านี้" in words(answer)
    assert state() == PlanState.SUBMITTED


def test_the_submitter_is_shown_no_way_to_approve_unless_the_office_allows_it(
    client_of, plan, signer
):
    submitted(client_of, signer)
    page = client_of(signer).get(PAGE)
    assert "approve" not in steps_shown(page)
    assert "ท่านเป็นผู้ส่งแผนนี้" in words(page)
    Organization.objects.update(submitter_may_approve=True)
    assert "approve" in steps_shown(client_of(signer).get(PAGE))
    client_of(signer).post(
        f"{PAGE}approve/", {"approve-content_hash": content_hash(plan), "approve-has_read": "on"}
    )
    assert "ผู้ส่งแผนเป็นผู้อนุมัติเอง" in words(client_of(signer).get(PAGE))


def test_an_approval_of_other_content_is_said_to_have_ended(client_of, plan, clerk, signer):
    submitted(client_of, clerk)
    client_of(signer).post(
        f"{PAGE}approve/", {"approve-content_hash": content_hash(plan), "approve-has_read": "on"}
    )
    Row.objects.update(remarks=make.plain("เปลี่ยนภายหลัง"))
    assert "การอนุมัติสิ้นผล" in words(client_of(signer).get(PAGE))


def test_a_link_at_a_row_chooses_its_place(client_of, plan, clerk):
    row = Row.objects.get()
    page = client_of(clerk).get(PAGE)
    assert f'href="{PAGE}?at=row-{row.pk}#talk"' in page.text
    chosen = client_of(clerk).get(PAGE, {"at": f"row-{row.pk}"}).text
    assert re.search(rf'<option value="row-{row.pk}" selected>แถวที่ ๑ ใต้ ', chosen)


def test_what_was_said_of_a_removed_row_is_still_told(client_of, plan, clerk):
    row = Row.objects.get()
    client_of(clerk).post(
        f"{PAGE}comment/", {"comment-text": "คำที่ยังอยู่", "comment-place": f"row-{row.pk}"}
    )
    row.delete()
    page = words(client_of(clerk).get(PAGE))
    assert "ที่แถวซึ่งลบไปแล้ว" in page
    assert "คำที่ยังอยู่" in page


def test_what_was_said_of_a_section_stands_at_it(client_of, plan, clerk):
    section = plan.sections.get()
    client_of(clerk).post(
        f"{PAGE}comment/",
        {"comment-text": "ทั้งส่วนนี้", "comment-place": f"section-{section.pk}"},
    )
    remark = PlanEvent.objects.get()
    page = client_of(clerk).get(PAGE).text
    assert page.index(f'id="section-{section.pk}"') < page.index(f'id="event-{remark.pk}"')
    assert page.index(f'id="event-{remark.pk}"') < page.index('id="row-')


def test_an_unknown_round_is_explained(client_of, plan, clerk):
    answer = client_of(clerk).get(PAGE, {"round": "7"})
    assert (answer.status_code, "ต้องเป็น 6 หรือ 12" in words(answer)) == (400, True)


@pytest.mark.parametrize("name", ["submit", "return", "comment", "approve", "reopen"])
def test_the_address_of_a_step_leads_to_the_page(client_of, plan, clerk, name):
    answer = client_of(clerk).get(reverse(f"plan-{name}", args=("one", 2568)))
    assert (answer.status_code, answer.url) == (302, PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_whatever_the_rows(
    client_of, plan, clerk, signer, django_assert_num_queries, rows
):
    group = plan.sections.get().groups.get()
    for _ in range(rows - 1):
        make.make_filled_row(group=group)
    submitted(client_of, clerk)
    for row in Row.objects.all():
        client_of(clerk).post(
            f"{PAGE}comment/", {"comment-text": "ดู", "comment-place": f"row-{row.pk}"}
        )
    client = client_of(signer)
    with django_assert_num_queries(47):
        client.get(PAGE)


def test_what_is_missing_is_listed_with_its_place_before_submitting(client_of, plan, clerk):
    row = make.make_row(group=plan.sections.get().groups.get(), period_start=None, period_end=None)
    page = client_of(clerk).get(PAGE)
    assert re.search(
        rf'<a href="[^"]*#row-{row.pk}">มาตรการที่ยังไม่ระบุระยะเวลา</a> '
        r'<span class="meta">๑ จาก ๒ แถว</span>',
        page.text,
    )


def test_a_character_that_the_report_cannot_print_is_told_with_its_place(client_of, plan, clerk):
    row = Row.objects.get()
    row.measures.update(content=make.numbered("จัดทำคู่มือ 😀☎"))
    row.results.filter(round=6).update(results=make.plain("中"))  # the other round's report
    picture = make.make_picture(plan=plan, caption="ประชุม 👍")
    link = make.make_link(plan=plan, label="แบบวัด 👍")
    analysis = make.make_analysis(plan=plan, guidance=make.plain("แนวทาง ☎"))
    make.make_signatory(plan=plan, name="นาย ☎")
    plan.introduction, plan.appendix = make.plain("คำนำ 中"), make.plain("ภาคผนวก 中")
    plan.save()
    page = client_of(clerk).get(PAGE).text
    lines = re.findall(r'<li><a href="([^"]*)">อักขระที่พิมพ์ในรายงานไม่ได้[^:]*: ([^<]*)</a>', page)
    base = "/one/2568"
    assert list(dict.fromkeys(lines)) == [
        (f"{base}/general/", "“中” (U+4E2D)"),
        (f"{base}/measures/?round=12#row-{row.pk}", "“😀” (U+1F600) “☎” (U+260E)"),
        (f"{base}/read/#analyses", "“☎” (U+260E)"),
        (f"{base}/evidence/", "“中” (U+4E2D)"),
        (f"{base}/evidence/#picture-{picture.pk}", "“👍” (U+1F44D)"),
        (f"{base}/evidence/#link-{link.pk}", "“👍” (U+1F44D)"),
        (f"{base}/general/", "“☎” (U+260E)"),
    ]
    assert ["แถวที่ ๑ ใต้" in page, f"การวิเคราะห์{analysis.indicator}" in page] == [True, True]


def test_a_portal_whose_fonts_are_not_built_shows_the_page(client_of, plan, clerk, monkeypatch):
    monkeypatch.setattr(fonts, "SARABUN_STYLES", {"Absent": ""})
    assert client_of(clerk).get(PAGE).status_code == 200


def test_what_was_said_at_a_row_stands_in_the_reading_page_of_members_only(
    client_of, plan, clerk, oversight_of_nation
):
    row = Row.objects.get()
    client_of(clerk).post(
        f"{PAGE}comment/", {"comment-text": "คำในแถว", "comment-place": f"row-{row.pk}"}
    )
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    assert "คำในแถว" in words(client_of(clerk).get("/one/2568/read/"))
    assert "คำในแถว" not in words(client_of(oversight_of_nation).get("/one/2568/read/"))


def test_talk_at_a_row_stands_in_the_grid_is_answered_there_and_folds_away_when_closed(
    client_of, plan, clerk, supervisor, contributor, oversight_of_nation, django_assert_num_queries
):
    row, grid = Row.objects.get(), "/one/2568/measures/"
    submitted(client_of, clerk)
    client_of(supervisor).post(
        f"{PAGE}return/", {"return-text": "โปรดระบุระยะเวลา", "return-place": f"row-{row.pk}"}
    )
    returned = PlanEvent.objects.get(step=WorkflowStep.RETURN)
    client = client_of(clerk)
    with django_assert_num_queries(12):
        page = client.get(grid).getvalue().decode()
    assert f'href="#event-{returned.pk}"' in page  # the reason on top leads to its place
    assert page.index(f'id="row-{row.pk}"') < page.index(f'<li id="event-{returned.pk}"')
    assert page.count("โปรดระบุระยะเวลา") == 2
    assert '<details class="talk" open>' in page

    sent = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    place = {name: sent[name] for name in ("comment-place", "resolve-place", "back")}
    assert place == {
        "comment-place": f"row-{row.pk}",
        "resolve-place": f"row-{row.pk}",
        "back": "grid",
    }
    answer = client.post(f"{PAGE}comment/", {**place, "comment-text": "ระบุแล้ว"})
    said = PlanEvent.objects.get(step=WorkflowStep.COMMENT)
    assert (answer.url, said.place_pk) == (f"{grid}#event-{said.pk}", row.pk)
    closed = client.post(f"{PAGE}resolve/", {**place, "comment-text": ""})
    assert closed.url == f"{grid}#row-{row.pk}"
    page = client.get(grid).getvalue().decode()
    assert '<details class="talk">' in page
    assert "ระบุแล้ว" in page
    assert state() == PlanState.RETURNED
    client.post(f"{PAGE}comment/", {**place, "comment-text": "ขอแก้อีกครั้ง"})
    assert '<details class="talk" open>' in client.get(PAGE).text

    read_only = client_of(contributor).get(grid).getvalue().decode()
    assert "ระบุแล้ว" in read_only
    assert 'name="comment-text"' not in read_only
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    assert "ระบุแล้ว" not in client_of(oversight_of_nation).get(grid).getvalue().decode()


def test_talk_at_a_section_stands_over_its_table_in_the_grid(client_of, plan, clerk):
    section = plan.sections.get()
    client_of(clerk).post(
        f"{PAGE}comment/",
        {"comment-text": "ทั้งส่วนนี้", "comment-place": f"section-{section.pk}"},
    )
    page = client_of(clerk).get("/one/2568/measures/").getvalue().decode()
    assert page.index("ทั้งส่วนนี้") < page.index('<table class="grid"')


def test_pictures_without_words_are_named_with_the_place_to_write_them(client_of, plan, clerk):
    pictures = [
        make.make_picture(plan=plan, alternative_text=text, caption=caption)
        for text, caption in (("เห็นอยู่", "คำ"), ("", "คำ"), ("", ""))
    ]
    evidence = "/one/2568/evidence/"
    page = client_of(clerk).get(PAGE).text
    for name, words_lacking, count, first in (
        ("alternative_text", "ภาพที่ ๒ ๓ ในภาคผนวกยังไม่มีคำบรรยายแทนภาพ", "๒ ภาพ", 1),
        ("caption", "ภาพที่ ๓ ในภาคผนวกยังไม่มีคำบรรยายใต้ภาพ", "๑ ภาพ", 2),
    ):
        anchor = f"id_picture-{pictures[first].pk}-{name}"
        line = (
            f'<a href="{evidence}#{anchor}">{words_lacking}</a> <span class="meta">{count}</span>'
        )
        assert line in page
        assert f'id="{anchor}"' in client_of(clerk).get(evidence).text
    assert "ภาพที่ ๒ ๓ ในภาคผนวกยังไม่มีคำบรรยายแทนภาพ" in client_of(clerk).get("/").text


def test_the_supervisor_is_led_to_the_decision_and_told_what_is_missing(
    client_of, plan, clerk, supervisor
):
    submitted(client_of, clerk)
    page = client_of(supervisor).get(PAGE)
    assert 'href="#decision"' in page.text
    assert "ก่อนผู้ลงนามอนุมัติ" in words(page)
    assert 'class="state s-look"' in page.text.split('id="decision"')[1]
    assert "รอผู้บังคับบัญชาอนุมัติ" not in words(page)
    assert "รอผู้บังคับบัญชาอนุมัติ" in words(client_of(clerk).get(PAGE))
