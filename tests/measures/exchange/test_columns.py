import pytest

from measures.exchange.columns import Column, is_header, read_header
from measures.exchange.source import Place, SourceCell, SourceRow
from measures.exchange.wordings import WORDINGS

from .office_files import FORM_A, FORM_B

# The exact wordings of five published reports (domain.md 3.2).
FORM_C = (
    "ลำดับ", "มาตรการ/กิจกรรม", "วิธีดำเนินการ", "ระยะเวลาในการดำเนินการ", "ผู้รับผิดชอบ",
    "สรุปผลการดำเนินการตามมาตรการ", "ผลลัพธ์หรือความสำเร็จในการดำเนินการ",
)  # fmt: skip
FORM_D = (
    "มาตรการ/แนวทาง", "ขั้นตอน/วิธีการปฏิบัติ", "หน่วยงานผู้รับผิดชอบ", "ระยะเวลาดำเนินการ",
    "สรุปผลการดำเนินการ", "ผลลัพธ์/ความสำเร็จ",
)  # fmt: skip
SIX = (
    Column.MEASURE, Column.STEP, Column.RESPONSIBLE, Column.PERIOD, Column.RESULT, Column.OUTCOME,
)  # fmt: skip


def row(*texts):
    return SourceRow(1, tuple(SourceCell((text,) if text else ()) for text in texts))


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (FORM_A, SIX),
        (FORM_B, (*SIX[:5], Column.SUGGESTION)),
        (
            FORM_C,
            (
                Column.NUMBER, Column.MEASURE, Column.STEP, Column.PERIOD, Column.RESPONSIBLE,
                Column.RESULT, Column.OUTCOME,
            ),
        ),
        (FORM_D, SIX),
    ],
)  # fmt: skip
def test_the_headings_of_published_reports_are_known_without_a_doubt(headings, columns):
    header = read_header(row(*headings))
    assert header is not None
    found = (header.columns, header.headings, header.doubts(Place("แผน.docx", row=1)))
    assert found == (columns, headings, ())


@pytest.mark.parametrize(
    "texts",
    [
        ("ชื่อ", "ตำแหน่ง", "หมายเหตุ"),
        ("มาตรการ", "ผู้รับผิดชอบ", ""),
        ("ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"),
        ("จัดกิจกรรมอบรม", "วิธีการประชุม", "ผลการดำเนินงานดีมาก", "ผู้รับผิดชอบ"),
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ก" * 91),
        (),
    ],
)
def test_a_row_of_other_texts_is_no_header(texts):
    assert not is_header(row(*texts))


def test_no_wording_names_two_columns():
    wordings = [wording for words in WORDINGS.values() for wording in words]
    assert len(wordings) == len(set(wordings))


@pytest.mark.parametrize("heading", ["ผล", "รายงานผล"])
def test_short_headings_of_results_are_results_and_duty_to_report_is_none(heading):
    header = read_header(row("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", heading, "การรายงานผล"))
    assert header is not None
    assert header.columns == (
        Column.MEASURE, Column.STEP, Column.RESPONSIBLE, Column.RESULT, None,
    )  # fmt: skip
