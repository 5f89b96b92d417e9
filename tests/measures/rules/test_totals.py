"""Instruments and totals, against published figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules.scoring import two_places
from measures.rules.totals import (
    Checked,
    InstrumentRule,
    instrument_means,
    mean,
    mean_of_means,
    percent_of_points,
    recompute,
    weighted_total,
)

RULES = (
    InstrumentRule("IIT", Decimal(30), (1, 2, 3, 4, 5)),
    InstrumentRule("EIT", Decimal(30), (6, 7, 8)),
    InstrumentRule("OIT", Decimal(40), (9, 10)),
)
TRAT_2564 = "93.55 87.72 91.01 87.93 89.52 90.55 88.68 88.58 72.89 65.56"
BAN_MO_2568 = "97.21 98.02 99.45 93.49 96.70 96.56 94.87 94.39 88.28 92.42"


def known(value: Decimal | None) -> Decimal:
    assert value is not None
    return value


def scores(written: str) -> dict[int, Decimal | None]:
    return dict(enumerate(map(Decimal, written.split()), start=1))


@pytest.mark.parametrize(
    ("indicators", "iit", "eit", "oit", "total", "printed"),
    [
        (TRAT_2564, "89.946", "89.27", "69.225", "81.4548", "81.45"),
        (BAN_MO_2568, "96.974", "95.2733", "90.35", "93.8142", "93.81"),
    ],
)
def test_published_totals_follow_from_unrounded_means(indicators, iit, eit, oit, total, printed):
    means = instrument_means(scores(indicators), RULES)
    computed = known(weighted_total(means, RULES))
    four_places = Decimal("0.0001")
    assert {code: known(value).quantize(four_places) for code, value in means.items()} == {
        "IIT": Decimal(iit),
        "EIT": Decimal(eit),
        "OIT": Decimal(oit),
    }
    assert computed.quantize(four_places) == Decimal(total)
    assert str(two_places(computed)) == printed


@pytest.mark.parametrize(
    ("ninth", "tenth", "points"),
    [
        ("93.50", "100.00", "38.70"),
        ("97.78", "93.75", "38.306"),
        ("97.50", "87.50", "37.00"),
        ("94.64", "100.00", "38.928"),
    ],
)
def test_published_oit_points_of_phichit_2564(ninth, tenth, points):
    oit = known(mean([Decimal(ninth), Decimal(tenth)]))
    assert oit * Decimal("0.4") == Decimal(points)


def items(*groups: tuple[int, int]) -> list[list[Decimal]]:
    """Sub-indicators of (items, items without points), 100 or 0 each."""
    return [[Decimal(100)] * (count - missed) + [Decimal(0)] * missed for count, missed in groups]


@pytest.mark.parametrize(
    ("groups", "published"),
    [
        (((9, 0), (8, 1), (7, 0), (4, 0), (5, 1)), "93.50"),
        (((9, 1), (8, 0), (7, 0), (4, 0), (5, 0)), "97.78"),
        (((9, 0), (8, 1), (7, 0), (4, 0), (5, 0)), "97.50"),
        (((9, 0), (8, 1), (7, 1), (4, 0), (5, 0)), "94.64"),
        (((8, 1), (2, 0)), "93.75"),
        (((8, 2), (2, 0)), "87.50"),
    ],
)
def test_published_oit_indicators_are_means_of_sub_indicators_not_of_items(groups, published):
    value = known(mean_of_means(items(*groups)))
    assert str(two_places(value)) == published
    assert two_places(
        known(mean([each for group in items(*groups) for each in group]))
    ) != two_places(value)


def test_published_question_score_is_the_mean_of_its_parts():
    assert str(two_places(known(mean(map(Decimal, ("98.59", "98.94", "98.10")))))) == "98.54"


@pytest.mark.parametrize("missing", range(1, 11))
def test_missing_indicator_leaves_its_instrument_and_the_total_unknown_and_counts_as_no_zero(
    missing,
):
    means = instrument_means(scores(TRAT_2564) | {missing: None}, RULES)
    unknown = {code for code, value in means.items() if value is None}
    assert unknown == {each.code for each in RULES if missing in each.indicators}
    assert weighted_total(means, RULES) is None


def test_nothing_has_no_mean():
    assert mean([]) is None
    assert mean_of_means([[Decimal(100)], []]) is None


@given(st.lists(st.decimals(0, 100, places=2), min_size=10, max_size=10))
def test_total_of_anything_is_a_percent(values):
    numbered = dict(enumerate(values, start=1))
    total = known(weighted_total(instrument_means(numbered, RULES), RULES))
    assert 0 <= total <= 100
    assert min(values) - Decimal("1e-20") <= total <= max(values) + Decimal("1e-20")


@pytest.mark.parametrize(
    ("announced", "computed", "value", "difference", "agrees"),
    [
        # i5 of 2564 prints 99.02 where its rounded parts give 99.01.
        ("99.02", "99.01", "99.02", "0.01", True),
        ("38.70", "38.70", "38.70", "0.00", True),
        ("38.31", "38.306", "38.31", "0.00", True),
        ("90.35", "90.33", "90.35", "0.02", True),
        ("90.31", "90.33", "90.31", "0.02", True),
        ("90.30", "90.33", "90.30", "0.03", False),
        ("90.36", "90.33", "90.36", "0.03", False),
        (None, "81.4548", "81.45", None, True),
        ("81.45", None, "81.45", None, True),
        (None, None, None, None, True),
    ],
)
def test_announced_figure_wins_and_the_difference_shows(
    announced, computed, value, difference, agrees
):
    checked = Checked(announced and Decimal(announced), computed and Decimal(computed))
    assert checked.value == (value and Decimal(value))
    assert checked.difference == (difference and Decimal(difference))
    assert checked.agrees is agrees


def test_recomputation_sets_computed_beside_announced():
    found = recompute(scores(TRAT_2564), RULES, {"IIT": Decimal("89.95")}, Decimal("81.45"))
    assert found.instruments["IIT"] == Checked(Decimal("89.95"), Decimal("89.946"))
    assert found.instruments["OIT"] == Checked(None, Decimal("69.225"))
    assert found.total == Checked(Decimal("81.45"), Decimal("81.4548"))


def test_total_is_computed_of_announced_instruments_where_indicators_are_missing():
    announced: dict[str, Decimal | None] = {
        "IIT": Decimal("89.95"),
        "EIT": Decimal("89.27"),
        "OIT": Decimal("69.23"),
    }
    assert recompute({}, RULES, announced, None).total == Checked(None, Decimal("81.4580"))
    assert recompute({}, RULES, announced | {"OIT": None}, None).total == Checked(None, None)


@pytest.mark.parametrize(
    ("value", "weight", "percent"),
    [
        # Printed by the assessor for 2564: EIT 28.04 of 30, OIT 40.00 of 40.
        ("28.04", "30", "93.47"),
        ("40.00", "40", "100.00"),
        ("36.12", "40", "90.30"),
        ("30", "30", "100.00"),
        ("30.01", "30", None),
        ("40.01", "40", None),
        ("0", "40", None),
        ("95.27", "30", None),
    ],
)
def test_weighted_points_are_recognised_and_told_as_percent(value, weight, percent):
    found = percent_of_points(Decimal(value), Decimal(weight))
    assert found == (percent and Decimal(percent))
