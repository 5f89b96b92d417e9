"""Entry forms of links, pictures, signatories and the emblem."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.choices import PlanState
from measures.exchange.picture_files import stored_picture
from measures.exchange.pictures import safe_picture
from measures.models import AppendixLink, AppendixPicture, AuditEntry, Organization, Signatory
from tests import factories as make

from .pages import address, errors_of, fields_of, form_data, new_item, open_and_send

pytestmark = pytest.mark.django_db

PHOTO = make.picture_file(colour="olive")
OTHER_PHOTO = make.picture_file(colour="navy")


def upload(content: bytes = PHOTO, name: str = "../../กิจกรรม <b>.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def clerks(clerk, client_of):
    return client_of(clerk)


def stored(entry):
    return type(entry).objects.get(pk=entry.pk)


# -- pictures --------------------------------------------------------------------------------


def add_picture(client, plan, **fields):
    url = address(AppendixPicture, "add", plan=plan.pk)
    data = {
        **form_data(client.get(url)),
        "alternative_text": "มอบคู่มือ",
        "caption": "",
        "position": "",
    }
    return client.post(url, {**data, **fields})


def test_lists_and_forms_show_pictures_small(clerks, plan):
    picture = make.make_picture(plan=plan)
    small = f'src="/one/2568/pictures/{picture.pk}/?small=1"'
    pages = (
        address(AppendixPicture, "changelist"),
        address(AppendixPicture, "change", picture.pk),
        address(plan, "change", plan.pk),
    )
    assert [clerks.get(page).text.count(small) for page in pages] == [1, 1, 1]


def test_uploaded_picture_is_kept_encoded_anew_under_a_name_of_its_content(clerks, plan, clerk):
    response = add_picture(clerks, plan, picture=upload(), caption="กิจกรรมเดือนตุลาคม")
    assert response.status_code == 302
    picture = AppendixPicture.objects.get()
    safe = safe_picture(PHOTO)
    assert (picture.picture, picture.position, picture.caption) == (
        f"one/{safe.name}",
        1,
        "กิจกรรมเดือนตุลาคม",
    )
    assert stored_picture(picture.picture) == safe
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.after["picture"]) == (clerk, f"one/{safe.name}")


def test_picture_with_another_error_beside_it_need_not_be_chosen_again(clerks, plan):
    response = add_picture(clerks, plan, picture=upload(), alternative_text="ก" * 501)
    assert len(errors_of(response)) == 1
    assert AppendixPicture.objects.count() == 0
    page = response.content.decode()
    (kept,) = re.findall(r'name="picture-kept" value="([^"]+)"', page)
    again = add_picture(clerks, plan, **{"picture-kept": kept})
    assert again.status_code == 302
    assert AppendixPicture.objects.get().picture == f"one/{safe_picture(PHOTO).name}"


def test_note_of_a_picture_that_was_tampered_with_or_is_anothers_is_worth_nothing(
    clerks, plan, outside_clerk, other_organization, client_of
):
    theirs = add_picture(
        client_of(outside_clerk),
        make.make_plan(organization=other_organization),
        picture=upload(),
        alternative_text="ก" * 501,
    )
    (kept,) = re.findall(r'name="picture-kept" value="([^"]+)"', theirs.content.decode())
    for note in (kept, kept[:-1], "one/" + "0" * 64 + ".jpg"):
        assert errors_of(add_picture(clerks, plan, **{"picture-kept": note})) == ["โปรดระบุภาพ"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "โปรดระบุภาพ"),
        (
            {"picture": upload(b"<svg onload='x()'/>", "โลโก้.png")},
            (
                "ไฟล์ “โลโก้.png”: เนื้อหาของไฟล์เป็น SVG ระบบรับเฉพาะภาพ JPEG และ PNG "
                "โปรดเปิดภาพแล้วบันทึกเป็น JPEG เช่น activity-1.jpg"
            ),
        ),
        ({"picture": upload(), "caption": "ก\nข"}, "ข้อความนี้ต้องเป็นย่อหน้าเดียว โปรดลบการขึ้นบรรทัดใหม่"),
    ],
)
def test_what_is_no_picture_to_print_is_refused_in_thai(clerks, plan, fields, says):
    assert errors_of(add_picture(clerks, plan, **fields)) == [says]
    assert AppendixPicture.objects.count() == 0


def test_picture_stays_when_only_its_words_are_changed(clerks, plan):
    picture = make.make_picture(plan=plan)
    url = address(AppendixPicture, "change", picture.pk)
    page = clerks.get(url).content.decode()
    assert f'src="/one/2568/pictures/{picture.pk}/?small=1"' in page
    assert 'enctype="multipart/form-data"' in page
    assert open_and_send(clerks, url, caption="ใหม่").status_code == 302
    assert (stored(picture).picture, stored(picture).caption) == (picture.picture, "ใหม่")


def test_another_file_takes_the_place_of_the_picture_and_is_recorded(clerks, plan):
    picture = make.make_picture(plan=plan)
    url = address(AppendixPicture, "change", picture.pk)
    response = clerks.post(url, {**form_data(clerks.get(url)), "picture": upload()})
    assert response.status_code == 302
    now = f"one/{safe_picture(PHOTO).name}"
    assert stored(picture).picture == now
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"picture": picture.picture}, {"picture": now})


def test_two_who_change_the_picture_at_once_are_told(clerks, plan, client_of, organization):
    picture = make.make_picture(plan=plan)
    url = address(AppendixPicture, "change", picture.pk)
    seen = form_data(clerks.get(url))
    other = make.make_member(organization=organization)
    client_of(other).post(url, {**seen, "picture": upload(OTHER_PHOTO)})
    response = clerks.post(url, {**seen, "picture": upload()})
    (error,) = errors_of(response)
    assert "ขณะนี้เป็น “ภาพอื่น”" in error
    (kept,) = re.findall(r'name="picture-kept" value="([^"]+)"', response.content.decode())
    knowingly = fields_of(response.context["adminform"].form)
    assert clerks.post(url, {**knowingly, "picture-kept": kept}).status_code == 302
    assert stored(picture).picture == f"one/{safe_picture(PHOTO).name}"


def test_pictures_are_put_in_order_on_the_page_of_their_plan(clerks, plan):
    first, second = make.make_picture(plan=plan), make.make_picture(plan=plan)
    url = address(type(plan), "change", plan.pk)
    response = open_and_send(
        clerks, url, **{"pictures-0-position": "๒", "pictures-1-position": "๑"}
    )
    assert response.status_code == 302
    assert [stored(first).position, stored(second).position] == [2, 1]


def test_contributor_and_administrator_cannot_add_a_picture(
    plan, contributor, administrator, client_of
):
    url = address(AppendixPicture, "add", plan=plan.pk)
    for member in (contributor, administrator):
        assert client_of(member).post(url, {"picture": upload()}).status_code == 403
    assert AppendixPicture.objects.count() == 0


def test_picture_of_a_plan_that_is_closed_stays(clerks, plan):
    picture = make.make_picture(plan=plan)
    type(plan).objects.update(state=PlanState.LOCKED)
    url = address(AppendixPicture, "change", picture.pk)
    assert clerks.post(url, {"caption": "ใหม่", "picture": upload()}).status_code == 403
    assert stored(picture).picture == picture.picture


# -- links and signatories -------------------------------------------------------------------


def plan_page_with(client, plan, prefix, *items):
    url = address(type(plan), "change", plan.pk)
    data = form_data(client.get(url))
    for fields in items:
        data = new_item(data, prefix, position="", **fields)
    return client.post(url, data)


def test_links_and_signatories_are_added_on_the_page_of_the_plan(clerks, plan):
    link = {"label": "แบบวัด EIT", "address": "https://itas.example.go.th/eit/ก?ปี=๒๕๖๘"}
    assert plan_page_with(clerks, plan, "links", link, link).status_code == 302
    names = ({"role": "ผู้รายงาน"}, {"role": "ผู้เห็นชอบ", "name": "นายสมมติ นามสมมติ"})
    people = [{"name": "", "position_title": "", **each} for each in names]
    assert plan_page_with(clerks, plan, "signatories", *people).status_code == 302
    assert list(AppendixLink.objects.values_list("position", "label")) == [
        (1, "แบบวัด EIT"),
        (2, "แบบวัด EIT"),
    ]
    assert list(Signatory.objects.values_list("position", "role", "name")) == [
        (1, "ผู้รายงาน", ""),
        (2, "ผู้เห็นชอบ", "นายสมมติ นามสมมติ"),
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("javascript:alert(1)", "อ่านได้ “javascript:alert(1)” ซึ่งไม่ใช่ที่อยู่เว็บ"),
        ("ftp://example.go.th", "ซึ่งไม่ใช่ที่อยู่เว็บ โปรดใช้ที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http://"),
        ("www.example.go.th", "ซึ่งไม่ใช่ที่อยู่เว็บ"),
        ("https://a b.go.th", "มีช่องว่างอยู่ภายใน"),
        ("https://example", "ไม่มีชื่อเว็บไซต์ที่ใช้ได้"),
        ("https://", "ไม่มีชื่อเว็บไซต์ที่ใช้ได้"),
        ("https://nacc.go.th@evil.example", "มีชื่อผู้ใช้อยู่หน้าชื่อเว็บไซต์"),
        ("https://[::1", "อ่านที่อยู่ “https://[::1” ไม่ได้"),
        ("https://example.go.th:99999/", "ไม่ได้ โปรดใช้ที่อยู่เว็บ"),
        ("https://example.go.th/" + "a" * 979, "ยาวเกินไป"),
    ],
)
def test_what_is_no_address_is_refused_in_thai(clerks, plan, written, says):
    (error, *_) = errors_of(
        plan_page_with(clerks, plan, "links", {"label": "ลิงก์", "address": written})
    )
    assert says in error or "1000" in error or "๑๐๐๐" in error
    assert AppendixLink.objects.count() == 0


def test_a_fourth_signatory_is_refused_in_thai(clerks, plan):
    for _ in range(3):
        make.make_signatory(plan=plan)
    response = plan_page_with(
        clerks, plan, "signatories", {"role": "พยาน", "name": "", "position_title": ""}
    )
    assert "ผู้ลงนามมีได้ไม่เกิน ๓ รายการ โปรดลบรายการที่ไม่ใช้ก่อน" in " ".join(errors_of(response))
    url = address(Signatory, "add", plan=plan.pk)
    alone = clerks.post(url, {**form_data(clerks.get(url)), "role": "พยาน", "position": "๔"})
    assert errors_of(alone) == ["ลำดับเป็น ๔ โปรดใช้เลข ๑ ถึง ๓ เช่น ๓"]
    assert Signatory.objects.count() == 3


def test_all_three_signatories_can_change_places(clerks, plan):
    people = [make.make_signatory(plan=plan) for _ in range(3)]
    url = address(type(plan), "change", plan.pk)
    places = {f"signatories-{at}-position": str(place) for at, place in enumerate((3, 1, 2))}
    assert open_and_send(clerks, url, **places).status_code == 302
    assert [stored(each).position for each in people] == [3, 1, 2]


# -- emblem ----------------------------------------------------------------------------------


@pytest.fixture
def office(organization):
    return address(Organization, "change", organization.pk)


def test_emblem_comes_with_words_for_those_who_do_not_see_it(
    administrator, organization, office, client_of
):
    client = client_of(administrator)
    data = {**form_data(client.get(office)), "emblem": upload()}
    (error,) = errors_of(client.post(office, data))
    assert error == ("เลือกตราไว้แล้ว โปรดบรรยายสิ่งที่เห็นในตรา สำหรับผู้ที่มองไม่เห็น เช่น ตรารูปพระธาตุในวงกลม")
    data |= {"emblem": upload(), "emblem_alternative_text": "ตรารูปพระธาตุ"}
    assert client.post(office, data).status_code == 302
    organization.refresh_from_db()
    assert (organization.emblem, organization.emblem_alternative_text) == (
        f"one/{safe_picture(PHOTO).name}",
        "ตรารูปพระธาตุ",
    )


def test_emblem_goes_when_it_is_not_wanted_and_stays_otherwise(
    administrator, organization, office, client_of
):
    name = make.make_emblem(organization)
    client = client_of(administrator)
    page = client.get(office).content.decode()
    assert ('src="/one/emblem/"' in page, 'name="emblem-remove"' in page) == (True, True)
    open_and_send(client, office, district="เมือง")
    organization.refresh_from_db()
    assert (organization.emblem, organization.district) == (name, "เมือง")
    client.post(office, {**form_data(client.get(office)), "emblem-remove": "on"})
    organization.refresh_from_db()
    assert organization.emblem == ""


def test_clerk_sees_the_emblem_and_cannot_change_it(clerks, organization, office):
    name = make.make_emblem(organization)
    assert clerks.get(office).status_code == 200
    assert clerks.post(office, {"emblem": upload()}).status_code == 403
    organization.refresh_from_db()
    assert organization.emblem == name


def test_new_organization_has_no_emblem_yet(superuser, client_of):
    page = client_of(superuser).get(address(Organization, "add")).content.decode()
    assert 'name="emblem"' not in page
