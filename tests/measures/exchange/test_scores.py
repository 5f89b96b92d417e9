"""Scores read from pasted text and from tables of offices."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.numerals import thai_digits
from measures.choices import InstrumentCode
from measures.exchange.score_labels import ScoreNames
from measures.exchange.scores import MOST_PASTED, read_pasted_scores
from measures.exchange.source import UnreadableFile
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key, question_key
from tests.factories import BANDS, INDICATORS

NAMES = ScoreNames(
    2568,
    {number: name for number, _, name in INDICATORS},
    {code.value: code.label for code in InstrumentCode},
    {"i4": "หน่วยงานใช้จ่ายคุ้มค่าเพียงใด", "o2": "ข้อมูลผู้บริหาร", "o27": "มาตรการภายในหน่วยงาน"},
    tuple(name for name, _, _ in BANDS),
    "เทศบาลตำบลทดสอบ",
)
BAN_MO_2568 = [
    "97.21", "98.02", "99.45", "93.49", "96.70", "96.56", "94.87", "94.39", "88.28", "92.42",
]  # fmt: skip
ALL_TEN = {indicator_key(n): Decimal(v) for n, v in enumerate(BAN_MO_2568, start=1)}


def read(text):
    return read_pasted_scores(text, NAMES)


def table(*rows):
    """Pasted cells, a tab between them."""
    return "\n".join("\t".join(row) for row in rows)


def said(doubts):
    return [(each.place.row, each.made) for each in doubts]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(BAN_MO_2568),
        "\n".join(BAN_MO_2568).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
        "\r\n".join(["คะแนน", *BAN_MO_2568, "", ""]),
        "\n\n" + "\n".join(f"{value} คะแนน" for value in BAN_MO_2568),
        "\n".join(f"ร้อยละ {value}" for value in BAN_MO_2568),
        "\n".join(f"{value}%" for value in BAN_MO_2568),
        table(*((NAMES.indicators[n], v) for n, v in enumerate(BAN_MO_2568, 1))),
        table(*((str(n), v) for n, v in enumerate(BAN_MO_2568, 1))),
        table(*((f"ตัวชี้วัดที่ {n}", v) for n, v in enumerate(BAN_MO_2568, 1))),
        table(*((str(n), NAMES.indicators[n], v) for n, v in enumerate(BAN_MO_2568, 1))),
        table(*((f"{n}. {NAMES.indicators[n]}", "IIT", v) for n, v in enumerate(BAN_MO_2568, 1))),
        "\n".join(f"{n}. {NAMES.indicators[n]} {v}" for n, v in enumerate(BAN_MO_2568, 1)),
        "\n".join(f"{NAMES.indicators[n]} ร้อยละ {v} คะแนน" for n, v in enumerate(BAN_MO_2568, 1)),
        table(
            ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘",),
            ("ที่", "ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"),
            *((str(n), NAMES.indicators[n], "100", v) for n, v in enumerate(BAN_MO_2568, 1)),
        ),
        table(
            ("ตัวชี้วัด", "ปี 2567", "ปี ๒๕๖๘", "เปลี่ยนแปลง"),
            *((NAMES.indicators[n], "50.00", v, "1.00") for n, v in enumerate(BAN_MO_2568, 1)),
        ),
        table(
            ("หน่วยงาน", *(NAMES.indicators[n] for n in range(1, 11))),
            ("เทศบาลตำบลอื่น", *["50.00"] * 10),
            ("เทศบาลตำบลทดสอบ", *BAN_MO_2568),
        ),
        table(
            ("ปี", *(f"ตัวชี้วัดที่ {n}" for n in range(1, 11))),
            ("2567", *["50.00"] * 10),
            ("2568", *BAN_MO_2568),
        ),
    ],
)  # fmt: skip
def test_ten_indicators_in_every_shape_are_the_same_scores_without_doubt(text):
    reading = read(text)
    assert reading.scores == ALL_TEN
    assert (reading.doubts, reading.problems) == ((), ())


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("IIT", instrument_key("IIT")),
        ("คะแนน EIT", instrument_key("EIT")),
        ("ค่าเฉลี่ย OIT", instrument_key("OIT")),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", instrument_key("EIT")),
        ("คะแนนรวม", TOTAL),
        ("คะแนนรวม (IIT+EIT+OIT)", TOTAL),
        ("ภาพรวม", TOTAL),
        ("ผลคะแนนภาพรวม", TOTAL),
        ("รวม", TOTAL),
        ("คะแนนเฉลี่ยรวม", TOTAL),
        ("i๔", question_key("i4")),
        ("I4 หน่วยงานใช้จ่ายคุ้มค่าเพียงใด", question_key("i4")),
        ("๐๒๗", question_key("o27")),
        ("o02", question_key("o2")),
        ("O27", question_key("o27")),
        ("ข้อ ๐๒", question_key("o2")),
        ("๙. การเปิดเผยข้อมูล (OIT)", indicator_key(9)),
        ("10) การป้องกันการทุจริต", indicator_key(10)),
        ("ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", indicator_key(10)),
        ("การใช้ ทรัพย์สิน ของราชการ", indicator_key(4)),
    ],
)
def test_labels_of_every_spelling(label, key):
    reading = read(table((label, "87.67")))
    assert reading.scores == {key: Decimal("87.67")}
    assert (reading.doubts, reading.problems) == ((), ())
    assert reading.places[key].row == 1


def test_empty_line_among_ten_figures_is_an_indicator_without_a_score():
    reading = read("\n".join([*BAN_MO_2568[:3], "", "-", *BAN_MO_2568[5:]]))
    expected = {key: value for key, value in ALL_TEN.items() if key.code not in ("4", "5")}
    assert reading.scores == expected


@pytest.mark.parametrize("blank", ["", "-", "–", "ไม่มีคะแนน", "ไม่มีข้อมูล", "N/A"])
def test_blank_score_is_no_score_and_never_zero(blank):
    reading = read(table(("การใช้อำนาจ", blank), ("การใช้งบประมาณ", "๐.๐๐")))
    assert reading.scores == {indicator_key(2): Decimal("0.00")}


def test_level_is_read_by_its_name():
    for label, level in (("ระดับ", "ผ่านดี"), ("ระดับผลการประเมิน", "ระดับ ผ่านดี")):
        reading = read(table(("คะแนนรวม", "93.81"), (label, level)))
        assert (reading.level, reading.scores) == ("ผ่านดี", {TOTAL: Decimal("93.81")})
    transposed = read(
        table(
            (*(NAMES.indicators[n] for n in range(1, 11)), "คะแนนรวม", "ระดับ"),
            (*BAN_MO_2568, "93.81", "ผ่านดี"),
        )
    )
    assert (transposed.level, transposed.scores) == ("ผ่านดี", ALL_TEN | {TOTAL: Decimal("93.81")})


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            table(("๘. การเปิดเผยข้อมูล", "88.28")),
            ("นำเข้าเป็นตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล เพราะเลขลำดับไม่ตรงกับ “การเปิดเผยข้อมูล” ซึ่งเป็นตัวชี้วัดที่ ๙"),
        ),
        (
            table(("การปรับปรุงระบบการทำงาน", "88.28")),
            ("นำเข้าเป็นตัวชี้วัดที่ ๘ การปรับปรุงการทำงาน เพราะชื่อไม่ตรงกับ “การปรับปรุงการทำงาน” ทุกตัวอักษร"),
        ),
        (table(("การใช้อำนาจ", "88.285")), "ปัดเป็นทศนิยมสองตำแหน่ง ๘๘.๒๙"),
    ],
)
def test_decision_is_a_doubt_and_the_score_is_read(text, made):
    reading = read(text)
    assert len(reading.scores) == 1
    assert (said(reading.doubts), reading.problems) == ([(1, made)], ())


def test_figure_of_something_unknown_is_left_out_with_a_doubt():
    reading = read(table(("การใช้อำนาจ", "88.28"), ("จำนวนผู้ตอบ", "120")))
    assert reading.scores == {indicator_key(3): Decimal("88.28")}
    assert said(reading.doubts) == [(2, "ไม่นำเข้า เพราะไม่ทราบว่าเป็นคะแนนของอะไร")]


def test_title_of_another_year_is_a_doubt():
    reading = read("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗\n" + table(("การใช้อำนาจ", "88.28")))
    assert said(reading.doubts) == [(1, "นำเข้าเป็นคะแนนปี ๒๕๖๘")]


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        (table(("การใช้อำนาจ", "87,67")), 1, "ใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗"),
        (table(("การใช้อำนาจ", "100.01")), 1, "คะแนนร้อยละ ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"),
        (table(("การใช้อำนาจ", "-5")), 1, "คะแนนร้อยละ ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"),
        (
            table(("ตัวชี้วัด", "คะแนน"), ("การใช้อำนาจ", "ดีมาก")),
            2,
            "คะแนนร้อยละ ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗",
        ),
        (
            table(("การใช้อำนาจ", "80"), ("๓. การใช้อำนาจ", "81")),
            2,
            "คะแนนค่าเดียวของแต่ละรายการในปีเดียว",
        ),
        (table(("การใช้อำนาจ", "80.00", "81.00")), 1, "หัวคอลัมน์ที่บอกปี เช่น คะแนนปี ๒๕๖๘"),
        (table(("การใช้อำนาจ", "80", "81")), 1, "หัวคอลัมน์ที่บอกปี เช่น คะแนนปี ๒๕๖๘"),
        (
            table(("ตัวชี้วัด", "ปี 2566", "ปี 2567"), ("การใช้อำนาจ", "80.00", "81.00")),
            1,
            "คอลัมน์คะแนนปี ๒๕๖๘",
        ),
        (table(("ระดับ", "AA")), 1, "ผ่านดีเยี่ยม ผ่านดี ผ่าน ต้องปรับปรุง ต้องปรับปรุงโดยด่วน"),
        (
            "\n".join(BAN_MO_2568[:9]),
            1,
            "๑๐ บรรทัดตามลำดับตัวชี้วัด บรรทัดว่างคือไม่มีคะแนน",
        ),
        (
            table(tuple(NAMES.indicators.values()), BAN_MO_2568, BAN_MO_2568),
            1,
            "แถวเดียว หรือแถวที่ช่องแรกเป็น ๒๕๖๘",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_a_problem_with_its_place(text, row, expected):
    problems = read(text).problems
    assert [(each.place.row, each.expected) for each in problems[:1]] == [(row, expected)]


def test_equal_score_given_twice_is_no_problem():
    assert read(table(("การใช้อำนาจ", "80"), ("3", "80.00"))).problems == ()


@pytest.mark.parametrize("text", ["", "\n\n", "ข้อความ\nที่ไม่มีคะแนน"])
def test_text_without_a_score_is_refused(text):
    with pytest.raises(UnreadableFile, match="ไม่พบคะแนนปี ๒๕๖๘"):
        read(text)


def test_text_longer_than_any_table_of_scores_is_refused():
    with pytest.raises(UnreadableFile, match="ระบบรับไม่เกิน ๒๐๐๐๐ อักขระ"):
        read("9" * (MOST_PASTED + 1))


PIECES = st.sampled_from(
    [
        *NAMES.indicators.values(), "IIT", "OIT", "คะแนนรวม", "ระดับ", "ผ่านดี", "i๔", "๐๒๗", "ปี 2568",
        "2567", "ตัวชี้วัดที่ ๑", "คะแนน", "\t", "\t\t", "\n", "\n\n", " ", "87.67", "๙๐", "-",
        "100.01", "87,67", "ร้อยละ", "๑.", "\u200b", "(", "%",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=60))
def test_whatever_is_pasted_gives_scores_of_the_year_or_a_refusal(pieces):
    try:
        reading = read("".join(pieces))
    except UnreadableFile:
        return
    for value in reading.scores.values():
        assert 0 <= value <= 100
        assert value == value.quantize(Decimal("0.01"))
    assert reading.level in (*NAMES.levels, "")
    assert set(reading.places) == set(reading.scores)


@given(st.permutations(range(10)), st.permutations(range(3)), st.booleans())
def test_lines_and_columns_in_any_order_give_the_same_scores(lines, columns, thai):
    rows = [("ตัวชี้วัด", "ปี 2567", "ปี 2568")]
    rows += [(NAMES.indicators[n + 1], "50.00", BAN_MO_2568[n]) for n in lines]
    text = table(*(tuple(row[column] for column in columns) for row in rows))
    reading = read(thai_digits(text) if thai else text)
    assert reading.scores == ALL_TEN
    assert (reading.doubts, reading.problems) == ((), ())


@pytest.mark.parametrize(
    "row",
    [("รวม", "1", "234.00"), ("1", "91", "25"), ("1", "91", "25", "ดี"), ("1", "91", "25", "", "7")],
)
def test_figure_split_at_its_comma_is_a_problem_and_never_its_first_half(row):
    width = max(2, len(row) - 1)
    header = ("ตัวชี้วัดที่", "คะแนน", "หมายเหตุ", "อื่น")[:width]
    found = read(table(header, row, ("2", "90.00")))
    assert indicator_key(1) not in found.scores
    assert TOTAL not in found.scores
    (problem,) = found.problems
    assert problem.place.row == 2
    assert "เกินจำนวนหัวคอลัมน์" in problem.made


def test_note_without_a_heading_is_no_split_figure():
    found = read(table(("ตัวชี้วัดที่", "คะแนน"), ("1", "91.25", "ตรวจแล้ว"), ("2", "90.00")))
    assert found.problems == ()
    assert found.scores[indicator_key(2)] == Decimal("90.00")


def test_problem_names_the_indicator_and_not_its_bare_number():
    found = read(table(("ตัวชี้วัดที่", "คะแนน"), ("1", "-5"), ("2", "90.00")))
    (problem,) = found.problems
    assert problem.made == f"ไม่ใช่คะแนนของตัวชี้วัดที่ ๑ {NAMES.indicators[1]}"
