"""Reference data: the files of the repository, and files that cannot be right."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError

from measures.actions.people import acting_user, system_user
from measures.actions.reference import load_reference
from measures.exchange.frameworks import FrameworkFileError, read_framework
from measures.models import (
    AuditEntry,
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    User,
)
from tests import factories as make

FRAMEWORKS = Path(settings.BASE_DIR) / "fixtures" / "frameworks"
YEAR = (FRAMEWORKS / "2568.toml").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_load_reference_brings_the_ten_indicators_the_weights_and_the_seven_issues() -> None:
    call_command("load_reference", stdout=StringIO())
    assert set(FiscalYear.objects.values_list("year_be", flat=True)) == {2566, 2567, 2568, 2569}
    for framework in Framework.objects.all():
        assert list(
            framework.indicators.values_list("number", "instrument__code").order_by("number")
        ) == [
            (number, "IIT" if number <= 5 else "EIT" if number <= 8 else "OIT")
            for number in range(1, 11)
        ]
        assert dict(framework.instruments.values_list("code", "weight")) == {
            "IIT": Decimal(30),
            "EIT": Decimal(30),
            "OIT": Decimal(40),
        }
        assert framework.issues.count() == (7 if framework.fiscal_year.year_be >= 2567 else 0)
    assert Issue.objects.get(framework__fiscal_year__year_be=2568, number=1).name == (
        "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
    )
    assert AuditEntry.objects.count() == 4
    assert set(AuditEntry.objects.values_list("actor_name", flat=True)) == {"ระบบ"}


@pytest.mark.django_db
def test_load_reference_brings_letters_to_2566_and_words_with_conditions_from_2567() -> None:
    call_command("load_reference", stdout=StringIO())
    bands = {
        year_be: list(
            GradeBand.objects.filter(framework__fiscal_year__year_be=year_be)
            .order_by("position")
            .values_list("name", "total_from", "each_instrument_from", "passes")
        )
        for year_be in range(2566, 2570)
    }
    assert bands[2566] == [
        (name, total_from, None, total_from >= 85)
        for name, total_from in zip(
            ("AA", "A", "B", "C", "D", "E", "F"),
            map(Decimal, (95, 85, 75, 65, 55, 50, 0)),
            strict=True,
        )
    ]
    for year_be in (2567, 2568, 2569):
        assert bands[year_be] == [
            ("ผ่านดีเยี่ยม", Decimal(95), Decimal(95), True),
            ("ผ่านดี", Decimal(85), Decimal(85), True),
            ("ผ่าน", Decimal(85), None, True),
            ("ต้องปรับปรุง", Decimal(70), None, False),
            ("ต้องปรับปรุงโดยด่วน", Decimal(0), None, False),
        ]


@pytest.mark.django_db
def test_load_reference_again_changes_nothing() -> None:
    call_command("load_reference", stdout=StringIO())
    before = list(Indicator.objects.values())
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert list(Indicator.objects.values()) == before
    assert AuditEntry.objects.count() == 4
    assert "เปลี่ยนแปลง 0 กรอบการประเมิน" in out.getvalue()


@pytest.mark.django_db
def test_a_changed_file_changes_what_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8")
    load_reference([file], by=system_user())
    file.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"').replace(
            '[[issues]]\nnumber = 7\nname = "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน"\n'
            'certainty = "F"\n',
            "",
        ),
        encoding="utf-8",
    )
    assert len(load_reference([file], by=system_user())) == 1
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจหน้าที่"
    assert list(Issue.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    latest = AuditEntry.objects.latest("pk")
    assert len(latest.after) == 2


@pytest.mark.django_db
def test_what_a_plan_refers_to_is_not_removed(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8")
    load_reference([file], by=system_user())
    section = make.make_section(plan=make.make_plan(score_year_be=None))
    make.make_group(section=section, issue=Issue.objects.get(number=7))
    file.write_text(YEAR.split("[[issues]]")[0], encoding="utf-8")
    with pytest.raises(ProtectedError):
        load_reference([file], by=system_user())
    assert Issue.objects.count() == 7


@pytest.mark.django_db
def test_one_bad_file_loads_none(tmp_path: Path) -> None:
    (tmp_path / "2567.toml").write_text(YEAR.replace("2568", "2567"), encoding="utf-8")
    (tmp_path / "2568.toml").write_text(YEAR.replace('"30.00"', '"31.00"'), encoding="utf-8")
    with pytest.raises(CommandError, match=r"2568\.toml: น้ำหนักของเครื่องมือรวมได้ 102\.00"):
        call_command("load_reference", directory=tmp_path)
    assert not Instrument.objects.exists()


@pytest.mark.django_db
def test_load_reference_takes_the_right(clerk: User) -> None:
    with pytest.raises(PermissionDenied):
        load_reference([FRAMEWORKS / "2568.toml"], by=clerk)
    with pytest.raises(CommandError, match="ไม่มีสิทธิ"):
        call_command("load_reference", by=clerk.username)


@pytest.mark.django_db
def test_by_names_an_active_user(superuser: User) -> None:
    assert acting_user(superuser.username) == superuser
    assert acting_user(None).is_system
    assert not acting_user(None).has_usable_password()
    with pytest.raises(User.DoesNotExist, match="“nobody”"):
        acting_user("nobody")
    with pytest.raises(CommandError, match="“nobody”"):
        call_command("load_reference", by="nobody")


@pytest.mark.django_db
def test_an_empty_directory_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"ไม่พบไฟล์ \.toml"):
        call_command("load_reference", directory=tmp_path)


REFUSED = {
    "not TOML": ("year_be = 2568", "year_be == 2568", "อ่านเป็น TOML ไม่ได้"),
    "unknown key": ("year_be = 2568", "year_be = 2568\nyears = 1", "ไม่รู้จัก “years”"),
    "no network": ('network = "nacc"', "", "ต้องมี network"),
    "unknown network": ('network = "nacc"', 'network = "moph"', "network ต้องเป็น"),
    "CE year": ("year_be = 2568", "year_be = 2025", "พุทธศักราช"),
    "unknown item key": ("number = 1\n", "number = 1\ncolour = 1\n", "คาดว่ามีครบและมีเพียง"),
    "text for a number": ("number = 1\n", 'number = "1"\n', "คาดว่าเป็นจำนวนเต็ม"),
    "empty name": ('name = "การใช้อำนาจ"', 'name = ""', "ข้อความที่ไม่ว่าง"),
    "weight in words": ('"40.00"', '"สี่สิบ"', "weight เป็น “สี่สิบ”"),
    "weights over 100": ('"40.00"', '"41.00"', "รวมได้ 101.00"),
    "instrument twice": ('code = "EIT"', 'code = "IIT"', "อย่างละหนึ่ง"),
    "indicator missing": ("number = 10\n", "number = 11\n", "ตัวชี้วัดเป็น"),
    "issue twice": (
        'number = 2\nname = "การให้บริการ',
        'number = 1\nname = "การให้บริการ',
        "ประเด็นเป็น",
    ),
    "unknown instrument": ('instrument = "OIT"', 'instrument = "XIT"', "ซึ่งไม่มีในไฟล์"),
    "question of no indicator": ("indicator = 10\n", "indicator = 12\n", "ซึ่งไม่มีในไฟล์"),
    "question twice": ('code = "i4"', 'code = "i1"', "มากกว่าหนึ่งครั้ง"),
    "level without a total": (
        'total_from = "70.00"\n',
        "",
        "คาดว่ามี name, total_from, passes",
    ),
    "level whose total is a number": (
        'total_from = "70.00"',
        "total_from = 70",
        "total_from เป็น “70”",
    ),
    "level over 100": ('total_from = "95.00"', 'total_from = "195.00"', '"0.00" ถึง "100.00"'),
    "level that is no number": ('total_from = "95.00"', 'total_from = "NaN"', '"0.00" ถึง "100.00"'),
    "level that passes perhaps": ("passes = false", 'passes = "no"', "passes เป็น true หรือ false"),
    "levels out of order": ('total_from = "70.00"', 'total_from = "90.00"', "เรียงจากระดับสูงสุด"),
    "hole below the last level": ('total_from = "0.00"', 'total_from = "5.00"', "ต้องเริ่มที่ 0"),
    "level twice": ('name = "ผ่านดี"', 'name = "ผ่าน"', "ชื่อระดับซ้ำกัน"),
    "unknown certainty": ('certainty = "F"', 'certainty = "X"', "certainty เป็น “X”"),
}


@pytest.mark.parametrize(("old", "new", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_framework_file_that_cannot_be_right_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in YEAR
    file = tmp_path / "2568.toml"
    file.write_text(YEAR.replace(old, new), encoding="utf-8")
    with pytest.raises(FrameworkFileError) as refusal:
        read_framework(file)
    assert message in str(refusal.value)
    assert str(refusal.value).startswith("2568.toml: ")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FrameworkFileError, match="อ่านเป็น TOML ไม่ได้"):
        read_framework(file)
