"""How the entry forms show values."""

from __future__ import annotations

import datetime

import pytest

from measures.admin.display import excerpt, lines, moment
from tests.factories import numbered, plain


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime.datetime(2026, 11, 20, 17, 5, tzinfo=datetime.UTC), "๒๑ พ.ย. ๖๙ ๐๐:๐๕ น."),
        (None, "–"),
    ],
)
def test_moment_is_of_bangkok_and_of_the_buddhist_era(at, shown):
    assert moment(at) == shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ((), ""),
        (plain("ก"), "ก"),
        (numbered("ก", "ข"), "๑. ก ๒. ข"),
        (plain("ก" * 30), "ก" * 30),
        (numbered("ก" * 10, "ข" * 10), f"๑. {'ก' * 10} …"),
    ],
)
def test_excerpt_is_cut_between_paragraphs_only(cell, shown):
    assert excerpt(cell, 20) == shown


def test_empty_list_of_lines_is_a_dash():
    assert lines([]) == "–"
    assert lines(["<ก>"]) == '<div class="line">&lt;ก&gt;</div>'
