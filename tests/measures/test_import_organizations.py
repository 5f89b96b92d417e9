"""`manage.py import_organizations`: whole or not at all, and once."""

from __future__ import annotations

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from measures.choices import Role
from measures.models import AuditEntry, Invitation, Organization
from tests import factories as make

pytestmark = pytest.mark.django_db

HEAD = "รหัส,ชื่อหน่วยงาน,ประเภท,อำเภอ,จังหวัด,อีเมลผู้ดูแล"
GOOD = "baan-mai,องค์การบริหารส่วนตำบลบ้านใหม่,องค์การบริหารส่วนตำบล,เมือง,เลย,Saraban@baanmai.example.go.th"
OTHER = "na-ngam,เทศบาลตำบลนางาม,เทศบาลตำบล,,เลย,saraban@nangam.example.go.th"


@pytest.fixture
def run(tmp_path):
    """A function: lines of the file, options -> what the command says."""

    def import_lines(*lines, encoding="utf-8", **options):
        file = tmp_path / "offices.csv"
        file.write_bytes("\n".join(lines).encode(encoding))
        said = io.StringIO()
        call_command("import_organizations", str(file), stdout=said, **options)
        return said.getvalue().strip()

    return import_lines


def refusal(run, *lines, **options):
    """Why the command refused, without its first line."""
    with pytest.raises(CommandError) as refused:
        run(*lines, **options)
    first, *messages = str(refused.value).splitlines()
    assert first.startswith("ไม่ได้นำเข้า")
    return messages


def test_organizations_come_in_and_their_first_administrators_are_invited(run):
    assert run(HEAD, GOOD, "", OTHER) == "นำเข้าแล้ว: หน่วยงานใหม่ ๒ แห่ง คำเชิญ ๒ ฉบับ มีอยู่แล้ว ๐ บรรทัด"
    stored = Organization.objects.order_by("code").values_list(
        "code", "name", "kind", "district", "province", "network", "is_demo"
    )
    assert list(stored) == [
        ("baan-mai", "องค์การบริหารส่วนตำบลบ้านใหม่", "subdistrict", "เมือง", "เลย", "nacc", False),
        ("na-ngam", "เทศบาลตำบลนางาม", "subdistrict_municipality", "", "เลย", "nacc", False),
    ]
    assert {(each.email, each.role) for each in Invitation.objects.all()} == {
        ("saraban@baanmai.example.go.th", Role.ADMINISTRATOR),
        ("saraban@nangam.example.go.th", Role.ADMINISTRATOR),
    }
    assert {letter.to[0] for letter in mail.outbox} == {
        "saraban@baanmai.example.go.th",
        "saraban@nangam.example.go.th",
    }
    assert sorted(AuditEntry.objects.values_list("actor__username", "action")) == [
        ("system", "added"),
        ("system", "added"),
        ("system", "invitation.sent"),
        ("system", "invitation.sent"),
    ]


def test_the_same_file_again_does_nothing(run):
    run(HEAD, GOOD, OTHER)
    entries = AuditEntry.objects.count()
    assert run(HEAD, GOOD, OTHER) == "นำเข้าแล้ว: หน่วยงานใหม่ ๐ แห่ง คำเชิญ ๐ ฉบับ มีอยู่แล้ว ๒ บรรทัด"
    assert (AuditEntry.objects.count(), len(mail.outbox)) == (entries, 2)


def test_the_same_file_after_the_administrator_came_in_does_nothing(run):
    run(HEAD, GOOD)
    organization = Organization.objects.get()
    Invitation.objects.all().delete()
    member = make.make_member(organization=organization, role=Role.ADMINISTRATOR)
    member.email = "saraban@baanmai.example.go.th"
    member.save()
    assert "คำเชิญ ๐ ฉบับ มีอยู่แล้ว ๑ บรรทัด" in run(HEAD, GOOD)


def test_open_invitations_get_new_letters_when_asked(run):
    run(HEAD, GOOD)
    assert "คำเชิญ ๑ ฉบับ" in run(HEAD, GOOD, send_again=True)
    assert len(mail.outbox) == 2
    assert mail.outbox[0].body != mail.outbox[1].body


def test_a_further_line_of_an_organization_names_a_further_administrator(run):
    run(HEAD, GOOD, GOOD.replace("Saraban@", "plad@"))
    assert Organization.objects.count() == 1
    assert Invitation.objects.count() == 2


def test_headings_may_be_english_in_any_order_and_apart_by_semicolons(run):
    run(
        "administrator;kind;code;name;province;network",
        "a@b.example;subdistrict;baan;อบต.บ้าน;เลย;moph",
        encoding="utf-8-sig",
    )
    assert Organization.objects.get().network == "moph"


def test_a_file_in_the_thai_code_page_is_read(run):
    run(HEAD, GOOD, encoding="cp874")
    assert Organization.objects.get().province == "เลย"


def test_a_dry_run_stores_and_sends_nothing(run):
    assert run(HEAD, GOOD, dry_run=True).startswith("ตรวจไฟล์แล้วโดยไม่บันทึก: หน่วยงานใหม่ ๑ แห่ง")
    assert not Organization.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ["ไฟล์ “offices.csv” ว่าง โปรดใส่หัวคอลัมน์ในบรรทัดแรก เช่น รหัส,ชื่อหน่วยงาน"]),
        ([HEAD], ["ไฟล์ “offices.csv” มีแต่หัวคอลัมน์"]),
        (
            [HEAD.replace("ประเภท", "ชนิด"), GOOD],
            [
                "บรรทัดที่ ๑ คอลัมน์ “๓”: อ่านได้ “ชนิด” ไม่ใช่หัวคอลัมน์ที่รู้จัก",
                "บรรทัดที่ ๑: ไม่มีคอลัมน์ “ประเภท” โปรดเพิ่มหัวคอลัมน์ให้ครบ เช่น",
            ],
        ),
        (
            [HEAD + ",code", GOOD],
            ["บรรทัดที่ ๑ คอลัมน์ “๗”: อ่านได้ “code” ซ้ำกับคอลัมน์ก่อนหน้า เช่น รหัส"],
        ),
        (
            [HEAD, GOOD.replace("baan-mai", "Baan Mai")],
            [
                (
                    "บรรทัดที่ ๒ คอลัมน์ “รหัส”: อ่านได้ “Baan Mai” ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง "
                    "เช่น chaiburi"
                )
            ],
        ),
        (
            [HEAD, "", GOOD.replace("baan-mai", "admin")],
            ["บรรทัดที่ ๓ คอลัมน์ “รหัส”: อ่านได้ “admin” “admin” เป็นคำที่ระบบใช้"],
        ),
        (
            [HEAD, GOOD.replace(",องค์การบริหารส่วนตำบล,", ",อบต.,")],
            ["บรรทัดที่ ๒ คอลัมน์ “ประเภท”: อ่านได้ “อบต.” ต้องเป็นหนึ่งใน องค์การบริหารส่วนจังหวัด"],
        ),
        (
            [HEAD, GOOD.replace(",เลย,", ",,")],
            ["บรรทัดที่ ๒ คอลัมน์ “จังหวัด”: อ่านได้ “” ซึ่งว่าง โปรดระบุ เช่น เลย"],
        ),
        (
            [HEAD, GOOD.replace("@", " at ")],
            ["บรรทัดที่ ๒ คอลัมน์ “อีเมลผู้ดูแล”: อ่านได้ “Saraban at baanmai.example.go.th” ต้องเป็นอีเมล"],
        ),
        (
            [HEAD, GOOD.replace("เมือง,", "เ" * 101 + ",")],
            ["บรรทัดที่ ๒ คอลัมน์ “อำเภอ”: อ่านได้ “" + "เ" * 101 + "” ซึ่งยาว ๑๐๑ ตัวอักษร ต้องไม่เกิน ๑๐๐"],
        ),
        (
            [HEAD, GOOD + ",x"],
            ["บรรทัดที่ ๒ คอลัมน์ “๗”: อ่านได้ “x” เกินจากหัวคอลัมน์ ๖ คอลัมน์"],
        ),
        (
            [HEAD, GOOD, GOOD.replace("เมือง", "ท่าลี่")],
            [
                (
                    "บรรทัดที่ ๓ คอลัมน์ “อำเภอ”: อ่านได้ “ท่าลี่” ต่างจากบรรทัดที่ ๒ "
                    "ซึ่งมีรหัส “baan-mai” เดียวกัน เช่น เมือง"
                ),
                "บรรทัดที่ ๓ คอลัมน์ “อีเมลผู้ดูแล”: อ่านได้ “saraban@baanmai.example.go.th” ซ้ำกับบรรทัดที่ ๒",
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column_and_nothing_is_stored(run, lines, expected):
    messages = refusal(run, *lines, *([OTHER] if len(lines) > 1 else []))
    assert [message[: len(start)] for message, start in zip(messages, expected, strict=True)] == (
        expected
    )
    assert not Organization.objects.exists()
    assert mail.outbox == []


def test_all_that_is_wrong_is_said_at_once(run):
    assert len(refusal(run, HEAD, GOOD.replace("baan-mai", "ก"), "x,,,,,y")) == 5


def test_an_organization_stored_otherwise_is_left_as_it_is(run):
    make.make_organization(code="baan-mai", name="อบต.บ้านใหม่", district="เมือง", province="เลย")
    messages = refusal(run, HEAD, GOOD, OTHER)
    assert [message.split(" โปรด")[0] for message in messages] == [
        "บรรทัดที่ ๒ คอลัมน์ “ชื่อหน่วยงาน”: อ่านได้ “องค์การบริหารส่วนตำบลบ้านใหม่” ต่างจากที่บันทึกไว้ของ “baan-mai”",
    ]
    assert Organization.objects.get().name == "อบต.บ้านใหม่"


def test_a_member_of_another_role_is_not_made_administrator_by_a_file(run):
    run(HEAD, GOOD)
    Invitation.objects.all().delete()
    member = make.make_member(organization=Organization.objects.get())
    member.email = "saraban@baanmai.example.go.th"
    member.save()
    (message,) = refusal(run, HEAD, GOOD)
    assert "เป็นอีเมลของสมาชิกในบทบาท “ผู้จัดทำ” โปรดเปลี่ยนบทบาทในระบบ" in message


def test_only_who_keeps_the_portal_brings_organizations_in(run, administrator, superuser):
    with pytest.raises(CommandError, match="ท่านไม่มีสิทธิ"):
        run(HEAD, GOOD, by="administrator")
    with pytest.raises(CommandError, match="ไม่พบผู้ใช้ “nobody”"):
        run(HEAD, GOOD, by="nobody")
    run(HEAD, GOOD, by="superuser")
    assert {entry.actor for entry in AuditEntry.objects.all()} == {superuser}


def test_letters_that_were_not_sent_are_named(run, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match=r"--send-again: saraban@baanmai.example.go.th"):
        run(HEAD, GOOD)
    assert Organization.objects.exists()


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path, db):
    with pytest.raises(CommandError, match="เปิดไฟล์"):
        call_command("import_organizations", str(tmp_path / "nowhere.csv"))
    file = tmp_path / "offices.csv"
    file.write_bytes(b"PK\x03\x04 no text")
    with pytest.raises(CommandError, match="CSV"):
        call_command("import_organizations", str(file))
