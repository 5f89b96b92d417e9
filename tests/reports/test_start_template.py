"""The blank Excel form: filled in it comes back as what was typed, and nothing else."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from measures.choices import GroupKind, ReportForm
from measures.exchange.isolated import read_isolated
from measures.exchange.reading import read_plan
from measures.exchange.source import EXAMPLE_MARK, UnreadableFile
from measures.queries.plan_draft import known_names
from tests import factories as make

pytestmark = pytest.mark.django_db

TYPED = {
    "มาตรการ/โครงการ/กิจกรรม": "๑. อบรม\n๒. ตรวจสอบ",
    "แนวทาง/มาตรการ": "อบรม",
    "มาตรการ/กิจกรรม": "อบรม",
    "มาตรการ/แนวทาง": "๑. อบรม",
    "ผู้รับผิดชอบ": "สำนักปลัด",
    "หน่วยงานผู้รับผิดชอบ": "สำนักปลัด",
    "ตัวชี้วัด": "๑. การปฏิบัติหน้าที่",
    "ประเด็น/ตัวชี้วัด": "๑. การปฏิบัติหน้าที่",
    "แนวทางในการยกระดับการประเมิน": "ยกระดับ",
    "ผลการดำเนินการ": "อบรมแล้ว",
}


@pytest.fixture
def frameworks(organization):
    """Frameworks of the years, and the unit of the example."""
    make.make_framework(2567)
    make.make_framework(2568)
    make.make_unit(organization=organization, name="สำนักปลัด")


@pytest.fixture
def blank(client_of, clerk, frameworks):
    """A function: form -> its blank file."""

    def get(form="results-by-issue"):
        response = client_of(clerk).get(f"/one/start/template.xlsx?form={form}")
        assert response.status_code == 200
        assert response["Content-Disposition"] == (
            f'attachment; filename="ita-one-{form}-blank.xlsx"'
        )
        return response.content

    return get


def read(content, organization, file="แบบ.xlsx"):
    return read_plan(content, file, known_names(organization, 2568), read=read_isolated)


def filled(content, row):
    """The file with a row of texts typed on every sheet, so far as its columns have any."""
    workbook = load_workbook(io.BytesIO(content))
    for sheet in workbook.worksheets:
        for column, cell in enumerate(sheet[1], start=1):
            if text := TYPED.get(str(cell.value)):
                sheet.cell(row, column, text)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("form", ReportForm.values)
def test_blank_form_filled_in_comes_back_without_a_doubt(blank, organization, form):
    reading = read(filled(blank(form), 6), organization)
    assert reading.doubts == ()
    assert reading.draft.form == form
    texts = [
        paragraph.text
        for row in reading.draft.rows
        for measure in row.measures
        for paragraph in measure
    ]
    assert texts in (["อบรม", "ตรวจสอบ"], ["อบรม"])
    assert reading.draft.appendix == reading.draft.cover == ()


@pytest.mark.parametrize(
    ("form", "kind", "count"),
    [("results-by-issue", GroupKind.ISSUE, 7), ("progress-by-indicator", GroupKind.INDICATOR, 10)],
)
def test_issues_or_indicators_are_laid_out(blank, organization, form, kind, count):
    (section,) = read(filled(blank(form), 6), organization).draft.sections
    assert [(group.heading.kind, group.heading.number) for group in section.groups] == [
        (kind, number) for number in range(1, count + 1)
    ]
    assert [len(group.rows) for group in section.groups] == [1, *[0] * (count - 1)]


def test_rows_stand_apart_or_together_as_one_likes(blank, organization):
    content = filled(filled(blank(), 4), 7)
    (section,) = read(filled(content, 15), organization).draft.sections
    assert [len(group.rows) for group in section.groups] == [2, 0, 1, 0, 0, 0, 0]


def test_example_is_never_imported(blank, organization):
    content = blank()
    assert str(load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value).startswith(
        EXAMPLE_MARK
    )
    with pytest.raises(UnreadableFile, match="มีแต่หัวตาราง"):
        read(content, organization)


def test_example_is_left_out_of_a_form_that_became_text(blank, organization):
    sheet = load_workbook(io.BytesIO(filled(blank("results"), 3))).worksheets[0]
    lines = [
        "\t".join(f"<p>{'</p><p>'.join(str(cell.value or '').split(chr(10)))}</p>" for cell in row)
        for row in sheet.iter_rows(max_row=3)
    ]
    reading = read("\n".join(lines).encode(), organization, "แบบ.txt")
    assert [row.measures[0][0].text for row in reading.draft.rows] == ["อบรม"]


def test_form_that_there_is_not_is_no_page(client_of, clerk, frameworks):
    assert client_of(clerk).get("/one/start/template.xlsx?form=other").status_code == 404


def test_blank_form_comes_without_headings_where_there_is_no_framework(client_of, clerk):
    content = client_of(clerk).get("/one/start/template.xlsx").content
    assert load_workbook(io.BytesIO(content)).worksheets[0].merged_cells.ranges == set()
