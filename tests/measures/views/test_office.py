"""An organization's own settings: the office, its head, its emblem, its units."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.choices import PlanState, Role
from measures.models import AuditEntry, MeasurePlan, Organization, ResponsibleUnit
from tests import factories as make

pytestmark = pytest.mark.django_db

SETTINGS = "/one/settings/"
UNITS = "/one/settings/units/"


@pytest.fixture
def own(client_of, administrator):
    """The administrator's client."""
    return client_of(administrator)


@pytest.fixture
def units(organization):
    """Three units in order."""
    return [
        make.make_unit(organization=organization, name=name, position=position)
        for position, name in enumerate(("สำนักปลัด", "กองคลัง", "กองช่าง"), start=1)
    ]


def sent(page, **changes):
    """What the page's form sends, with these changes."""
    form = page.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    if not values.get("submitter_may_approve"):
        values.pop("submitter_may_approve", None)
    values.pop("emblem", None)
    notes = re.findall(r'name="as_shown" value="([^"]+)"', page.text)
    assert len(notes) == (form.instance.pk is not None)
    return {**values, "as_shown": "".join(notes), **changes}


def names():
    return list(ResponsibleUnit.objects.order_by("position").values_list("name", flat=True))


def test_what_ends_approvals_is_told_before_it_is_saved(own, organization, units):
    told = "การอนุมัติจะสิ้นผล และต้องส่งให้อนุมัติอีกครั้ง"
    pages = (SETTINGS, f"{UNITS}{units[0].pk}/", f"{UNITS}{units[1].pk}/", UNITS)
    plan = make.make_plan(organization=organization)
    row = make.make_row(section=make.make_section(plan=plan))
    make.make_responsibility(row=row, unit=units[0])
    assert [told in own.get(page).text for page in pages] == [False] * 4
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    assert [told in own.get(page).text for page in pages] == [True, True, False, False]
    assert 'มีแผนที่อนุมัติแล้ว: <span class="nw">ปีงบประมาณ พ.ศ. ๒๕๖๘</span>' in own.get(SETTINGS).text


def test_head_and_address_are_changed_and_recorded_field_by_field(own, organization):
    page = own.post(
        SETTINGS,
        sent(
            own.get(SETTINGS),
            address="๙๙ หมู่ ๑",
            head_name="นายตัวอย่าง ใจดี",
            head_position="นายกองค์การบริหารส่วนตำบลหนึ่ง",
        ),
        follow=True,
    )
    assert "บันทึกข้อมูลหน่วยงานแล้ว" in page.text
    organization.refresh_from_db()
    assert organization.head_position == "นายกองค์การบริหารส่วนตำบลหนึ่ง"
    entry = AuditEntry.objects.get()
    assert entry.after == {
        "address": "๙๙ หมู่ ๑",
        "head_name": "นายตัวอย่าง ใจดี",
        "head_position": "นายกองค์การบริหารส่วนตำบลหนึ่ง",
    }
    assert entry.before == {"address": "", "head_name": "", "head_position": ""}


def test_a_small_office_may_let_the_submitter_approve(own, organization):
    own.post(SETTINGS, sent(own.get(SETTINGS), submitter_may_approve="on"))
    assert AuditEntry.objects.get().after == {"submitter_may_approve": True}
    page = own.get(SETTINGS)
    assert page.context["form"]["submitter_may_approve"].value() is True
    assert 'aria-describedby="id_submitter_may_approve_helptext"' in page.text


def test_code_province_and_the_demo_mark_are_not_the_offices_to_set(own, organization):
    before = Organization.objects.values("code", "province", "network", "is_demo").get(code="one")
    own.post(
        SETTINGS,
        sent(own.get(SETTINGS), code="x", province="ตาก", network="moph", is_demo="on"),
    )
    assert Organization.objects.values(*before).get(pk=organization.pk) == before


def test_emblem_comes_with_the_words_that_stand_for_it(own, organization):
    file = SimpleUploadedFile("emblem.png", make.picture_file(), "image/png")
    refused = own.post(SETTINGS, sent(own.get(SETTINGS), emblem=file))
    assert "<title>ข้อผิดพลาด: ข้อมูลหน่วยงาน" in refused.text
    assert "โปรดบรรยายสิ่งที่เห็นในตรา" in refused.text
    file.seek(0)
    own.post(
        SETTINGS, sent(own.get(SETTINGS), emblem=file, emblem_alternative_text="ตรารูปวงกลมตัวอย่าง")
    )
    organization.refresh_from_db()
    assert organization.emblem.startswith("one/")
    assert own.get("/one/emblem/").status_code == 200
    assert "/one/emblem/" in own.get(SETTINGS).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "โปรดระบุชื่อหน่วยงาน"),
        ({"head_name": "ก\x07ข"}, 'href="#id_head_name"'),
    ],
)
def test_settings_that_cannot_be_stay_in_the_form(own, organization, changes, said):
    page = own.post(SETTINGS, sent(own.get(SETTINGS), district="เมืองตัวอย่าง", **changes))
    assert said in page.text
    assert 'value="เมืองตัวอย่าง"' in page.text
    # The page still bears the name that is stored.
    assert page.context["organization"].name == "องค์การบริหารส่วนตำบลหนึ่ง"
    assert not AuditEntry.objects.exists()


def test_what_another_changed_meanwhile_is_not_overwritten_unseen(own, organization):
    opened = own.get(SETTINGS)
    Organization.objects.update(head_name="นายคนใหม่ ตัวอย่าง")
    page = own.post(SETTINGS, sent(opened, head_name="นายคนเก่า ตัวอย่าง"))
    assert "ขณะนี้เป็น “นายคนใหม่ ตัวอย่าง”" in page.text
    assert Organization.objects.get(code="one").head_name == "นายคนใหม่ ตัวอย่าง"


def test_a_unit_is_added_after_the_others(own, organization, units):
    page = own.post(UNITS, {"name": "กองสวัสดิการสังคม"}, follow=True)
    assert "เพิ่มกองสวัสดิการสังคมแล้ว" in page.text
    assert names() == ["สำนักปลัด", "กองคลัง", "กองช่าง", "กองสวัสดิการสังคม"]
    assert AuditEntry.objects.get().action == "added"


@pytest.mark.parametrize(
    ("name", "said"), [("", "โปรดระบุชื่อส่วนราชการ"), ("กองคลัง", "มีส่วนราชการชื่อ “กองคลัง” แล้ว")]
)
def test_a_unit_without_a_name_of_its_own_is_refused(own, organization, units, name, said):
    added = own.post(UNITS, {"name": name})
    assert said in added.text
    address = f"{UNITS}{units[0].pk}/"
    renamed = own.post(address, sent(own.get(address), name=name))
    assert said in renamed.text
    assert names() == ["สำนักปลัด", "กองคลัง", "กองช่าง"]


def test_a_unit_is_renamed(own, organization, units):
    address = f"{UNITS}{units[1].pk}/"
    page = own.post(address, sent(own.get(address), name="สำนักคลัง"), follow=True)
    assert "บันทึกชื่อ “สำนักคลัง” แล้ว" in page.text
    assert names() == ["สำนักปลัด", "สำนักคลัง", "กองช่าง"]


@pytest.mark.parametrize(
    ("which", "direction", "expected"),
    [
        (1, "up", ["กองคลัง", "สำนักปลัด", "กองช่าง"]),
        (1, "down", ["สำนักปลัด", "กองช่าง", "กองคลัง"]),
        (0, "up", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
        (2, "down", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
        (0, "sideways", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
    ],
)
def test_a_unit_is_put_in_its_place(own, organization, units, which, direction, expected):
    own.post(f"{UNITS}{units[which].pk}/move/{direction}/")
    assert names() == expected
    recorded = {entry.subject_label: entry.after for entry in AuditEntry.objects.all()}
    before = ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert recorded == {
        name: {"position": position}
        for position, name in enumerate(expected, start=1)
        if before[position - 1] != name
    }


def test_a_unit_that_nothing_rests_on_is_retired(own, organization, units):
    page = own.post(f"{UNITS}{units[1].pk}/retire/", follow=True)
    assert "เลิกใช้กองคลังแล้ว" in page.text
    assert names() == ["สำนักปลัด", "กองช่าง"]


def test_a_unit_in_use_stays_and_says_what_rests_on_it(own, organization):
    section = make.make_section(plan=make.make_plan(organization=organization))
    make.make_responsibility(row=make.make_row(section=section))
    make.make_contributor(organization=organization, unit="สำนักปลัด")
    unit = ResponsibleUnit.objects.get(name="สำนักปลัด")
    invitation = make.make_invitation(organization=organization, role=Role.CONTRIBUTOR)
    invitation.units.add(unit)
    page = own.post(f"{UNITS}{unit.pk}/retire/", follow=True)
    assert (
        "“สำนักปลัด” เป็นผู้รับผิดชอบ ๑ แถวมาตรการ และมีสมาชิกสังกัด ๑ คน และมีคำเชิญ ๑ ฉบับ จึงเลิกใช้ไม่ได้"
        in page.text
    )
    assert names() == ["สำนักปลัด"]


def test_another_organizations_unit_is_not_found(own, other_organization):
    unit = make.make_unit(organization=other_organization)
    answers = [
        own.get(f"{UNITS}{unit.pk}/"),
        own.post(f"{UNITS}{unit.pk}/move/up/"),
        own.post(f"{UNITS}{unit.pk}/retire/"),
    ]
    assert [each.status_code for each in answers] == [404, 404, 404]
