import pytest

from measures.choices import GroupKind
from measures.exchange.drafts import HeadingDraft, KnownNames
from measures.exchange.headings import (
    indicator_meant,
    indicator_named,
    read_heading,
    split_number,
)
from measures.exchange.source import Place

KNOWN = KnownNames(
    indicators={3: "การใช้อำนาจ", 9: "การเปิดเผยข้อมูล"},
    issues={2: "การให้บริการและระบบ E-Service", 4: "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ"},
)
PLACE = Place("แผน.docx", "ตารางที่ ๑", 2)
ISSUE, INDICATOR, FREE = GroupKind.ISSUE, GroupKind.INDICATOR, GroupKind.FREE


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("๗.มาตรการ", ("๗", "มาตรการ")),
        ("7) มาตรการ", ("7", "มาตรการ")),
        ("ตัวชี้วัดที่ ๙ การเปิดเผย", ("๙", "การเปิดเผย")),
        ("มาตรการ ๗", ("", "มาตรการ ๗")),
        ("๒๕๖๘ ปีแห่งความโปร่งใส", ("", "๒๕๖๘ ปีแห่งความโปร่งใส")),
    ],
)
def test_a_number_before_a_heading_is_told_from_its_words(printed, parts):
    assert split_number(printed) == parts


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("๒. การให้บริการและระบบ E-Service", HeadingDraft(ISSUE, 2)),
        ("การให้บริการและระบบ E-Service", HeadingDraft(ISSUE, 2)),
        ("9. การเปิดเผยข้อมูล", HeadingDraft(INDICATOR, 9)),
        ("๙.การเปิดเผย ข้อมูล", HeadingDraft(INDICATOR, 9, printed_text="การเปิดเผย ข้อมูล")),
    ],
)
def test_a_canonical_heading_needs_nothing_beside_its_number(printed, heading):
    assert read_heading(printed, KNOWN, PLACE) == (heading, ())


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        (
            "๔.มาตรการกำกับดูแลการใช้ทรัพย์สินของราชการ",
            HeadingDraft(ISSUE, 4, printed_text="มาตรการกำกับดูแลการใช้ทรัพย์สินของราชการ"),
        ),
        ("๘.การเปิดเผยข้อมูล", HeadingDraft(INDICATOR, 9, "๘")),
        ("๑. เรื่องอื่น", HeadingDraft(FREE, None, "๑", "เรื่องอื่น")),
    ],
)
def test_another_number_or_wording_is_kept_and_doubted(printed, heading):
    found, (doubt,) = read_heading(printed, KNOWN, PLACE)
    assert (found, doubt.place) == (heading, PLACE)


def test_without_a_framework_every_heading_is_free():
    found, (doubt,) = read_heading("๑. เรื่องอื่น", KnownNames(), PLACE)
    assert (found.kind, doubt.expected) == (
        FREE,
        "ชื่อประเด็นหรือตัวชี้วัดของปี เช่น ๑. การปฏิบัติหน้าที่",
    )


def test_an_indicator_is_named_exactly_or_meant_by_number_and_beginning():
    assert indicator_named("๓. การใช้ อำนาจ", KNOWN.indicators) == 3
    assert indicator_named("๓. การใช้อำนาจของผู้บริหาร", KNOWN.indicators) is None
    assert indicator_meant("๓. การใช้อำนาจของผู้บริหาร", KNOWN.indicators) == 3
    assert indicator_meant("๔. การใช้อำนาจของผู้บริหาร", KNOWN.indicators) is None
    assert indicator_meant("การใช้อำนาจของผู้บริหาร", KNOWN.indicators) is None
