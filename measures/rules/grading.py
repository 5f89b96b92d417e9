"""Levels (ระดับผลการประเมิน) of a total, from a framework's grade bands (rules: `domain.md` 2).

Bands are data of the year. The first band from the top whose conditions hold is the level, on
values rounded to two places, so that nothing lies between 84.99 and 85.00. A level and a score may
move opposite ways: a total may rise while one instrument falls below what its level asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .scoring import Direction, ScoreChange, two_places


@dataclass(frozen=True, slots=True)
class Band:
    """A level and its conditions, percent: the total, and each instrument where the band asks."""

    name: str
    total_from: Decimal
    each_instrument_from: Decimal | None = None
    passes: bool = False
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A better level that the total reaches and instruments do not: code -> score."""

    band: Band
    instruments: dict[str, Decimal]


def level_of(
    bands: Sequence[Band], total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> Band | None:
    """The level of a total, bands from the top; `instruments` are scores by code.

    None without a total, and where an instrument is missing that the level depends on.
    """
    if total is None:
        return None
    reached = two_places(total)
    for band in bands:
        if reached < band.total_from:
            continue
        least = band.each_instrument_from
        if least is None:
            return band
        if _below(instruments, least):
            continue
        return None if _missing(instruments) else band
    return None


def held_back(
    bands: Sequence[Band], total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> HeldBack | None:
    """The next better level than the one reached that only instruments keep away."""
    level = level_of(bands, total, instruments)
    if level is None or total is None:
        return None
    for band in reversed(bands[: list(bands).index(level)]):
        if two_places(total) >= band.total_from and band.each_instrument_from is not None:
            return HeldBack(band, _below(instruments, band.each_instrument_from))
    return None


def level_change(
    earlier: str, earlier_scale: Sequence[str], later: str, later_scale: Sequence[str]
) -> Direction | None:
    """How a level moved; scales are the names of the years' bands from the top.

    None where a level is not of its scale, or the scales differ (letters, then words): then no
    level is higher than the other.
    """
    if tuple(earlier_scale) != tuple(later_scale):
        return None
    if earlier not in earlier_scale or later not in later_scale:
        return None
    before, after = list(earlier_scale).index(earlier), list(later_scale).index(later)
    if before == after:
        return Direction.UNCHANGED
    return Direction.RISEN if after < before else Direction.FALLEN


def moved_apart(total: ScoreChange | None, level: Direction | None) -> bool:
    """Whether a total rose while its level fell, or the other way round."""
    return total is not None and {total.direction, level} == {Direction.RISEN, Direction.FALLEN}


def _below(instruments: Mapping[str, Decimal | None], least: Decimal) -> dict[str, Decimal]:
    return {
        code: score
        for code, score in instruments.items()
        if score is not None and two_places(score) < least
    }


def _missing(instruments: Mapping[str, Decimal | None]) -> bool:
    return not instruments or None in instruments.values()
