"""Pasting into the grid over its pages: for the grid's script, and without any script."""

from __future__ import annotations

import re

import pytest

from measures.choices import AuditAction, GroupKind, PlanState
from measures.models import AuditEntry, Row
from tests import factories as make

pytestmark = pytest.mark.django_db

PASTE = "/one/2568/paste/"


@pytest.fixture
def plan(organization):
    """A plan with one row."""
    plan = make.make_plan(organization=organization)
    group = make.make_group(
        section=make.make_section(plan=plan), kind=GroupKind.FREE, printed_text="กลุ่มเดียว"
    )
    row = make.make_row(section=group.section, group=group)
    make.make_measure(row=row, content=make.plain("เดิม"))
    return plan


@pytest.fixture
def client(client_of, clerk, plan):
    """The clerk's browser."""
    return client_of(clerk)


def send(client, *, alone=True, **fields):
    row = Row.objects.order_by("position").first()
    fields = {
        "html": "",
        "text": "ใหม่\tขั้นตอน\nสอง\tขั้นสอง",
        "row": row.pk if row else "end",
        "column": "measures",
        "round": "12",
        **fields,
    }
    headers = {"HX-Request": "true"} if alone else {}
    return client.post(PASTE, fields, headers=headers)


def payload(response):
    (found,) = re.findall(r'name="paste" value="([^"]+)"', response.text)
    return found


def texts():
    return [
        [each.text for measure in row.measures.all() for each in measure.content]
        for row in Row.objects.order_by("position")
    ]


def test_grid_names_the_address_to_those_who_may_paste(client, client_of, supervisor):
    page = "/one/2568/measures/"
    grid = client.get(page).text
    assert f'data-paste-url="{PASTE}"' in grid
    assert f'href="{PASTE}"' in grid
    assert "data-paste-url" not in client_of(supervisor).get(page).text


def test_script_is_shown_the_landing_cells_alone_and_puts_them_in_and_out(client):
    shown = send(client)
    assert shown.status_code == 200
    assert shown.text.count("data-paste-preview") == 1
    assert "<html" not in shown.text
    assert "วาง ๒ แถว เป็นแถวใหม่ ๑ แถว" in " ".join(shown.text.split())
    assert "แทนที่ข้อความเดิม ๑ ช่อง" in shown.text
    headers = re.findall(r'<th scope="col" role="columnheader">([^<]+)', shown.text)
    named = re.findall(r'<span class="cl" aria-hidden="true">([^<]+)', shown.text)
    assert named == headers * 2
    assert texts() == [["เดิม"]]

    done = client.post(f"{PASTE}apply/", {"paste": payload(shown)})
    assert texts() == [["ใหม่"], ["สอง"]]
    page = client.get(done["Location"]).text
    assert "เปลี่ยน ๔ ช่อง เพิ่ม ๑ แถว" in page
    first = Row.objects.values_list("pk", flat=True).order_by("position")[0]
    assert f'href="/one/2568/measures/#row-{first}"' in page

    assert client.post(f"{done['Location']}undo/")["Location"] == done["Location"]
    assert texts() == [["เดิม"]]
    assert "เลิกทำการวางแล้ว" in client.get(done["Location"]).text


def test_page_without_script_asks_where_to_begin(client):
    page = client.get(PASTE).text
    row = Row.objects.get()
    assert re.findall(r'<option value="([^"]+)"', page) == [
        str(row.pk),
        f"group-{row.group_id}",
        "end",
        "measures",
        "steps",
        "responsible",
        "period",
        "results",
        "outcome",
        "6",
        "12",
    ]
    shown = send(client, alone=False, row="end")
    assert "<html" in shown.text
    client.post(f"{PASTE}apply/", {"paste": payload(shown)})
    assert texts() == [["เดิม"], ["ใหม่"], ["สอง"]]


def test_plan_without_a_table_begins_with_one(client, plan):
    plan.sections.all().delete()
    shown = send(client)
    client.post(f"{PASTE}apply/", {"paste": payload(shown)})
    assert texts() == [["ใหม่"], ["สอง"]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "ไม่พบข้อความที่จะวาง"),
        ({"row": "999999"}, "อ่านได้ “999999” ไม่พบแถวนี้"),
        ({"row": ""}, "ยังไม่ได้เลือกแถว"),
        ({"column": "<b>"}, "อ่านได้ “&lt;b&gt;”"),
        ({"column": ""}, "ยังไม่ได้เลือกคอลัมน์"),
        ({"round": "7"}, "อ่านได้ “7”"),
        ({"text": "ก\n" * 201}, "๒๐๑ แถว"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_what_cannot_be_pasted_is_explained(client, fields, said, alone):
    response = send(client, alone=alone, **fields)
    assert (response.status_code, said in response.text) == (422, True)
    assert 'name="paste"' not in response.text


def test_hostile_clipboard_is_shown_as_text(client):
    html = (
        "<table><tr><td>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script>"
        '<img src=x onerror=alert(3)></td><td>"><b>ดี</b></td></tr></table>'
    )
    shown = send(client, html=html).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert [bad for bad in ("<script", "<img", "<b>", "alert(2)", "onerror") if bad in shown] == []


def test_status_can_be_pasted_where_it_has_the_focus(client):
    shown = send(client, text="เสร็จสิ้นตามแผน", column="status")
    assert shown.status_code == 200
    assert "เสร็จสิ้นตามแผน" in shown.text


def test_heading_rows_alone_leave_nothing_to_put_in(client):
    html = "<table><tr><td colspan=2>๑. การให้บริการ</td></tr></table>"
    shown = send(client, html=html).text
    assert "ไม่วางแถวหัวข้อ" in shown
    assert 'name="paste"' not in shown


@pytest.mark.parametrize("sent", ["", "tampered"])
def test_only_what_was_shown_is_put_in(client, sent):
    response = client.post(f"{PASTE}apply/", {"paste": sent})
    assert (response.status_code, "จึงยังไม่ได้วาง" in response.text) == (422, True)
    assert texts() == [["เดิม"]]


def test_what_one_was_shown_another_cannot_send(client, client_of, organization):
    colleague = make.make_member(organization=organization, username="colleague")
    sent = payload(send(client))
    response = client_of(colleague).post(f"{PASTE}apply/", {"paste": sent})
    assert (response.status_code, texts()) == (422, [["เดิม"]])


def test_cell_that_changed_since_it_was_shown_is_kept(client):
    sent = payload(send(client))
    Row.objects.get().measures.update(content=make.plain("เพิ่งแก้"))
    response = client.post(f"{PASTE}apply/", {"paste": sent})
    assert (response.status_code, "มีผู้อื่นแก้ไข" in response.text) == (422, True)
    assert texts() == [["เพิ่งแก้"]]


def test_plan_that_may_not_be_edited_takes_no_paste(client, plan):
    plan.state = PlanState.SUBMITTED
    plan.save()
    for alone in (True, False):
        response = send(client, alone=alone)
        assert (response.status_code, "จึงวางไม่ได้" in response.text) == (422, True)


def test_undo_after_an_edit_asks_first(client):
    done = client.post(f"{PASTE}apply/", {"paste": payload(send(client))})["Location"]
    Row.objects.order_by("position")[0].measures.update(content=make.plain("เพิ่งแก้"))
    refused = client.post(f"{done}undo/")
    assert (refused.status_code, 'name="over_changes"' in refused.text) == (422, True)
    assert texts() == [["เพิ่งแก้"], ["สอง"]]
    client.post(f"{done}undo/", {"over_changes": "on"})
    assert texts() == [["เดิม"]]


def test_paste_that_there_is_not_has_no_page(client):
    client.post(f"{PASTE}apply/", {"paste": payload(send(client))})
    (other,) = AuditEntry.objects.filter(action=AuditAction.PLAN_PASTED)
    assert client.get(f"{PASTE}{other.pk + 1}/").status_code == 404


def test_a_paste_sent_twice_is_put_in_once(client):
    sent = {"paste": payload(send(client, row="end", text="ก\tข\nค\tง"))}
    first, second = (client.post(f"{PASTE}apply/", sent) for _ in range(2))
    assert texts() == [["เดิม"], ["ก"], ["ค"]]
    assert second.status_code == 302
    assert second["Location"] == first["Location"]
    # Looked at anew it is another paste.
    again = {"paste": payload(send(client, row="end", text="ก\tข\nค\tง\nจ\tฉ"))}
    assert client.post(f"{PASTE}apply/", again)["Location"] != first["Location"]
    assert len(texts()) == 6
