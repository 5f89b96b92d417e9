"""Tables as offices lay them out: merged cells, split rows, headers missing or in two tiers."""

from __future__ import annotations

import pytest

from itaportal.thai.text import without_spaces
from measures.exchange.drafts import KnownNames
from measures.exchange.reading import read_plan
from measures.exchange.source import (
    Place,
    SourceCell,
    SourceDocument,
    SourceProse,
    SourceRow,
    SourceTable,
    UnreadableFile,
)
from measures.exchange.typed_rows import excerpt
from measures.rules.paragraphs import joined, plain

KNOWN = KnownNames(
    ("สำนักปลัด", "กองคลัง"),
    {1: "การปฏิบัติหน้าที่", 2: "การใช้งบประมาณ"},
    {1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", 2: "การให้บริการและระบบ E-Service"},
    year_be=2568,
)
HEADER = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ")
PERIOD = "ต.ค. ๖๗ - ก.ย. ๖๘"


def cell(text: str | SourceCell) -> SourceCell:
    if isinstance(text, SourceCell):
        return text
    return SourceCell(tuple(filter(None, text.split("\n"))))


def wide(text: str, span: int) -> list[SourceCell]:
    return [SourceCell((text,), span), *[SourceCell()] * (span - 1)]


COVERED = SourceCell(covered=True)


def table(number, *rows):
    return SourceTable(
        Place("แผน", f"ตารางที่ {number}"),
        tuple(SourceRow(place, tuple(map(cell, row))) for place, row in enumerate(rows, start=1)),
    )


def read(*blocks, known=KNOWN):
    """The reading of tables and lines of prose."""
    made = tuple(
        block if isinstance(block, SourceTable) else SourceProse(Place("แผน"), (block,))
        for block in blocks
    )
    return read_plan(b"", "แผน", known, read=lambda *_: SourceDocument("แผน", made))


def brief(reading):
    """Each row as its measures, steps, first unit and results, spaces aside."""
    return [
        (
            said(joined(row.measures)),
            said(joined(step.content for step in row.steps)),
            " ".join(each.name for each in row.responsible),
            said(row.results[0].results) if row.results else "",
        )
        for row in reading.draft.rows
    ]


def said(paragraphs):
    return without_spaces("|".join(each.text for each in paragraphs))


def made(reading):
    return [doubt.made for doubt in reading.doubts]


# -- headers --------------------------------------------------------------------------------------

UPPER = ["มาตรการ", *wide("การดำเนินการ", 3), *wide("ผลที่ได้", 2)]
LOWER = ["", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์"]


def test_lower_headings_name_the_columns_and_the_upper_tier_those_left_blank():
    reading = read(table(1, UPPER, LOWER, ("ก", "ข", "กองคลัง", PERIOD, "ค", "ง")))
    assert brief(reading) == [("ก", "ข", "กองคลัง", "ค")]
    assert said(reading.draft.rows[0].results[0].outcome) == "ง"
    assert reading.doubts == ()


def test_two_tiers_come_again_on_each_page():
    first = table(1, UPPER, LOWER, ("ก", "ข", "กองคลัง", PERIOD, "ค", "ง"))
    second = table(2, UPPER, LOWER, ("จ", "ฉ", "สำนักปลัด", PERIOD, "ช", "ซ"))
    assert [row[0] for row in brief(read(first, second))] == ["ก", "จ"]


def test_numbers_of_the_columns_below_a_header_are_no_row():
    reading = read(
        table(1, HEADER, ("(๑)", "(๒)", "(๓)", "(๔)", "(๕)"), ("ก", "ข", "กองคลัง", PERIOD, "ค"))
    )
    assert brief(reading) == [("ก", "ข", "กองคลัง", "ค")]
    assert made(reading) == ["ไม่นับเป็นเนื้อหา เพราะเป็นเลขของคอลัมน์"]


def test_a_header_in_misread_words_is_known_by_likeness_with_a_doubt_each():
    garbled = ("มาตรภาร", "ขั้นตอu", "ผูรับผดิชอบ", "ระยะเวลา", "ผลการดำเนินกาs")
    reading = read(table(1, garbled, ("ก", "ข", "กองคลัง", PERIOD, "ค")))
    assert brief(reading) == [("ก", "ข", "กองคลัง", "ค")]
    assert [doubt.read for doubt in reading.doubts] == [
        "มาตรภาร", "ขั้นตอu", "ผูรับผดิชอบ", "ผลการดำเนินกาs",
    ]  # fmt: skip


def test_an_unreadable_heading_is_taken_from_another_page():
    second = ("管理", *HEADER[1:])
    reading = read(
        table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, second, ("ง", "จ", "กองคลัง", PERIOD, "ฉ")),
    )
    assert [row[0] for row in brief(reading)] == ["ก", "ง"]
    assert reading.draft.rows[1].remarks == ()
    assert [doubt.read for doubt in reading.doubts] == ["管理"]


def test_a_header_read_too_badly_to_be_one_is_known_by_the_page_before():
    worse = ("มาตร", "ขัน管", "รับผิด", "เวลา", "ดำเนิน")
    reading = read(
        table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, worse, ("ง", "จ", "กองคลัง", PERIOD, "ฉ")),
    )
    assert [row[0] for row in brief(reading)] == ["ก", "ง"]


def test_pages_before_the_first_header_are_read_under_it():
    reading = read(
        table(1, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, HEADER, ("ง", "จ", "กองคลัง", PERIOD, "ฉ")),
    )
    assert [row[0] for row in brief(reading)] == ["ก", "ง"]
    assert {each.reasons[0] for each in reading.readings[:5]} == {"heading_of_other_table"}


@pytest.mark.parametrize(
    "other",
    [
        table(2, ("นายก", "ข้าราชการ", "๑๐", "ดี", "เข้าร่วม"), ("นายข", "ลูกจ้าง", "๑๒", "ดี", "")),
        table(2, ("ภาพที่ ๑", "ภาพที่ ๒"), ("ประชุม", "อบรม")),
    ],
)
def test_a_table_of_something_else_after_the_measures_is_the_appendix(other):
    reading = read(table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")), "ภาคผนวก", other)
    assert len(reading.draft.rows) == 1
    assert len(reading.draft.appendix) > 3
    assert set(made(reading)) == {"เก็บเป็นข้อความนอกตาราง เพราะไม่ใช่ตารางมาตรการ"}


def test_a_table_without_a_header_after_prose_is_read_when_it_says_who_or_when():
    reading = read(
        table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        "มาตรการเพิ่มเติม",
        table(2, ("ง", "จ", "สำนักปลัด", "ตลอดปี", "ฉ")),
    )
    assert [section.heading for section in reading.draft.sections] == ["", "มาตรการเพิ่มเติม"]


def test_a_file_of_other_tables_only_is_refused():
    with pytest.raises(UnreadableFile, match="ไม่มีตารางมาตรการ"):
        read(table(1, ("ก", "ข", "กองคลัง", PERIOD, "ค")))


def test_columns_that_look_like_others_and_have_no_field_go_to_the_remarks():
    reading = read(
        table(1, (*HEADER, "ตัวชี้วัดความสำเร็จ"), ("ก", "ข", "กองคลัง", PERIOD, "ค", "ร้อยละ ๘๐"))
    )
    (row,) = reading.draft.rows
    assert (row.indicator, row.remarks) == (None, plain("ตัวชี้วัดความสำเร็จ: ร้อยละ ๘๐"))
    assert [each.confidence for each in reading.readings] == [1.0] * 5 + [0.5]


# -- sections and groups --------------------------------------------------------------------------

INDICATORS = ("ตัวชี้วัด", "แนวทางในการยกระดับ", "ผู้รับผิดชอบ", "ระยะเวลา", "ความก้าวหน้า")


def test_a_full_width_row_before_another_header_heads_a_section():
    reading = read(
        table(
            1,
            HEADER,
            ("ก", "ข", "กองคลัง", PERIOD, "ค"),
            wide("ส่วนที่สอง", 5),
            INDICATORS,
            ("๑. การปฏิบัติหน้าที่", "ง", "สำนักปลัด", PERIOD, "จ"),
        )
    )
    assert [(section.heading, len(section.rows)) for section in reading.draft.sections] == [
        ("", 1), ("ส่วนที่สอง", 1),
    ]  # fmt: skip
    assert [(each.indicator, each.guidance) for each in reading.draft.analyses] == [(1, plain("ง"))]


def test_another_header_without_any_prose_begins_a_section():
    reading = read(
        table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, INDICATORS, ("๑. การปฏิบัติหน้าที่", "ง", "สำนักปลัด", PERIOD, "จ")),
    )
    assert [section.heading for section in reading.draft.sections] == ["", ""]


def test_an_issue_named_above_a_table_is_its_group():
    row = ("ก", "ข", "กองคลัง", PERIOD, "ค")
    reading = read(
        table(1, HEADER, wide("๑. กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", 5), row),
        "๒. การให้บริการและระบบ E-Service",
        table(2, HEADER, row),
    )
    (section,) = reading.draft.sections
    assert [group.heading.number for group in section.groups] == [1, 2]


def test_an_issue_in_the_column_of_indicators_is_a_group():
    header = ("ประเด็น", *HEADER)
    reading = read(
        table(
            1,
            header,
            ("๑. กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "ก", "ข", "กองคลัง", PERIOD, "ค"),
            ("๒. การให้บริการและระบบ E-Service", "ง", "จ", "กองคลัง", PERIOD, "ฉ"),
        )
    )
    (section,) = reading.draft.sections
    assert [(group.heading.number, len(group.rows)) for group in section.groups] == [(1, 1), (2, 1)]


def test_a_heading_may_have_its_number_in_a_cell_of_its_own():
    reading = read(
        table(
            1,
            ("ลำดับ", *HEADER),
            ("๑", "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "", "", "", ""),
            ("", "ก", "ข", "กองคลัง", PERIOD, "ค"),
            ("๒", SourceCell(("เรื่องอื่น",), 5), "", "", "", ""),
            ("", "ง", "จ", "กองคลัง", PERIOD, "ฉ"),
        )
    )
    (section,) = reading.draft.sections
    assert [
        (
            group.heading.kind.value,
            group.heading.number,
            group.heading.printed_number,
            len(group.rows),
        )
        for group in section.groups
    ] == [("issue", 1, "", 1), ("free", None, "๒", 1)]


def test_a_heading_typed_again_on_the_next_page_is_one():
    heading = "๑. กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
    reading = read(
        table(1, HEADER, wide(heading, 5), ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, HEADER, wide(f"{heading} (ต่อ)", 5), ("", "ง", "", "", "")),
    )
    (section,) = reading.draft.sections
    assert [len(group.rows) for group in section.groups] == [1]
    assert brief(reading) == [("ก", "ขง", "กองคลัง", "ค")]


def test_page_numbers_and_titles_between_pages_are_no_sections():
    reading = read(
        "รายงานผลการดำเนินการตามมาตรการ",
        table(1, HEADER, ("ก", "ข", "กองคลัง", PERIOD, "ค")),
        "- ๒ -",
        "รายงานผลการดำเนินการตามมาตรการ (ต่อ)",
        table(2, HEADER, ("ง", "จ", "กองคลัง", PERIOD, "ฉ")),
    )
    assert len(reading.draft.sections) == 1
    assert made(reading) == ["ไม่นับเป็นเนื้อหา เพราะเป็นเลขหน้าหรือชื่อที่พิมพ์ซ้ำเมื่อขึ้นหน้าใหม่"]


# -- rows that go on ------------------------------------------------------------------------------


def test_a_merged_first_cell_over_one_row_on_two_pages_is_one_row():
    reading = read(
        table(
            1,
            HEADER,
            ("ก", "๑. ข", "กองคลัง", PERIOD, "ค"),
            (COVERED, "๒. ง", COVERED, COVERED, "จ"),
        )
    )
    assert brief(reading) == [("ก", "ข|ง", "กองคลัง", "คจ")]


def test_a_merged_first_cell_over_rows_with_units_of_their_own_holds_for_each():
    reading = read(
        table(
            1,
            HEADER,
            ("ก", "๑. ข", "กองคลัง", PERIOD, "ค"),
            (COVERED, "๒. ง", "สำนักปลัด", COVERED, "จ"),
        )
    )
    assert brief(reading) == [("ก", "ข", "กองคลัง", "ค"), ("ก", "ง", "สำนักปลัด", "จ")]
    assert {row.period for row in reading.draft.rows} == {reading.draft.rows[0].period}
    assert made(reading) == ["ใช้ข้อความของช่องที่ผสานไว้ในแถวข้างบน"] * 2


def test_a_unit_merged_over_measures_holds_for_each():
    reading = read(
        table(
            1,
            HEADER,
            ("ก", "ข", "กองคลัง", PERIOD, "ค"),
            ("ง", "จ", COVERED, COVERED, "ฉ"),
        )
    )
    assert brief(reading) == [("ก", "ข", "กองคลัง", "ค"), ("ง", "จ", "กองคลัง", "ฉ")]


def test_further_measures_under_one_indicator_are_rows_of_it():
    header = ("ตัวชี้วัด", *HEADER)
    reading = read(
        table(
            1,
            header,
            ("๑. การปฏิบัติหน้าที่", "ก", "ข", "กองคลัง", PERIOD, "ค"),
            ("", "ง", "จ", "สำนักปลัด", PERIOD, "ฉ"),
            ("", "ต่อ", "ไป", "", "", ""),
        )
    )
    assert [(row[0], row[2]) for row in brief(reading)] == [("ก", "กองคลัง"), ("งต่อ", "สำนักปลัด")]
    assert [row.indicator for row in reading.draft.rows] == [1, 1]


def test_a_first_cell_may_go_on_over_the_page():
    reading = read(
        table(1, HEADER, ("๑. จัดทำคู่มือและ", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, HEADER, ("แนวทาง", "ง", "", "", "จ")),
        table(3, HEADER, ("ให้ครบ", "", "", "", "")),
        table(4, HEADER, ("๒. อื่น", "ฉ", "กองคลัง", PERIOD, "ช")),
    )
    assert [row[:2] for row in brief(reading)] == [("จัดทำคู่มือและแนวทางให้ครบ", "ขง"), ("อื่น", "ฉ")]


def test_a_first_cell_alone_before_the_page_ends_is_no_heading():
    reading = read(
        table(1, HEADER, ("จัดทำคู่มือ", "", "", "", "")),
        table(2, HEADER, ("", "ข", "กองคลัง", PERIOD, "ค")),
    )
    # The two stand on two pages: the lone cell is a heading as far as its own table tells.
    assert reading.draft.sections[0].groups[0].heading.printed_text == "จัดทำคู่มือ"
    reading = read(table(1, HEADER, ("จัดทำคู่มือ", "", "", "", ""), ("", "ข", "กองคลัง", PERIOD, "ค")))
    assert brief(reading) == [("จัดทำคู่มือ", "ข", "กองคลัง", "ค")]


def test_a_row_named_again_over_the_page_is_one():
    header = ("ลำดับ", *HEADER)
    reading = read(
        table(1, header, ("๑", "ก", "ข", "กองคลัง", PERIOD, "ค")),
        table(2, header, ("๑ (ต่อ)", "ก", "ง", "กองคลัง", PERIOD, "จ")),
        table(3, header, ("๒", "ก", "ง", "กองคลัง", PERIOD, "จ")),
    )
    assert [row[:2] for row in brief(reading)] == [("ก", "ขง"), ("ก", "ง")]
    assert [row.printed_number for row in reading.draft.rows] == ["๑", "๒"]


def test_names_and_dates_go_on_over_the_page_as_names_and_dates():
    reading = read(
        table(1, HEADER, ("ก", "ข", "คณะกรรมการติดตามและ", "ต.ค. ๖๗ -", "ค")),
        table(2, HEADER, ("", "", "ประเมินผล\nกองคลัง", "ก.ย. ๖๘", "")),
    )
    (row,) = reading.draft.rows
    assert [each.name for each in row.responsible] == ["คณะกรรมการติดตามและประเมินผล", "กองคลัง"]
    assert (row.period is not None, said(row.period_text)) == (True, "ต.ค.๖๗-ก.ย.๖๘")


def test_latin_words_keep_a_space_where_a_page_cuts_them():
    reading = read(
        table(1, HEADER, ("ก", "No Gift", "กองคลัง", PERIOD, "ค")),
        table(2, HEADER, ("", "Policy", "", "", "")),
    )
    assert reading.draft.rows[0].steps[0].content == plain("No Gift Policy")
    assert reading.readings[-1].reasons == ["continued"]


def test_excerpt_of_a_long_text_ends_at_whole_letters():
    text = "ก" * 70 + "ที่" + "ข" * 13
    assert excerpt([text]) == f"{'ก' * 60} … {'ข' * 13}"
    assert excerpt(["สั้น"]) == "สั้น"
