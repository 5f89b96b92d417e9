"""Photographs and links of the appendix: added, described, put in order, removed and restored."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.actions.entries import change_entry, remove_entry
from measures.actions.evidence import add_pictures
from measures.choices import AuditAction, PlanState
from measures.exchange.picture_files import drop_picture
from measures.models import AppendixLink, AppendixPicture, AuditEntry, MeasurePlan
from tests import factories as make

URL = "/one/2568/evidence/"


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def client(clerk, client_of, plan):
    return client_of(clerk)


def photo(name="งานประชุม.jpg", colour="teal", **options):
    return SimpleUploadedFile(name, make.picture_file(colour=colour, **options))


def sent(client):
    """The page as a browser sends it; typed names have _ for -: picture_1_caption."""
    html = client.get(URL).text
    names = re.findall(
        r'<(?:input|textarea)[^>]* name="([^"]+)"[^>]*?>(?:\s*([^<]*)</textarea>)?', html
    )
    values = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', html))
    return {
        name: values.get(name, text).strip()
        for name, text in names
        if name not in ("csrfmiddlewaretoken", "new-pictures")
    }


def pictures(plan):
    return list(plan.pictures.order_by("position").values_list("alternative_text", flat=True))


def test_a_new_link_sent_twice_is_added_once(client, plan):
    page = sent(client) | {
        "newlink-address": "https://one.example/eit",
        "newlink-label": "แบบวัด EIT",
    }
    assert client.post(URL, page).status_code == 302
    again = client.post(URL, page, follow=True).text
    assert "ภาคผนวกมีลิงก์นี้อยู่แล้ว จึงไม่เพิ่มซ้ำ" in again
    assert "บันทึกข้อความแล้ว" not in again.partition("จึงไม่เพิ่มซ้ำ")[2]
    client.post(URL, page | {"newlink-label": "แบบวัด EIT อีกฉบับ"})
    assert list(plan.links.order_by("position").values_list("label", flat=True)) == [
        "แบบวัด EIT",
        "แบบวัด EIT อีกฉบับ",
    ]


def test_several_photographs_are_added_at_once_and_wait_for_their_words(client, plan, clerk):
    page = sent(client) | {
        "new-pictures": [photo(), photo("ป้าย.png", "red", kind="PNG")],
        "add": "pictures",
    }
    response = client.post(URL, page)
    first, second = plan.pictures.order_by("position")
    assert response["Location"] == f"{URL}#picture-{first.pk}"
    assert (first.position, second.position) == (1, 2)
    assert (first.alternative_text, first.picture[-4:], second.picture[-4:]) == ("", ".jpg", ".png")
    html = client.get(URL).text
    assert "๒ ภาพยังไม่มีคำบรรยายแทนภาพ" in html
    assert f'href="#id_picture-{second.pk}-alternative_text">ภาพที่ ๒</a>' in html
    assert f'src="/one/2568/pictures/{first.pk}/?small=1"' in html
    assert {(entry.action, entry.actor) for entry in AuditEntry.objects.all()} == {
        (AuditAction.ADDED, clerk)
    }


def test_wrong_file_is_named_and_neither_other_files_nor_typed_words_are_lost(client, plan):
    picture = make.make_picture(plan=plan, alternative_text="")
    page = sent(client) | {
        f"picture-{picture.pk}-alternative_text": "ผู้เข้าประชุม",
        "new-pictures": [SimpleUploadedFile("แผน.pdf", b"%PDF-1.7"), photo()],
    }
    html = client.post(URL, page, follow=True).text
    assert "ไม่ได้เพิ่มไฟล์ “แผน.pdf”: เนื้อหาของไฟล์เป็น PDF ระบบรับเฉพาะภาพ JPEG และ PNG" in html
    assert "เพิ่มภาพแล้ว ๑ ภาพ" in html
    assert pictures(plan) == ["ผู้เข้าประชุม", ""]


def test_photographs_are_added_though_a_text_beside_them_is_refused(client, plan):
    picture = make.make_picture(plan=plan, alternative_text="เดิม")
    page = sent(client) | {
        f"picture-{picture.pk}-alternative_text": "ก" * 501,
        "new-pictures": photo(),
    }
    response = client.post(URL, page)
    assert "<title>ข้อผิดพลาด:" in response.text
    assert f'href="#id_picture-{picture.pk}-alternative_text"' in response.text
    assert "ก" * 501 in response.text
    assert pictures(plan) == ["เดิม", ""]
    # The page shown again holds the new picture too.
    assert response.text.count("?small=1") == 2


def test_adding_nothing_says_to_choose_first(client, plan):
    html = client.post(URL, sent(client) | {"add": "pictures"}, follow=True).text
    assert "ยังไม่ได้เลือกภาพ" in html
    assert pictures(plan) == []


def test_words_are_saved_with_one_record_each_and_what_nobody_touched_is_not(client, plan):
    one, _ = make.make_picture(plan=plan), make.make_picture(plan=plan)
    link = make.make_link(plan=plan)
    page = sent(client) | {
        f"picture-{one.pk}-caption": "ประชุมเดือนตุลาคม",
        f"link-{link.pk}-label": "แบบวัดใหม่",
        "text-appendix": "๑. ภาพกิจกรรม",
    }
    response = client.post(URL, page, follow=True)
    assert "บันทึกข้อความแล้ว" in response.text
    one.refresh_from_db()
    link.refresh_from_db()
    plan.refresh_from_db()
    assert (one.caption, link.label) == ("ประชุมเดือนตุลาคม", "แบบวัดใหม่")
    assert [each.text for each in plan.appendix] == ["ภาพกิจกรรม"]
    assert [entry.subject_kind for entry in AuditEntry.objects.order_by("pk")] == [
        "appendixpicture", "appendixlink", "measureplan",
    ]  # fmt: skip
    client.post(URL, sent(client))
    assert AuditEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("verb", "which", "order"),
    [("up", 2, "acb"), ("down", 0, "bac"), ("up", 0, "abc"), ("down", 2, "abc")],
)
def test_buttons_change_the_order_and_lead_back_to_the_picture(client, plan, verb, which, order):
    made = [make.make_picture(plan=plan, alternative_text=name) for name in "abc"]
    name = f"picture-{made[which].pk}"
    response = client.post(URL, sent(client) | {verb: name})
    assert response["Location"] == f"{URL}#{name}"
    assert "".join(pictures(plan)) == order


def test_removed_picture_comes_back_where_it_stood_by_one_button(client, plan):
    made = [
        make.make_picture(plan=plan, alternative_text=name, caption=f"ใต้ภาพ {name}")
        for name in "abc"
    ]
    response = client.post(URL, sent(client) | {"remove": f"picture-{made[1].pk}"}, follow=True)
    assert pictures(plan) == ["a", "c"]
    assert "ออกแล้ว" in response.text
    (record,) = re.findall(r'name="restore" value="(\d+)"', response.text)

    back = client.post(URL, sent(client) | {"restore": record})
    assert pictures(plan) == ["a", "b", "c"]
    restored = plan.pictures.get(alternative_text="b")
    assert back["Location"] == f"{URL}#picture-{restored.pk}"
    assert (restored.caption, restored.picture) == ("ใต้ภาพ b", made[1].picture)


def test_removed_link_whose_place_is_taken_comes_back_last(client, plan):
    link = make.make_link(plan=plan, label="เดิม")
    response = client.post(URL, sent(client) | {"remove": f"link-{link.pk}"}, follow=True)
    make.make_link(plan=plan, label="ใหม่")
    (record,) = re.findall(r'name="restore" value="(\d+)"', response.text)
    client.post(URL, sent(client) | {"restore": record})
    assert list(plan.links.order_by("position").values_list("label", flat=True)) == ["ใหม่", "เดิม"]


def test_picture_whose_file_was_cleared_away_says_so_instead_of_coming_back(client, plan):
    picture = make.make_picture(plan=plan, content=make.picture_file(colour="orchid"))
    response = client.post(URL, sent(client) | {"remove": f"picture-{picture.pk}"}, follow=True)
    drop_picture(picture.picture)
    (record,) = re.findall(r'name="restore" value="(\d+)"', response.text)
    html = client.post(URL, sent(client) | {"restore": record}).text
    assert "ไฟล์ของภาพนี้ถูกลบจากระบบแล้ว โปรดเพิ่มภาพอีกครั้ง" in html
    assert pictures(plan) == []


def test_anothers_picture_or_record_can_be_neither_moved_nor_restored(
    client, plan, other_organization, outside_clerk
):
    theirs = make.make_picture(plan=make.make_plan(organization=other_organization))
    for verb in ("up", "remove"):
        page = sent(client) | {verb: f"picture-{theirs.pk}"}
        assert client.post(URL, page).status_code == 404
    remove_entry(theirs, by=outside_clerk)
    record = AuditEntry.objects.get(action=AuditAction.REMOVED)
    for value in (str(record.pk), "x"):
        assert client.post(URL, sent(client) | {"restore": value}).status_code == 404
    assert client.get(URL, {"removed": record.pk}).text.count("เลิกทำ") == 0
    assert AppendixPicture.objects.count() == 0


@pytest.mark.parametrize("name", ["picture-x", "table-1", "picture"])
def test_button_of_nothing_is_not_found(client, plan, name):
    assert client.post(URL, sent(client) | {"up": name}).status_code == 404


def test_link_is_added_with_its_caption_and_its_address_is_checked(client, plan):
    page = sent(client) | {"newlink-label": "แบบวัด EIT", "newlink-address": "javascript:alert(1)"}
    refused = client.post(URL, page)
    assert "อ่านได้ “javascript:alert(1)” ซึ่งไม่ใช่ที่อยู่เว็บ" in refused.text
    assert 'value="แบบวัด EIT"' in refused.text
    assert not AppendixLink.objects.exists()

    client.post(URL, page | {"newlink-address": "https://itas.example.go.th/eit/1"})
    link = AppendixLink.objects.get()
    assert (link.plan, link.position, link.label) == (plan, 1, "แบบวัด EIT")


def test_link_without_a_caption_is_asked_for_it(client, plan):
    page = sent(client) | {"newlink-address": "https://itas.example.go.th/eit/1"}
    assert "โปรดระบุคำอธิบายของลิงก์ เช่น แบบวัด EIT ปี ๒๕๖๘" in client.post(URL, page).text


def test_last_place_is_freed_by_closing_gaps_and_a_full_appendix_says_so(client, plan, clerk):
    link = make.make_link(plan=plan, position=60, label="ท้าย")
    client.post(URL, sent(client) | {"newlink-label": "ถัดไป", "newlink-address": "https://a.go.th"})
    link.refresh_from_db()
    assert (link.position, plan.links.get(label="ถัดไป").position) == (1, 2)

    for position in range(3, 61):
        make.make_link(plan=plan, position=position)
    page = sent(client) | {"newlink-label": "เกิน", "newlink-address": "https://b.go.th"}
    html = client.post(URL, page).text
    assert "ลิงก์ในภาคผนวกมีครบ ๖๐ รายการแล้ว โปรดลบรายการที่ไม่ใช้ก่อน" in html
    assert 'value="https://b.go.th"' in html


def test_full_appendix_refuses_a_photograph_by_its_name(clerk, plan):
    for position in range(1, 61):
        make.make_picture(plan=plan, position=position)
    done = add_pictures(plan, [("ใหม่.jpg", make.picture_file())], by=clerk)
    assert done.added == ()
    assert done.refused == ("ไฟล์ “ใหม่.jpg”: ภาพในภาคผนวกมีครบ ๖๐ รายการแล้ว โปรดลบรายการที่ไม่ใช้ก่อน",)


def test_field_that_another_changed_is_refused_once_with_what_it_says_now(
    client, plan, organization
):
    picture = make.make_picture(plan=plan, caption="เดิม")
    page = sent(client) | {f"picture-{picture.pk}-caption": "ของฉัน"}
    another = make.make_member(organization=organization, username="another")
    picture.caption = "ของเขา"
    change_entry(picture, by=another)

    refused = client.post(URL, page)
    assert "ขณะนี้เป็น “ของเขา”" in refused.text
    (note,) = re.findall(rf'name="picture-{picture.pk}-as_shown" value="([^"]+)"', refused.text)
    client.post(URL, page | {f"picture-{picture.pk}-as_shown": note})
    picture.refresh_from_db()
    assert picture.caption == "ของฉัน"


def test_words_typed_at_a_picture_that_another_removed_stay_to_be_read(client, plan, organization):
    kept, gone = make.make_picture(plan=plan), make.make_picture(plan=plan)
    page = sent(client) | {
        f"picture-{gone.pk}-caption": "ประชุมสภา",
        f"picture-{kept.pk}-caption": "มอบคู่มือ",
    }
    remove_entry(gone, by=make.make_member(organization=organization, username="another"))
    html = client.post(URL, page).text
    assert "ถูกผู้อื่นลบไปแล้ว" in html
    assert "ประชุมสภา" in html
    assert "มอบคู่มือ" in html
    client.post(URL, sent(client) | {f"picture-{kept.pk}-caption": "มอบคู่มือ"})
    kept.refresh_from_db()
    assert kept.caption == "มอบคู่มือ"


@pytest.mark.parametrize("who", ["contributor", "supervisor", "signer", "administrator"])
def test_others_of_the_office_read_and_cannot_send(request, client_of, plan, who):
    make.make_picture(plan=plan, caption="ประชุม")
    make.make_link(plan=plan, label="แบบวัด EIT")
    MeasurePlan.objects.update(appendix=make.plain("ภาพประกอบ"))
    client = client_of(request.getfixturevalue(who))
    html = client.get(URL).text
    assert ("<form id=" in html, "ประชุม" in html, "ภาพประกอบ" in html) == (False, True, True)
    assert client.post(URL, {"new-pictures": photo()}).status_code == 403
    assert plan.pictures.count() == 1


def test_plan_that_was_submitted_shows_its_evidence_and_takes_none(client, plan):
    make.make_picture(plan=plan)
    page = sent(client)
    MeasurePlan.objects.update(state=PlanState.SUBMITTED)
    assert "จึงแก้ไขหลักฐานไม่ได้" in client.get(URL).text
    html = client.post(URL, page | {"new-pictures": photo()}).text
    assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in html
    assert plan.pictures.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_however_many_pictures(
    client, plan, count, django_assert_num_queries
):
    for _ in range(count):
        make.make_picture(plan=plan)
        make.make_link(plan=plan)
    with django_assert_num_queries(7):
        assert client.get(URL).status_code == 200


def test_small_picture_is_small_and_told_apart_from_the_whole_one(client, plan):
    content = make.picture_file(size=(1200, 900))
    picture = make.make_picture(plan=plan, content=content)
    url = f"/one/2568/pictures/{picture.pk}/"
    whole, small = client.get(url), client.get(f"{url}?small=1")
    assert len(small.content) < len(whole.content) / 3
    assert (small["Content-Type"], small["ETag"] != whole["ETag"]) == ("image/jpeg", True)
    again = client.get(f"{url}?small=1", headers={"If-None-Match": small["ETag"]})
    assert again.status_code == 304


def test_small_picture_of_a_drawing_is_made_too(client, plan):
    drawing = make.picture_file(kind="PNG", size=(500, 20))
    picture = make.make_picture(plan=plan, content=drawing)
    small = client.get(f"/one/2568/pictures/{picture.pk}/?small=1")
    assert small.content.startswith(b"\xff\xd8\xff")
