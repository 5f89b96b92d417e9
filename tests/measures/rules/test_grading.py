"""Levels of totals, against published cases and at every edge."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.rules.grading import Band, HeldBack, held_back, level_change, level_of, moved_apart
from measures.rules.scoring import Direction, score_change

LETTERS = tuple(
    Band(name, Decimal(total_from), passes=total_from >= 85)
    for name, total_from in (
        ("AA", 95), ("A", 85), ("B", 75), ("C", 65), ("D", 55), ("E", 50), ("F", 0),
    )
)  # fmt: skip
WORDS = (
    Band("ผ่านดีเยี่ยม", Decimal(95), Decimal(95), passes=True),
    Band("ผ่านดี", Decimal(85), Decimal(85), passes=True),
    Band("ผ่าน", Decimal(85), passes=True),
    Band("ต้องปรับปรุง", Decimal(70)),
    Band("ต้องปรับปรุงโดยด่วน", Decimal(0)),
)


def level(bands, total, *instruments):
    """The name of the level; instruments in the order IIT EIT OIT, None for a missing one."""
    known = {
        code: None if value is None else Decimal(value)
        for code, value in zip(("IIT", "EIT", "OIT"), instruments, strict=False)
    }
    found = level_of(bands, Decimal(total), known)
    return found and found.name


@pytest.mark.parametrize(
    ("total", "name"),
    [
        ("100", "AA"), ("95.00", "AA"), ("94.995", "AA"), ("94.994", "A"), ("94.99", "A"),
        ("86.63", "A"), ("85", "A"), ("84.995", "A"), ("84.9949", "B"), ("84.99", "B"),
        ("81.4548", "B"), ("75", "B"), ("74.99", "C"), ("65", "C"), ("64.99", "D"), ("55", "D"),
        ("54.99", "E"), ("50", "E"), ("49.99", "F"), ("0", "F"),
    ],
)  # fmt: skip
def test_letters_of_2562_to_2566(total, name):
    assert level(LETTERS, total) == name


@pytest.mark.parametrize(
    ("total", "instruments", "name"),
    [
        ("96.00", ("95.00", "95.00", "97.50"), "ผ่านดีเยี่ยม"),
        ("95.00", ("94.995", "95", "95"), "ผ่านดีเยี่ยม"),
        ("96.00", ("94.99", "99", "99"), "ผ่านดี"),
        ("95.50", ("99", "85", "99"), "ผ่านดี"),
        ("95.50", ("99", "84.99", "99"), "ผ่าน"),
        ("93.81", ("96.97", "95.27", "90.35"), "ผ่านดี"),  # a published plan's scores of 2568
        ("92.43", ("90.00", "88.00", "97.58"), "ผ่านดี"),
        ("94.64", ("97.50", "84.99", "99.73"), "ผ่าน"),
        ("90.33", ("84.88", "92.61", "92.71"), "ผ่าน"),
        ("85.00", ("85", "85", "85"), "ผ่านดี"),
        ("84.995", ("85", "85", "85"), "ผ่านดี"),
        ("84.99", ("90", "90", "77.48"), "ต้องปรับปรุง"),
        ("70.00", ("70", "70", "70"), "ต้องปรับปรุง"),
        ("69.995", ("70", "70", "70"), "ต้องปรับปรุง"),
        ("69.99", ("70", "70", "70"), "ต้องปรับปรุงโดยด่วน"),
        ("0", ("0", "0", "0"), "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_words_since_2567_ask_for_the_total_and_for_each_instrument(total, instruments, name):
    assert level(WORDS, total, *instruments) == name


@pytest.mark.parametrize(
    ("total", "instruments", "name"),
    [
        ("93.00", (), None),
        ("93.00", ("90", None, "95"), None),
        ("93.00", ("84.00", None, "95"), "ผ่าน"),  # whatever the missing one is
        ("84.00", (None, None, None), "ต้องปรับปรุง"),
    ],
)
def test_level_that_depends_on_a_missing_instrument_is_unknown(total, instruments, name):
    assert level(WORDS, total, *instruments) == name


def test_no_total_has_no_level_and_no_bands_grade_nothing():
    assert level_of(WORDS, None, {}) is None
    assert level_of((), Decimal(90), {}) is None
    assert held_back(WORDS, None, {}) is None


@given(st.decimals(0, 100, allow_nan=False), st.sampled_from([LETTERS, WORDS]))
def test_no_total_falls_into_a_hole_between_two_levels(total, bands):
    assert level_of(bands, total, {"IIT": total, "EIT": total, "OIT": total}) is not None


@given(st.decimals(0, 100, places=4), st.decimals(0, 100, places=4))
def test_higher_total_with_all_instruments_as_high_never_has_a_lower_level(one, other):
    low, high = sorted((one, other))
    names = [band.name for band in WORDS]
    assert names.index(level(WORDS, high, high, high, high)) <= names.index(
        level(WORDS, low, low, low, low)
    )


def test_level_that_instruments_keep_away_is_named_with_them():
    assert held_back(
        WORDS,
        Decimal("95.50"),
        {"IIT": Decimal("84.88"), "EIT": Decimal(99), "OIT": Decimal("84.00")},
    ) == HeldBack(WORDS[1], {"IIT": Decimal("84.88"), "OIT": Decimal("84.00")})
    assert held_back(
        WORDS, Decimal("95.50"), {"IIT": Decimal(90), "EIT": Decimal(99), "OIT": Decimal(99)}
    ) == HeldBack(WORDS[0], {"IIT": Decimal(90)})
    assert held_back(WORDS, Decimal(84), {"IIT": Decimal(80)}) is None
    assert held_back(LETTERS, Decimal(84), {}) is None


WORD_SCALE = [band.name for band in WORDS]
LETTER_SCALE = [band.name for band in LETTERS]


@pytest.mark.parametrize(
    ("earlier", "later", "moved"),
    [
        ("ผ่านดี", "ผ่าน", Direction.FALLEN),
        ("ผ่าน", "ผ่านดีเยี่ยม", Direction.RISEN),
        ("ผ่าน", "ผ่าน", Direction.UNCHANGED),
        ("A", "ผ่าน", None),
        ("ผ่าน", "", None),
    ],
)
def test_levels_of_one_scale_move_and_unknown_ones_do_not(earlier, later, moved):
    assert level_change(earlier, WORD_SCALE, later, WORD_SCALE) is moved


def test_letters_and_words_are_not_compared():
    assert level_change("A", LETTER_SCALE, "ผ่าน", WORD_SCALE) is None


@pytest.mark.parametrize(
    ("earlier", "later", "levels", "apart"),
    [
        ("92.43", "94.64", ("ผ่านดี", "ผ่าน"), True),  # a state agency, 2567 and 2568
        ("94.64", "92.43", ("ผ่าน", "ผ่านดี"), True),
        ("92.43", "94.64", ("ผ่านดี", "ผ่านดี"), False),
        ("92.43", "96.64", ("ผ่านดี", "ผ่านดีเยี่ยม"), False),
        ("92.43", "92.43", ("ผ่านดี", "ผ่าน"), False),
        (None, "92.43", ("ผ่านดี", "ผ่าน"), False),
    ],
)
def test_total_and_level_that_move_apart_are_told(earlier, later, levels, apart):
    change = score_change(earlier and Decimal(earlier), Decimal(later))
    assert moved_apart(change, level_change(levels[0], WORD_SCALE, levels[1], WORD_SCALE)) is apart
