import pytest

from measures.choices import Round
from measures.exchange.front_matter import read_front_matter, title_round, title_year
from measures.exchange.source import Place

PLACE = Place("แผน.docx")
TITLE, OWNER = "รายงานผลมาตรการ", "ของเทศบาลตำบลตัวอย่าง"
LONG = "ตามที่หน่วยงานได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสไว้ในแผนประจำปี และได้ดำเนินการมาแล้วครบถ้วนตาม"


@pytest.mark.parametrize(
    ("lines", "cover", "heading", "introduction"),
    [
        ([], (), "", ()),
        ([TITLE, OWNER], (TITLE, OWNER), "", ()),
        ([TITLE, "ด้วยหน่วยงานได้ดำเนินการ"], (TITLE,), "", ("ด้วยหน่วยงานได้ดำเนินการ",)),
        (
            [TITLE, OWNER, "อำเภอเมือง จังหวัดตัวอย่าง", "ตารางที่หนึ่ง", "มาตรการ"],
            (TITLE, OWNER, "อำเภอเมือง จังหวัดตัวอย่าง"),
            "ตารางที่หนึ่ง มาตรการ",
            (),
        ),
        ([TITLE, "ก" * 111], (TITLE,), "", ("ก" * 111,)),
    ],
)
def test_cover_heading_and_introduction_are_told_apart(lines, cover, heading, introduction):
    front = read_front_matter(lines, PLACE)
    assert (front.cover, front.heading, front.introduction) == (cover, heading, introduction)
    assert front.doubts == ()


def test_an_introduction_typed_line_by_line_is_one_paragraph_with_a_doubt():
    front = read_front_matter([TITLE, LONG, "กำหนดเวลา ดังนี้"], PLACE)
    assert front.introduction == (f"{LONG}กำหนดเวลา ดังนี้",)
    assert [(doubt.read, doubt.expected) for doubt in front.doubts] == [
        (LONG, "คำนำหนึ่งย่อหน้าต่อหนึ่งข้อความ")
    ]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("ด้วยบรรทัดสั้น", "ต่อไป"),
        (f"{LONG} ดังนี้", "ต่อไป"),
        (LONG, "- ข้อแรก"),
        (LONG, "๑. ข้อแรก"),
        (LONG, "จากการประเมิน"),
    ],
)
def test_paragraphs_that_end_or_begin_visibly_stay_apart(line, following):
    assert read_front_matter([line, following], PLACE).introduction == (line, following)


@pytest.mark.parametrize(
    ("line", "year", "of_round"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", 2568, None),
        ("ประจำปีงบประมาณ พ.ศ.2566 (รอบ 12 เดือน)", 2566, Round.TWELVE_MONTHS),
        ("ประจำปี ๒๕๖๖ รอบ ๖ เดือน", 2566, Round.SIX_MONTHS),
        ("รายงานผล", None, None),
    ],
)
def test_a_title_says_its_year_and_round(line, year, of_round):
    assert (title_year([TITLE, line]), title_round([TITLE, line])) == (year, of_round)
