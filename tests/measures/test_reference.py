"""Reference data: the files of the repository, and files that cannot be right."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models import ProtectedError

from measures.actions.entries import add_entry, change_entry, remove_entry
from measures.actions.framework_use import FrameworkInUse
from measures.actions.people import acting_user, system_user
from measures.actions.reference import load_reference
from measures.choices import PlanState
from measures.exchange.frameworks import FrameworkFileError, read_framework
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
    User,
)
from tests import factories as make

FRAMEWORKS = Path(settings.BASE_DIR) / "fixtures" / "frameworks"
# One year that stands by itself.
YEAR = (
    (FRAMEWORKS / "2568.toml").read_text(encoding="utf-8").replace("same_questions_as = 2567\n", "")
)
(TITLE,) = re.findall(r"title = .*", YEAR)
(ISSUE_7,) = re.findall(r"  \{ number = 7, name = \"กลไก.*\n", YEAR)
(INDICATORS,) = re.findall(r"(?s)indicators = \[.*?\n\]", YEAR)
(ISSUES,) = re.findall(r"(?s)issues = \[.*?\n\]", YEAR)


@pytest.mark.django_db
def test_load_reference_brings_the_ten_indicators_the_weights_and_the_seven_issues() -> None:
    call_command("load_reference", stdout=StringIO())
    assert set(FiscalYear.objects.values_list("year_be", flat=True)) >= set(range(2562, 2570))
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
    assert AuditEntry.objects.count() == len(list(FRAMEWORKS.glob("*.toml")))
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
        for year_be in range(2562, 2570)
    }
    letters = [bands[year_be] for year_be in range(2562, 2567)]
    assert letters == [letters[0]] * 5
    assert letters[0] == [
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
    assert AuditEntry.objects.count() == len(list(FRAMEWORKS.glob("*.toml")))
    assert "เปลี่ยนแปลง ๐ กรอบการประเมิน" in out.getvalue()


@pytest.mark.django_db
def test_a_changed_file_changes_what_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8")
    load_reference([file], by=system_user())
    file.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"').replace(ISSUE_7, ""),
        encoding="utf-8",
    )
    assert len(load_reference([file], by=system_user())) == 1
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจหน้าที่"
    assert list(Issue.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    latest = AuditEntry.objects.latest("pk")
    assert len(latest.after) == len(latest.before) == 2
    assert {"name": "การใช้อำนาจ"} in latest.before.values()


@pytest.mark.django_db
def test_what_a_plan_refers_to_is_not_removed(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8")
    load_reference([file], by=system_user())
    section = make.make_section(plan=make.make_plan(score_year_be=None))
    make.make_group(section=section, issue=Issue.objects.get(number=7))
    file.write_text(YEAR.replace(ISSUE_7, ""), encoding="utf-8")
    with pytest.raises(ProtectedError):
        load_reference([file], by=system_user())
    with pytest.raises(CommandError, match="หัวข้อกลุ่มอ้างถึงอยู่ จึงไม่ได้นำเข้าไฟล์ใด"):
        call_command("load_reference", directory=tmp_path)
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
    "unknown network": ('network = "nacc"', 'network = "who"', "network เป็น “who”"),
    "series in numbers": ('series = "ten-indicators"', "series = 10", "series เป็น “10”"),
    "the same questions as later": (
        'network = "nacc"',
        'network = "nacc"\nsame_questions_as = 2569',
        "คาดว่าเป็นปีก่อน 2568",
    ),
    "CE year": ("year_be = 2568", "year_be = 2025", "พุทธศักราช"),
    "unknown item key": ("number = 1,", "number = 1, colour = 1,", "คาดว่ามีครบและมีเพียง"),
    "text for a number": ("number = 1,", 'number = "1",', "คาดว่าเป็นจำนวนเต็ม"),
    "year in quotes": ("year_be = 2568", 'year_be = "2568"', "year_be เป็น “2568”"),
    "title of blanks": (TITLE, 'title = "  "', "title เป็น “  ”"),
    "empty series": ('series = "ten-indicators"', 'series = ""', "series เป็น “”"),
    "name of blanks": ('name = "การใช้อำนาจ"', 'name = "  "', "ข้อความที่ไม่ว่าง"),
    "name with a null": ('name = "การใช้อำนาจ"', 'name = "การ\\u0000"', "ข้อความที่ไม่ว่าง"),
    "open quotation": ('code = "IIT"', 'code = "IIT', "ติดที่บรรทัดที่ 10 อักษรที่ 26"),
    "open list at the end": ("year_be = 2568", "year_be = [", "อ่านเป็น TOML ไม่ได้"),
    "questions of another instrument": (
        'codes = "i1-i3"',
        'codes = "e91-e93"',
        "e91 เป็นของตัวชี้วัดที่ 1 ซึ่งใช้เครื่องมือ IIT คาดว่ารหัสขึ้นต้นด้วย i",
    ),
    "link to another instrument": (
        "bands = [",
        'question_links = [ { later = "i1", earlier_year_be = 2567, earlier = "e1" } ]\nbands = [',
        "อ้างถึงข้อ e1 ซึ่งเป็นของเครื่องมืออื่น",
    ),
    "empty name": ('name = "การใช้อำนาจ"', 'name = ""', "ข้อความที่ไม่ว่าง"),
    "weight in words": ('"40.00"', '"สี่สิบ"', "weight เป็น “สี่สิบ”"),
    "weights over 100": ('"40.00"', '"41.00"', "รวมได้ 101.00"),
    "instrument twice": ('code = "EIT"', 'code = "IIT"', "อย่างละหนึ่ง"),
    "indicator missing": ("number = 10,", "number = 11,", "ตัวชี้วัดเป็น"),
    "no indicators": (INDICATORS, "", "ไม่มีตัวชี้วัด"),
    "a table for a list": ("issues = [", "issues = 5\nother = [", "ไม่รู้จัก “other”"),
    "a number for a list": (
        ISSUES,
        "issues = 5",
        "issues ต้องเป็นรายการ",
    ),
    "a number for an entry": ("issues = [", "issues = [ 5,", "อ่านได้ 5"),
    "range backwards": ('codes = "i1-i3"', 'codes = "i3-i1"', "codes เป็น “i3-i1”"),
    "range of two letters": ('codes = "i1-i3"', 'codes = "i1-e3"', "codes เป็น “i1-e3”"),
    "ranges that overlap": ('codes = "i4-i6"', 'codes = "i3-i6"', "i3 อยู่ในช่วงรหัสมากกว่าหนึ่งช่วง"),
    "question beside its range": (
        'indicator = 2, code = "i4"',
        'indicator = 3, code = "i4"',
        "แต่ช่วงรหัสให้เป็นของตัวชี้วัดที่ 2",
    ),
    "code that is none": ('code = "o27", name', 'code = "๐๒๗", name', "คาดว่าเป็นรหัสข้อ"),
    "item twice": ('code = "o1", name', 'code = "o3", name', "o3 มีมากกว่าหนึ่งครั้ง"),
    "unknown purpose": ('purpose = "measures"', 'purpose = "plans"', "purpose เป็น “plans”"),
    "two results": ('purpose = "measures"', 'purpose = "results"', "มากกว่าหนึ่งรายการ"),
    "link of no question": (
        "bands = [",
        'question_links = [ { later = "i99", earlier_year_be = 2567, earlier = "i1" } ]\nbands = [',
        "อ้างถึงข้อ i99",
    ),
    "link to a later year": (
        "bands = [",
        'question_links = [ { later = "i1", earlier_year_be = 2568, earlier = "i1" } ]\nbands = [',
        "คาดว่าอ้างถึงปีก่อน 2568",
    ),
    "issue twice": (
        'number = 2, name = "การให้บริการ',
        'number = 1, name = "การให้บริการ',
        "ประเด็นเป็น",
    ),
    "unknown instrument": ('instrument = "OIT"', 'instrument = "XIT"', "ซึ่งไม่มีในไฟล์"),
    "question of no indicator": ("indicator = 10,", "indicator = 12,", "ซึ่งไม่มีในไฟล์"),
    "question twice": ('code = "i4"', 'code = "i1"', "มากกว่าหนึ่งครั้ง"),
    "level without a total": (
        'total_from = "70.00", ',
        "",
        "คาดว่ามีครบและมีเพียง name, total_from, passes, certainty และมี each_instrument_from ได้",
    ),
    "level whose total is a number": (
        'total_from = "70.00"',
        "total_from = 70",
        "total_from เป็น “70”",
    ),
    "level over 100": ('total_from = "95.00"', 'total_from = "195.00"', '"0.00" ถึง "100.00"'),
    "level that is no number": ('total_from = "95.00"', 'total_from = "NaN"', '"0.00" ถึง "100.00"'),
    "level that passes perhaps": ("passes = false", 'passes = "no"', "คาดว่าเป็น true หรือ false"),
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


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8-sig")
    assert read_framework(file).year_be == 2568


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'name = "การใช้อำนาจ"',
            f'name = "{"ก" * 201}"',
            "2568.toml: indicator 3: name: ข้อความยาว 201 ตัวอักษร โปรดใช้ไม่เกิน 200 ตัวอักษร",
        ),
        (
            'series = "ten-indicators"',
            f'series = "{"x" * 41}"',
            "2568.toml: framework: series: ข้อความยาว 41 ตัวอักษร โปรดใช้ไม่เกิน 40 ตัวอักษร",
        ),
        (
            'total_from = "70.00"',
            'total_from = "70.005"',
            "2568.toml: band 4: total_from: ทศนิยมมากเกินไป โปรดใช้ไม่เกิน 2 ตำแหน่ง เช่น ๘๗.๖๗",
        ),
    ],
)
def test_what_the_database_cannot_keep_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    (tmp_path / "2568.toml").write_text(YEAR.replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("load_reference", directory=tmp_path)
    assert str(refusal.value) == message
    assert not Framework.objects.exists()


@pytest.mark.django_db
def test_a_link_told_twice_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "2567.toml").write_text(YEAR.replace("2568", "2567"), encoding="utf-8")
    link = '{ later = "i1", earlier_year_be = 2567, earlier = "i1" }'
    (tmp_path / "2568.toml").write_text(
        YEAR.replace("bands =", f"question_links = [ {link}, {link} ]\nbands ="), encoding="utf-8"
    )
    with pytest.raises(CommandError, match=r"^2568\.toml: link i1 2567 i1: มีการเทียบข้อคำถาม"):
        call_command("load_reference", directory=tmp_path)


@pytest.mark.django_db
def test_a_copy_whose_year_was_not_changed_does_not_overwrite_the_year(year: Path) -> None:
    copy = year.parent / "2570.toml"
    copy.write_text(YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจใหม่"'), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("load_reference", directory=year.parent)
    assert str(refusal.value).startswith("2568.toml และ 2570.toml: เป็นของปี 2568 และ network “nacc”")
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจ"


@pytest.mark.django_db
def test_the_same_questions_as_a_year_without_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2568.toml").write_text(
        YEAR.replace("year_be = 2568", "year_be = 2568\nsame_questions_as = 2557"), encoding="utf-8"
    )
    with pytest.raises(CommandError, match=r"2568\.toml: same_questions_as .* 2557 ซึ่งยังไม่มี"):
        call_command("load_reference", directory=tmp_path)
    assert not Framework.objects.exists()


# What an administrator corrected, and years in use


def correct(entry: models.Model, **values: object) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    change_entry(entry, by=system_user())


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A loaded file of one year."""
    file = tmp_path / "2568.toml"
    file.write_text(YEAR, encoding="utf-8")
    load_reference([file], by=system_user())
    return file


@pytest.mark.django_db
def test_a_correction_stays_when_the_file_is_loaded_again(year: Path) -> None:
    correct(Question.objects.get(code="i2"), text="ข้อความที่ตรวจแล้ว", certainty="F")
    assert load_reference([year], by=system_user()) == []
    year.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"'), encoding="utf-8"
    )
    assert len(load_reference([year], by=system_user())) == 1
    question = Question.objects.get(code="i2")
    assert (question.text, question.official_text) == ("ข้อความที่ตรวจแล้ว", "ข้อความที่ตรวจแล้ว")


@pytest.mark.django_db
def test_what_the_file_changed_since_wins_over_a_correction(year: Path) -> None:
    correct(Indicator.objects.get(number=3), name="การใช้อำนาจของผู้บริหาร")
    year.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"'), encoding="utf-8"
    )
    load_reference([year], by=system_user())
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจหน้าที่"


@pytest.mark.django_db
def test_what_an_administrator_removed_stays_removed(year: Path) -> None:
    remove_entry(Question.objects.get(code="i2"), by=system_user())
    remove_entry(GradeBand.objects.get(position=1), by=system_user())
    year.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"'), encoding="utf-8"
    )
    for _ in range(2):
        load_reference([year], by=system_user())
        assert not Question.objects.filter(code="i2").exists()
        assert not GradeBand.objects.filter(position=1).exists()


@pytest.mark.django_db
def test_what_an_administrator_corrected_stays_when_the_file_drops_it(year: Path) -> None:
    correct(Issue.objects.get(number=7), name="ประเด็นที่แก้ไขแล้ว")
    year.write_text(YEAR.replace(ISSUE_7, ""), encoding="utf-8")
    load_reference([year], by=system_user())
    assert Issue.objects.get(number=7).name == "ประเด็นที่แก้ไขแล้ว"
    assert AuditEntry.objects.latest("pk").after == {
        "issue ประเด็นที่ ๗ ประเด็นที่แก้ไขแล้ว": "คงไว้ เพราะผู้ดูแลแก้ไขแล้ว"
    }
    assert load_reference([year], by=system_user()) == []


@pytest.mark.django_db
def test_what_an_administrator_added_stays(year: Path) -> None:
    framework = Framework.objects.get()
    add_entry(
        DisclosureItem(framework=framework, code="o2", name="ข้อมูลผู้บริหาร", purpose="other"),
        by=system_user(),
    )
    year.write_text(YEAR.replace(ISSUE_7, ""), encoding="utf-8")
    load_reference([year], by=system_user())
    assert DisclosureItem.objects.filter(code="o2").exists()
    assert not Issue.objects.filter(number=7).exists()


@pytest.mark.django_db
def test_questions_of_linked_years_compare_and_others_do_not() -> None:
    call_command("load_reference", stdout=StringIO())
    links = QuestionLink.objects.values_list(
        "later__indicator__framework__fiscal_year__year_be",
        "earlier__indicator__framework__fiscal_year__year_be",
    )
    counted = {later: (earlier, number) for (later, earlier), number in Counter(links).items()}
    assert {later: links for later, links in counted.items() if later <= 2569} == {
        2563: (2562, 45),
        2564: (2563, 45),
        2565: (2564, 45),
        2566: (2565, 45),
        2568: (2567, 24),
    }
    assert not QuestionLink.objects.exclude(later__code=models.F("earlier__code")).exists()


@pytest.mark.django_db
def test_a_link_to_a_year_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "2568.toml"
    file.write_text(
        YEAR.replace(
            "bands =",
            'question_links = [{ later = "i4", earlier_year_be = 2566, earlier = "i8" }]\nbands =',
        ),
        encoding="utf-8",
    )
    with pytest.raises(FrameworkFileError, match="ข้อ i4 อ้างถึงข้อ i8 ของปี 2566 ซึ่งยังไม่มี"):
        load_reference([file], by=system_user())
    (tmp_path / "2566.toml").write_text(
        (FRAMEWORKS / "2566.toml")
        .read_text(encoding="utf-8")
        .replace("same_questions_as = 2565", ""),
        encoding="utf-8",
    )
    load_reference(tmp_path.glob("*.toml"), by=system_user())
    link = QuestionLink.objects.get()
    assert (link.later.code, link.earlier.code) == ("i4", "i8")
    file.write_text(YEAR, encoding="utf-8")
    load_reference(tmp_path.glob("*.toml"), by=system_user())
    assert not QuestionLink.objects.exists()


IN_USE = pytest.mark.parametrize(
    ("state", "named"),
    [
        (PlanState.SUBMITTED, "fiscal_year"),
        (PlanState.APPROVED, "posted_for"),
        (PlanState.LOCKED, "score_year"),
    ],
)


def use(year: FiscalYear, state: str, named: str) -> None:
    years = {"fiscal_year": FiscalYear.objects.get_or_create(year_be=2560)[0]} | {named: year}
    make.make_organization()
    MeasurePlan.objects.create(
        organization=Organization.objects.get(), form="results", state=state, **years
    )


@pytest.mark.django_db
@IN_USE
def test_a_year_in_use_by_a_report_is_not_rewritten(year: Path, state: str, named: str) -> None:
    use(FiscalYear.objects.get(year_be=2568), state, named)
    year.write_text(
        YEAR.replace('name = "การใช้อำนาจ"', 'name = "การใช้อำนาจหน้าที่"'), encoding="utf-8"
    )
    with pytest.raises(CommandError, match="จึงแก้ไขหรือลบค่าเดิมของกรอบการประเมินนี้ไม่ได้"):
        call_command("load_reference", directory=year.parent)
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจ"
    for entry in (Indicator.objects.get(number=3), Question.objects.get(code="i2")):
        with pytest.raises(FrameworkInUse):
            correct(entry, certainty="K" if entry.certainty == "F" else "F")
    with pytest.raises(FrameworkInUse):
        remove_entry(DisclosureItem.objects.get(code="o27"), by=system_user())


@pytest.mark.django_db
@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.RETURNED])
def test_a_year_of_plans_still_written_may_be_corrected(year: Path, state: str) -> None:
    use(FiscalYear.objects.get(year_be=2568), state, "fiscal_year")
    correct(Question.objects.get(code="i2"), text="ข้อความที่ตรวจแล้ว")
    assert Question.objects.get(code="i2").text == "ข้อความที่ตรวจแล้ว"


@pytest.mark.django_db
def test_a_year_in_use_takes_what_is_new_and_an_entry_saved_unchanged(year: Path) -> None:
    use(FiscalYear.objects.get(year_be=2568), PlanState.APPROVED, "fiscal_year")
    year.write_text(
        YEAR.replace(
            "disclosure_items = [",
            'disclosure_items = [\n  { code = "o2", name = "ข้อมูลผู้บริหาร", purpose = "other", '
            'certainty = "K" },',
        ),
        encoding="utf-8",
    )
    assert len(load_reference([year], by=system_user())) == 1
    assert str(DisclosureItem.objects.get(code="o2")) == "o๒ ข้อมูลผู้บริหาร (ยังไม่ยืนยัน)"
    correct(Indicator.objects.get(number=3))


@pytest.mark.django_db
def test_a_year_in_use_takes_no_new_level(year: Path) -> None:
    use(FiscalYear.objects.get(year_be=2568), PlanState.APPROVED, "score_year")
    year.write_text(
        YEAR.replace(
            '  { name = "ต้องปรับปรุง",',
            '  { name = "เกือบผ่าน", total_from = "80.00", passes = false, certainty = "F" },\n'
            '  { name = "ต้องปรับปรุง",',
        ),
        encoding="utf-8",
    )
    with pytest.raises(FrameworkInUse, match="และเพิ่มเครื่องมือ ตัวชี้วัด ระดับ"):
        load_reference([year], by=system_user())
    eleventh = '  { number = 11, name = "ใหม่", instrument = "OIT", certainty = "F" },\n]'
    year.write_text(
        YEAR.replace(INDICATORS, INDICATORS.removesuffix("]") + eleventh), encoding="utf-8"
    )
    with pytest.raises(FrameworkInUse):
        load_reference([year], by=system_user())
    assert (GradeBand.objects.count(), Indicator.objects.count()) == (5, 10)


@pytest.mark.django_db
def test_the_same_year_of_another_network_is_not_in_use(year: Path) -> None:
    use(FiscalYear.objects.get(year_be=2568), PlanState.APPROVED, "fiscal_year")
    Organization.objects.update(network="ovec")
    correct(Indicator.objects.get(number=3), name="การใช้อำนาจหน้าที่")
    assert Indicator.objects.get(number=3).name == "การใช้อำนาจหน้าที่"


# What the years say (domain.md 1.3), and how sure that is


# Network and year -> measures item, results item, numbers of questions by letter; a new year is
# checked without standing here.
KNOWN_YEARS = {
    ("nacc", 2562): ("o48", None, (30, 15, 48)),
    ("nacc", 2563): ("o42", "o43", (30, 15, 43)),
    ("nacc", 2564): ("o42", "o43", (30, 15, 43)),
    ("nacc", 2565): ("o42", "o43", (30, 15, 43)),
    ("nacc", 2566): ("o42", "o43", (30, 15, 43)),
    ("nacc", 2567): ("o34", "o35", (15, 9, 35)),
    ("nacc", 2568): ("o27", "o28", (15, 9, 28)),
    ("nacc", 2569): ("o25", "o26", (15, 9, 26)),
}


@pytest.mark.parametrize("path", sorted(FRAMEWORKS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_year_of_the_repository_is_whole(path: Path) -> None:
    framework = read_framework(path)
    assert path.stem in (
        str(framework.year_be),
        f"{framework.network}-{framework.year_be}",
    )
    if framework.series == "ten-indicators":
        assert len(framework.indicators) == 10
        assert [each.weight for each in framework.instruments] == [30, 30, 40]
        words = ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]
        names = [band.name for band in framework.bands]
        assert names == (words if framework.year_be >= 2567 else ["AA", *"ABCDEF"])
    if (framework.network, framework.year_be) in KNOWN_YEARS:
        codes = Counter(question.code[0] for question in framework.questions)
        items = {item.purpose: item.code for item in framework.disclosure_items}
        measures, results, questions = KNOWN_YEARS[framework.network, framework.year_be]
        assert (codes["i"], codes["e"], codes["o"]) == questions
        assert (items["measures"], items.get("results")) == (measures, results)
        assert len(framework.issues) == (7 if framework.year_be >= 2567 else 0)


def test_only_what_was_found_is_printed_as_official() -> None:
    asked = Question(code="i2", text="ข้อความ", certainty="K")
    assert (str(asked), asked.official_text) == ("i๒ ข้อความ (ยังไม่ยืนยัน)", "")
    assert str(Question(code="i2", certainty="K")) == "ข้อ i๒"
    found = Question(code="i2", text="ข้อความ", certainty="F")
    assert (str(found), found.official_text) == ("i๒ ข้อความ", "ข้อความ")


@pytest.mark.django_db
def test_a_new_year_and_another_networks_framework_are_files(tmp_path: Path) -> None:
    (tmp_path / "2570.toml").write_text(YEAR.replace("2568", "2570"), encoding="utf-8")
    ovec = YEAR.replace("nacc", "ovec").replace("ten-indicators", "ovec").replace("o27", "o23")
    ovec = re.sub(r"(?s)question_ranges = \[.*?\n\]\n", "", ovec)
    ovec = re.sub(r'  \{ code = "o(?!23)\d+", name.*\n', "", ovec)
    ovec = re.sub(r'  \{ code = "o23", name = "การประเมิน.*\n', "", ovec)
    (tmp_path / "ovec-2568.toml").write_text(ovec, encoding="utf-8")
    loaded = load_reference(tmp_path.glob("*.toml"), by=system_user())
    assert {(each.network, each.fiscal_year.year_be) for each in loaded} == {
        ("nacc", 2570),
        ("ovec", 2568),
    }
    items = DisclosureItem.objects.filter(framework__network="ovec", purpose="measures")
    assert [item.code for item in items] == ["o23"]
