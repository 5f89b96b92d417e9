"""The whole way of a plan, from last year's to the approved report, by pointer and by keyboard.

The import comes before the typing, as a file takes the place of what the plan holds.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind
from tests import factories as make
from tests.measures.exchange.office_files import FORM_A, Table, word_file
from tests.reports.pdf_text import read_with_pypdf

from . import clerk as by_clerk
from . import superiors
from .hands import Keyboard, Pointer, with_hands
from .looking import arrive

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "A-chaiburi-2568.docx"
OWN_REPORT = (
    "รายงานผลมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    Table(
        FORM_A,
        (
            "๑. กระบวนการปฏิบัติงาน",
            (
                "๑. ปรับปรุงคู่มือ",
                "๑.ประชุม\n๒.จัดทำคู่มือ",
                "สำนักปลัด",
                "ต.ค. ๖๗ - ก.ย. ๖๘",
                "- เผยแพร่แล้ว",
                "",
            ),
            "๒. การให้บริการและ E-Service",
            ("๑. เปิดช่องทางใหม่", "๑.ออกแบบ", "กองคลัง", "ต.ค. ๖๗ - ก.ย. ๖๘", "", ""),
        ),
    ),
)


@pytest.fixture
def last_year(organization):
    """The plan of 2567; of 2568 only what a plan is laid out by."""
    make.make_framework(2568)
    plan = make.make_plan(organization=organization, year_be=2567, score_year_be=2567,
        posted_for_be=2568)  # fmt: skip
    section = make.make_section(plan=plan)
    for number in (1, 2):
        issue = make.get_issue(number, 2567)
        group = make.make_group(section=section, kind=GroupKind.ISSUE, issue=issue)
        make.make_filled_row(group=group)
    return plan


@pytest.fixture
def colleague(organization):
    return make.make_member(
        organization=organization, username="colleague", position_title="หัวหน้าสำนักปลัด"
    )


@pytest.fixture
def own_report(tmp_path):
    file = tmp_path / "รายงาน.docx"
    file.write_bytes(word_file(OWN_REPORT))
    return file


@pytest.fixture
def photograph(tmp_path):
    file = tmp_path / "กิจกรรม.jpg"
    file.write_bytes(make.picture_file(size=(640, 480)))
    return file


# What was typed and pasted, as the report prints it.
TYPED = (
    "อบรมผู้ปฏิบัติงาน๒ครั้ง", "รุ่นแรกในเดือนมกราคม", "จัดทำคู่มือเล่มที่๑๐", "แจ้งในเวทีประชาคม",
    "แจ้งในที่ประชุม", "เผยแพร่คู่มือ๑๒๐เล่ม", "ผู้เข้ารับการอบรม๔๐คน",
)  # fmt: skip


def text_of(download):
    """What a PDF says, without spaces."""
    return "".join("".join(read_with_pypdf(download.path().read_bytes())).split())


WAYS = {
    "pointer, wide": (Pointer, 1366),
    "pointer, phone": (Pointer, 360),
    "keyboard alone": (Keyboard, 1366),
}


@pytest.fixture
def browser(request, work, width):
    """The whole of Debian's Chromium at an office PC, its headless shell for the other ways."""
    at_office = (work, width) == WAYS["pointer, wide"]
    return request.getfixturevalue("whole_browser" if at_office else "browser_of_all")


@pytest.mark.parametrize(("work", "width"), WAYS.values(), ids=WAYS)
def test_a_plan_goes_from_last_years_to_the_approved_report(
    portal_page,
    last_year,
    clerk,
    colleague,
    supervisor,
    signer,
    own_report,
    photograph,
    work,
    width,
):
    own = work is Keyboard or not SAMPLE.exists()
    hands = work(portal_page(width))
    by_clerk.sign_in(hands, clerk.username, make.PASSWORD)
    by_clerk.copy_last_year(hands)
    by_clerk.import_file(hands, own_report if own else SAMPLE)
    by_clerk.open_grid(hands)
    by_clerk.type_steps(hands)
    by_clerk.paste_ten_rows(hands)
    by_clerk.meet_a_colleague(hands, with_hands(hands, portal_page(width, colleague)))
    by_clerk.put_rows_in_order(hands)
    by_clerk.enter_results(hands)
    by_clerk.show_the_plan(hands)
    draft = by_clerk.download_report(hands)
    assert "ร่าง" in draft.suggested_filename
    assert "ร่าง" in text_of(draft)
    by_clerk.add_photograph(hands, photograph)
    by_clerk.show_the_plan(hands)
    by_clerk.open_part(hands, "ตรวจความครบถ้วน")
    by_clerk.submit(hands)

    over = with_hands(hands, portal_page(width))
    by_clerk.sign_in(over, supervisor.username, make.PASSWORD)
    superiors.open_submitted(over)
    superiors.return_first_row(over)

    by_clerk.go_home(hands)
    by_clerk.mend_returned_row(hands, superiors.REASON)
    by_clerk.submit(hands)

    head = with_hands(hands, portal_page(width))
    by_clerk.sign_in(head, signer.username, make.PASSWORD)
    superiors.give_code(head)
    superiors.open_submitted(head)
    superiors.approve(head)

    by_clerk.go_home(hands)
    hands.press(hands.page.get_by_role("link", name="แผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๘", exact=True))
    arrive(hands.page, "แผนมาตรการ ปี", "27-done")
    expect(hands.page.get_by_text("อนุมัติแล้ว").first).to_be_visible()
    report = by_clerk.download_report(hands)
    assert "ร่าง" not in report.suggested_filename
    text = text_of(report)
    assert "ร่างคู่มือ" in text
    assert "ร่าง" not in text.replace("ร่างคู่มือ", "")
    assert [typed for typed in TYPED if typed not in text] == []
    assert "".join(thai_digits(by_clerk.CAPTION).split()) in text
