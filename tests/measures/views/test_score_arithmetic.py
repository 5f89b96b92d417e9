"""The page's own arithmetic (static/portal/js/score_arithmetic.js) counts as the rules do."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from measures.rules.grading import Band, level_of
from measures.rules.scoring import score_text
from measures.rules.totals import InstrumentRule, percent_of_points, recompute

MODULE = Path(__file__).parents[3] / "static" / "portal" / "js" / "score_arithmetic.js"
RULES = (
    InstrumentRule("IIT", Decimal("30.00"), (1, 2, 3, 4, 5)),
    InstrumentRule("EIT", Decimal("30.00"), (6, 7, 8)),
    InstrumentRule("OIT", Decimal("40.00"), (9, 10)),
)
BANDS = (
    Band("ผ่านดีเยี่ยม", Decimal(95), Decimal(95)),
    Band("ผ่านดี", Decimal(85), Decimal(85)),
    Band("ผ่าน", Decimal(85)),
    Band("ต้องปรับปรุง", Decimal(70)),
    Band("ต้องปรับปรุงโดยด่วน", Decimal(0)),
)
PROGRAM = """
import * as count from %s;
const hundredths = (text) => text === null ? null : count.readScore(text);
const { rules, bands, years, texts, lows } = JSON.parse(await new Response(process.stdin).text());
const instruments = rules.map(
  ([code, weight, indicators]) => ({ code, weight: hundredths(weight), indicators }));
const levels = bands.map(
  ([name, total, each]) => ({ name, total: hundredths(total), each: hundredths(each) }));
const shown = (score) => score === null || score === undefined ? null : count.scoreText(score);
console.log(JSON.stringify({
  years: years.map(({ scores, announced, total }) => {
    const found = count.countYear({
      instruments, bands: levels,
      scores: new Map(scores.map((text, place) => [place + 1, hundredths(text)])),
      announced: new Map(Object.entries(announced).map(([code, text]) => [code, hundredths(text)])),
      announcedTotal: hundredths(total),
    });
    return [found.instruments.map(shown), shown(found.computed), shown(found.total), found.level];
  }),
  texts: texts.map((text) => shown(count.readScore(text))),
  lows: lows.map(([score, weight]) => count.looksLikePoints(hundredths(score), hundredths(weight))),
}));
"""

# Set-up puts Node beside Python, where no path leads; a machine's own does as well.
OWN_NODE = Path(sys.executable).parent
node = shutil.which("node", path=f"{OWN_NODE}{os.pathsep}{os.environ['PATH']}")
pytestmark = pytest.mark.skipif(node is None, reason="needs node, which `make setup` brings")


def run(**given):
    """What the module makes of years, texts and low scores."""
    asked = {"rules": [], "bands": [], "years": [], "texts": [], "lows": []} | given
    done = subprocess.run(
        [str(node), "--input-type=module", "-e", PROGRAM % json.dumps(MODULE.as_uri())],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def some_years(how_many=3000):
    """Years as offices have them: most whole, some with gaps, announced figures, round numbers."""
    chance = random.Random(2568)

    def score(least=60):
        return f"{chance.randint(least * 100, 10_000) / 100:.2f}"

    for _ in range(how_many):
        scores = [score() for _ in range(10)]
        if chance.random() < 0.2:
            scores[chance.randrange(10)] = None
        codes = [each.code for each in RULES if chance.random() < 0.2]
        total = score() if chance.random() < 0.2 else None
        yield {"scores": scores, "announced": {code: score() for code in codes}, "total": total}


def by_the_rules(year):
    number = dict(enumerate([each and Decimal(each) for each in year["scores"]], start=1))
    announced = {code: Decimal(text) for code, text in year["announced"].items()}
    total = Decimal(year["total"]) if year["total"] else None
    found = recompute(number, RULES, announced, total)
    values = {code: each.value for code, each in found.instruments.items()}
    level = level_of(BANDS, found.total.value, values)
    computed = found.total.computed
    return [
        [None if each is None else score_text(each) for each in values.values()],
        None if computed is None else score_text(computed),
        None if found.total.value is None else score_text(found.total.value),
        level.name if level else "",
    ]


def test_means_totals_and_levels_are_those_of_the_rules():
    years = list(some_years())
    rules = [[each.code, str(each.weight), each.indicators] for each in RULES]
    bands = [
        [
            each.name,
            f"{each.total_from}.00",
            each.each_instrument_from and f"{each.each_instrument_from}.00",
        ]
        for each in BANDS
    ]
    found = run(rules=rules, bands=bands, years=years)["years"]
    assert found == [by_the_rules(year) for year in years]


def test_scores_are_read_in_either_digits_and_what_is_none_is_none():
    texts = ["๘๗.๖๗", "87.5", " 100 ", "0", "100.01", "87.675", "87.670", "ดีมาก", "", "-1", "87,67"]
    assert run(texts=texts)["texts"] == [
        "๘๗.๖๗", "๘๗.๕๐", "๑๐๐.๐๐", "๐.๐๐", None, None, "๘๗.๖๗", None, None, None, None,
    ]  # fmt: skip


def test_points_are_told_from_percent_as_the_rule_does():
    pairs = [("0", "30"), ("0.01", "30"), ("30", "30"), ("30.01", "30"), ("36.12", "40")]
    by_rule = [percent_of_points(Decimal(a), Decimal(b)) is not None for a, b in pairs]
    assert run(lows=pairs)["lows"] == by_rule
