"""The frameworks of all years as they are read: one query, in order, each with its own parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measures.choices import Network
from measures.models import Framework, GradeBand, Instrument, Issue, MeasurePlan, QuestionLink
from measures.queries.year_rules import YearRules, rules_by_year, rules_of_plan
from measures.rules.grading import Band
from measures.rules.totals import InstrumentRule
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_rules_of_all_years_are_read_by_one_query(django_assert_num_queries):
    for year_be in (2567, 2568):
        make.make_framework(year_be)
        make.make_bands(year_be)
    with django_assert_num_queries(1):
        rules = rules_by_year(Network.NACC)
    assert set(rules) == {2567, 2568}


def test_rules_say_what_is_stored_in_the_order_of_print():
    framework = make.make_framework(2568)
    Instrument.objects.filter(framework=framework, code="IIT").update(weight="30.50")
    framework.issues.all().delete()
    Issue.objects.create(framework=framework, number=2, name="สอง")
    Issue.objects.create(framework=framework, number=1, name="หนึ่ง")
    for position, least, certainty in ((2, None, "F"), (1, Decimal("85.5"), "K")):
        GradeBand.objects.create(
            framework=framework,
            position=position,
            name=f"ระดับ {position}",
            total_from=Decimal(80),
            each_instrument_from=least,
            passes=position == 1,
            certainty=certainty,
        )
    link = make.make_question_link(2568)
    rules = rules_by_year(Network.NACC)[2568]
    assert rules.instruments[0] == InstrumentRule("IIT", Decimal("30.50"), (1, 2, 3, 4, 5))
    assert [each.code for each in rules.instruments] == ["IIT", "EIT", "OIT"]
    assert list(rules.indicator_names) == list(range(1, 11))
    assert list(rules.issue_names.items()) == [(1, "หนึ่ง"), (2, "สอง")]
    assert rules.bands == (
        Band("ระดับ 1", Decimal(80), Decimal("85.50"), passes=True, is_confirmed=False),
        Band("ระดับ 2", Decimal(80), None, passes=False, is_confirmed=True),
    )
    assert rules.question_codes == {link.later_id: "i1"}
    assert rules.links == ((link.later_id, link.earlier_id),)
    assert QuestionLink.objects.count() == 1


def test_framework_without_parts_and_year_without_framework_have_empty_rules(organization):
    Framework.objects.create(fiscal_year=make.make_year(2570), title="ว่าง", series="ใหม่")
    assert rules_by_year(Network.NACC)[2570] == YearRules(2570, "ใหม่")
    assert rules_by_year(Network.NACC).get(2571) is None
    plan = MeasurePlan(organization=organization, fiscal_year=make.make_year(2571))
    assert rules_of_plan(plan) == YearRules(2571)
