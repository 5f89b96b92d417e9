"""A file of form E brings analyses and scores with its rows: what the import stores of them."""

from decimal import Decimal

import pytest

from measures.actions.import_plan import import_plan
from measures.choices import AuditAction
from measures.models import AuditEntry, FiscalYear, YearlyScore
from measures.queries.plan_draft import plan_draft
from measures.rules.paragraphs import plain
from tests import factories
from tests.measures.exchange.office_files import Table, word_file

pytestmark = pytest.mark.django_db

HEADER = (
    "ประเด็น/ตัวชี้วัด", "ข้อคำถาม ITA", "ผลการวิเคราะห์ประเมิน", "มาตรการ/โครงการ/กิจกรรม",
    "ผลการวิเคราะห์ตัวชี้วัดที่สอดคล้องกับมาตรการ/โครงการ/กิจกรรม", "ขั้นตอน/วิธีการดำเนินการ", "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
)  # fmt: skip
QUESTION = "หน่วยงานใช้จ่ายงบประมาณเป็นไปตามวัตถุประสงค์มากน้อยเพียงใด"


def report(*scores):
    """A report with a row for each of the first indicators, its score beside its name."""
    names = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ")
    rows = [
        (
            f"{number}. {name} ({score} คะแนน)", f"i{number} {QUESTION}" if number == 2 else "",
            "ควรรักษาระดับ", "จัดทำคู่มือ", "ทบทวนทุกปี", "๑. ประชุม", "ต.ค. ๖๗ - ก.ย. ๖๘", "กองคลัง",
        )
        for number, (name, score) in enumerate(zip(names, scores, strict=False), start=1)
    ]  # fmt: skip
    return word_file([Table(HEADER, rows)])


@pytest.fixture
def imported(organization, clerk):
    """A function that imports a report of 2568, which analyses 2567."""
    for year_be in (2567, 2568):
        factories.make_framework(year_be)
    factories.make_question(code="i2", text=QUESTION, indicator=factories.get_indicator(2, 2567))

    def run(*scores, **options):
        return import_plan(
            report(*scores),
            "แผน.docx",
            organization=organization,
            fiscal_year=FiscalYear.objects.get(year_be=2568),
            by=clerk,
            **options,
        )

    return run


def stored_scores():
    return list(
        YearlyScore.objects.order_by("indicator__number").values_list(
            "organization__code", "indicator__framework__fiscal_year__year_be",
            "indicator__number", "value",
        )
    )  # fmt: skip


def test_scores_beside_the_indicators_are_stored_for_the_year_analysed(imported):
    done = imported("๙๗.๒๑", "98.02")
    assert stored_scores() == [
        ("one", 2567, 1, Decimal("97.21")),
        ("one", 2567, 2, Decimal("98.02")),
    ]
    assert [row.remarks for row in done.draft.rows] == [(), ()]
    assert AuditEntry.objects.filter(action=AuditAction.SCORES_ENTERED).count() == 1


def test_analyses_are_stored_with_the_question_of_the_year_analysed(imported, organization):
    done = imported("97.21", "98.02")
    plan = organization.plans.get()
    assert plan_draft(plan) == done.draft
    assert [(each.question, each.analysis, each.guidance) for each in done.draft.analyses] == [
        ("", plain("ควรรักษาระดับ"), plain("ทบทวนทุกปี")),
        ("i2", plain("ควรรักษาระดับ"), plain("ทบทวนทุกปี")),
    ]
    question = plan.analyses.get(indicator__number=2).question
    assert question.indicator.framework.fiscal_year.year_be == 2567


def test_a_score_that_is_stored_already_is_left_alone(imported):
    imported("97.21", "98.02")
    again = imported("97.21", "98.02")
    assert (again.changed, again.added_scores) == (False, ())
    assert AuditEntry.objects.filter(action=AuditAction.SCORES_ENTERED).count() == 1


def test_another_stored_score_stays_and_is_doubted(imported, organization):
    factories.make_score(organization=organization, year_be=2567, number=1, value="90.00")
    done = imported("97.21", "98.02")
    assert stored_scores() == [
        ("one", 2567, 1, Decimal("90.00")),
        ("one", 2567, 2, Decimal("98.02")),
    ]
    assert [(doubt.read, doubt.made) for doubt in done.doubts if "คงคะแนน" in doubt.made] == [
        ("๙๗.๒๑ คะแนน", "คงคะแนนปี ๒๕๖๗ ที่บันทึกไว้แล้ว ๙๐.๐๐ คะแนน")
    ]


def test_the_same_file_again_brings_back_a_score_that_is_missing(imported):
    imported("97.21", "98.02")
    YearlyScore.objects.all().delete()
    again = imported("97.21", "98.02")
    assert (again.changed, len(again.added_scores), len(stored_scores())) == (True, 2, 2)


def test_a_dry_run_tells_the_scores_and_stores_none(imported):
    done = imported("97.21", "98.02", dry_run=True)
    assert ([score.value for score in done.added_scores], stored_scores()) == (
        [Decimal("97.21"), Decimal("98.02")],
        [],
    )
