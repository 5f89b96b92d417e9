"""An organization's scores looked up and compared, of its own network and years only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measures.models import Framework, QuestionLink
from measures.queries.score_book import ScoreBook, TwoYears
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key, question_key
from measures.rules.scoring import Direction, ScoreChange
from tests import factories as make

BAN_MO_2568 = "97.21 98.02 99.45 93.49 96.70 96.56 94.87 94.39 88.28 92.42"


def enter(organization, year_be, written):
    for number, value in enumerate(written.split(), start=1):
        make.make_score(organization=organization, year_be=year_be, number=number, value=value)


def test_instruments_and_total_follow_from_indicators_where_none_is_announced(organization):
    make.make_bands(2568)
    enter(organization, 2568, BAN_MO_2568)
    book = ScoreBook(organization)
    values = [book.value(2568, instrument_key(code)) for code in ("IIT", "EIT", "OIT")]
    assert values == [Decimal("96.97"), Decimal("95.27"), Decimal("90.35")]
    assert book.value(2568, TOTAL) == Decimal("93.81")
    assert (book.level(2568), book.announced_level(2568)) == ("ผ่านดี", "")
    assert book.announced(2568, TOTAL) is None


def test_a_level_that_nobody_confirmed_is_not_said_unless_announced(organization):
    make.make_bands(2568, certainty="K")
    enter(organization, 2568, BAN_MO_2568)
    assert ScoreBook(organization).level(2568) == ""
    make.make_total_score(organization=organization, value="93.82", level="ผ่าน")
    assert ScoreBook(organization).level(2568) == "ผ่าน"


def test_announced_figures_and_level_win_over_the_computed(organization):
    make.make_bands(2568)
    enter(organization, 2568, BAN_MO_2568)
    make.make_instrument_score(organization=organization, code="EIT", value="84.00")
    make.make_total_score(organization=organization, value="93.82", level="ผ่าน")
    book = ScoreBook(organization)
    assert book.value(2568, instrument_key("EIT")) == Decimal("84.00")
    assert book.value(2568, TOTAL) == Decimal("93.82")
    assert (book.level(2568), book.computed_level(2568)) == ("ผ่าน", "ผ่าน")
    recomputed = book.recomputed(2568)
    assert recomputed is not None
    assert (recomputed.total.difference, recomputed.total.agrees) == (Decimal("0.01"), True)
    assert recomputed.instruments["EIT"].difference == Decimal("11.27")


def test_year_without_a_framework_or_scores_has_none(organization):
    make.make_framework(2568)
    book = ScoreBook(organization)
    assert [book.value(year, TOTAL) for year in (2568, 2530)] == [None, None]
    assert [book.value(year, instrument_key("XIT")) for year in (2568, 2530)] == [None, None]
    assert (book.rules(2530), book.recomputed(2530), book.level(2530)) == (None, None, "")
    assert book.level(2568) == ""


def test_total_that_rises_while_its_level_falls_says_both(organization):
    for year_be, total, level in ((2567, "92.43", "ผ่านดี"), (2568, "94.64", "ผ่าน")):
        make.make_bands(year_be)
        make.make_total_score(organization=organization, year_be=year_be, value=total, level=level)
    years = ScoreBook(organization).compare(TOTAL, 2567, 2568)
    assert years == TwoYears(
        Decimal("92.43"), Decimal("94.64"), True, "ผ่านดี", "ผ่าน", Direction.FALLEN
    )
    assert years.change == ScoreChange(Direction.RISEN, Decimal("2.21"))


def test_years_of_different_series_show_their_totals_and_compare_nothing(organization):
    for year_be in (2561, 2562):
        make.make_total_score(organization=organization, year_be=year_be, value="81.41")
        make.make_score(organization=organization, year_be=year_be, value="80.00")
    Framework.objects.filter(fiscal_year__year_be=2561).update(series="five-indices")
    book = ScoreBook(organization)
    total, indicator = (book.compare(key, 2561, 2562) for key in (TOTAL, indicator_key(1)))
    assert (total.earlier, total.later, total.comparable) == (
        Decimal("81.41"), Decimal("81.41"), False,
    )  # fmt: skip
    assert indicator == TwoYears(None, Decimal("80.00"), comparable=False)
    assert (total.change, indicator.change) == (None, None)


def test_questions_compare_by_links_however_long_and_never_by_equal_codes(organization):
    questions = {
        (year_be, code): make.make_question(code=code, indicator=make.get_indicator(1, year_be))
        for year_be, code in ((2566, "i8"), (2567, "i4"), (2568, "i4"), (2568, "i8"))
    }
    for place, question in enumerate(questions.values()):
        make.make_question_score(
            organization=organization, question=question, value=Decimal(80 + place)
        )
    for later, earlier in (((2568, "i4"), (2567, "i4")), ((2567, "i4"), (2566, "i8"))):
        QuestionLink.objects.create(later=questions[later], earlier=questions[earlier])
    book = ScoreBook(organization)
    assert book.announced(2566, question_key("i8")) == Decimal(80)
    linked = book.compare_question(questions[2568, "i4"].pk, 2566, 2568)
    assert linked == TwoYears(Decimal(80), Decimal(82))
    # Asked by the earlier year's question, the same two are found.
    assert book.compare_question(questions[2566, "i8"].pk, 2566, 2568) == linked
    unlinked = book.compare_question(questions[2568, "i8"].pk, 2566, 2568)
    assert unlinked == TwoYears(None, Decimal(83), comparable=False)
    assert book.compare_question(0, 2566, 2568) == TwoYears(comparable=False)


def test_scores_of_another_organization_are_in_no_answer(organization, other_organization):
    make.make_bands(2568)
    enter(other_organization, 2568, BAN_MO_2568)
    question = make.make_question()
    make.make_question_score(organization=other_organization, question=question)
    make.make_instrument_score(organization=other_organization)
    make.make_total_score(organization=other_organization, level="ผ่านดี")
    book = ScoreBook(organization)
    assert book.compare(TOTAL, 2567, 2568) == TwoYears()
    assert book.compare(indicator_key(1), 2567, 2568) == TwoYears()
    assert book.compare(instrument_key("IIT"), 2567, 2568) == TwoYears()
    assert book.compare_question(question.pk, 2568, 2568) == TwoYears()


@pytest.mark.parametrize("rows", [1, 3])
def test_book_takes_as_many_queries_for_three_scores_as_for_one(
    organization, rows, django_assert_num_queries
):
    for number in range(1, rows + 1):
        make.make_score(organization=organization, number=number)
        make.make_question_score(
            organization=organization, question=make.make_question(code=f"i{number}")
        )
    with django_assert_num_queries(2):
        ScoreBook(organization)
