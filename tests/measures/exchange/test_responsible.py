import pytest

from measures.choices import ResponsibleKind
from measures.exchange.drafts import ResponsibleDraft
from measures.exchange.responsible import read_responsible
from measures.exchange.source import Place

UNIT, COMMITTEE, POSITION = (
    ResponsibleKind.UNIT,
    ResponsibleKind.COMMITTEE,
    ResponsibleKind.POSITION,
)
EVERYONE = (ResponsibleKind.EVERYONE, "", "")
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองสาธารณสุขและสิ่งแวดล้อม")
PLACE = Place("แผน.docx")


def read(*lines, units=UNITS):
    return read_responsible(lines, units, PLACE)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["สำนักปลัด"], [(UNIT, "สำนักปลัด", "")]),
        (["สำนัก ปลัด"], [(UNIT, "สำนักปลัด", "")]),
        (["สำนักปลัด/กองคลัง"], [(UNIT, "สำนักปลัด", ""), (UNIT, "กองคลัง", "")]),
        (["สำนักปลัด กองคลัง,กองช่าง"], [(UNIT, unit, "") for unit in UNITS[:3]]),
        (["สำนักปลัดกองคลังและกองช่าง"], [(UNIT, unit, "") for unit in UNITS[:3]]),
        (["๑. สำนักปลัด", "๒. กองคลัง", "- กองช่าง"], [(UNIT, unit, "") for unit in UNITS[:3]]),
        (["กองสาธารณสุขและสิ่งแวดล้อม"], [(UNIT, "กองสาธารณสุขและสิ่งแวดล้อม", "")]),
        (["สำนักปลัด", "สำนักปลัด"], [(UNIT, "สำนักปลัด", "")]),
        (["สำนักปลัด (งานนิติการ)"], [(UNIT, "สำนักปลัด", "งานนิติการ")]),
        (["สำนักปลัด งานนิติการ"], [(UNIT, "สำนักปลัด", "งานนิติการ")]),
        (["ทุกส่วนราชการ"], [EVERYONE]),
        (["ทุกสำนัก/กอง"], [EVERYONE]),
        (["ทุกกอง/สำนักปลัด"], [EVERYONE, (UNIT, "สำนักปลัด", "")]),
        (["เจ้าหน้าที่ทุกคน"], [EVERYONE]),
        (
            ["ทุกส่วนราชการ คณะกรรมการติดตามและ กำกับดูแล"],
            [EVERYONE, (COMMITTEE, "คณะกรรมการติดตามและ กำกับดูแล", "")],
        ),
        (["คณะทำงาน/กองคลัง"], [(COMMITTEE, "คณะทำงาน", ""), (UNIT, "กองคลัง", "")]),
        (["นางสาวสมมติ นามสมมติ นิติกร"], [(POSITION, "นางสาวสมมติ นามสมมติ นิติกร", "")]),
        (["ผู้อำนวยการกองคลัง"], [(POSITION, "ผู้อำนวยการกองคลัง", "")]),
        (["นายกองค์การบริหารส่วนตำบล"], [(POSITION, "นายกองค์การบริหารส่วนตำบล", "")]),
        ([], []),
        ([" / "], []),
    ],
)
def test_who_is_responsible_is_told_from_the_text_without_a_doubt(lines, expected):
    assert read(*lines) == (tuple(ResponsibleDraft(*each) for each in expected), ())


@pytest.mark.parametrize(
    ("line", "kind", "name", "note"),
    [
        ("กองการศึกษา", UNIT, "กองการศึกษา", ""),
        ("กองการศึกษา (งานกีฬา)", UNIT, "กองการศึกษา", "งานกีฬา"),
        ("สำนักปลัดเทศบาล", UNIT, "สำนักปลัดเทศบาล", ""),
    ],
)
def test_a_unit_that_is_not_listed_is_to_be_added_and_said(line, kind, name, note):
    found, doubts = read(line)
    assert found == (ResponsibleDraft(kind, name, note),)
    assert [(doubt.read, doubt.made) for doubt in doubts] == [
        (name, "เพิ่มเป็นส่วนราชการใหม่ของหน่วยงาน")
    ]


def test_what_is_neither_unit_nor_position_is_kept_as_typed_and_said():
    found, doubts = read("(จิตอาสา)")
    assert found == (ResponsibleDraft(POSITION, "(จิตอาสา)"),)
    assert [(doubt.read, doubt.made) for doubt in doubts] == [("(จิตอาสา)", "เก็บเป็นชื่อตำแหน่งตามที่พิมพ์")]


def test_a_sentence_in_the_place_of_a_name_stays_only_in_the_text_as_typed():
    found, doubts = read("ผู้บริหาร" + "และผู้เกี่ยวข้อง" * 20, "กองคลัง")
    assert found == (ResponsibleDraft(UNIT, "กองคลัง"),)
    assert [doubt.made for doubt in doubts] == ["เก็บไว้เฉพาะในข้อความตามที่พิมพ์"]


def test_a_unit_once_added_is_read_the_same_again():
    first, _ = read("กองการศึกษา (งานกีฬา)/กองใหม่ งานใหม่")
    units = (*UNITS, *(each.name for each in first))
    assert read("กองการศึกษา (งานกีฬา)/กองใหม่ งานใหม่", units=units) == (first, ())
