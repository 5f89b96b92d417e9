"""Files that the portal wrote itself: a row is a row, whatever an office's habits say of blanks."""

import pytest

from measures.exchange.drafts import KnownNames
from measures.exchange.reading import read_plan
from measures.exchange.source import OWN_FILE
from measures.rules.paragraphs import plain

from .office_files import FORM_A, Table, excel_file, word_file

KNOWN = KnownNames(("กองคลัง",), {}, {1: "การให้บริการและระบบ E-Service"})
ROWS = (
    "๑. การให้บริการและระบบ E-Service",
    ("จัดทำคู่มือ", "สำรวจ", "กองคลัง", "ตลอดปี", "แล้วเสร็จ", ""),
    ("", "", "", "", "อยู่ระหว่างดำเนินการ", ""),
    ("วางแผน", "", "", "", "", ""),
)


def by_the_portal(file):
    """Give a file the category of the portal's own."""
    properties = getattr(file, "core_properties", None) or file.properties
    properties.category = OWN_FILE


def rows(content, file):
    """The measures and results of each row."""
    draft = read_plan(content, file, KNOWN).draft
    return [
        (row.measures, row.results[0].results if row.results else ())
        for section in draft.sections
        for group in section.groups
        for row in group.rows
    ]


@pytest.mark.parametrize(("make", "file"), [(word_file, "a.docx"), (excel_file, "a.xlsx")])
def test_blank_first_cells_join_no_rows_and_a_lone_one_heads_no_group(make, file):
    assert rows(make([Table(FORM_A, ROWS)], by_the_portal), file) == [
        ((plain("จัดทำคู่มือ"),), plain("แล้วเสร็จ")),
        ((), plain("อยู่ระหว่างดำเนินการ")),
        ((plain("วางแผน"),), ()),
    ]
    assert rows(make([Table(FORM_A, ROWS)]), file) == [
        ((plain("จัดทำคู่มือ"),), plain("แล้วเสร็จอยู่ระหว่างดำเนินการ"))
    ]


def test_rows_numbered_in_a_column_keep_the_numbers_of_their_measures():
    form_c = ("ลำดับ", "มาตรการ/กิจกรรม", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "สรุปผลการดำเนินการ")
    body = (
        ("๑", "๑. จัดทำคู่มือ", "สำรวจ", "กองคลัง", "แล้วเสร็จ"),
        ("๒", "๓. ประชุม", "นัดหมาย", "กองคลัง", "แล้วเสร็จ"),
    )
    draft = read_plan(word_file([Table(form_c, body)]), "a.docx", KNOWN).draft
    first, second = draft.rows
    assert (first.printed_number, second.printed_number) == ("๑", "๒")
    assert [row.measures[0][0].kind.value for row in draft.rows] == ["numbered", "numbered"]
    assert second.measures[0][0].marker == "๓."
