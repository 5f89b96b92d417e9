"""How the entry forms show values."""

from __future__ import annotations

import datetime
import re

import pytest

from measures.admin.display import excerpt, lines, moment
from measures.choices import ParagraphKind
from measures.rules.paragraphs import Paragraph
from tests import factories as make
from tests.factories import numbered, plain

from .pages import address


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime.datetime(2026, 11, 20, 17, 5, tzinfo=datetime.UTC), "๒๑ พ.ย. ๖๙ ๐๐.๐๕ น."),
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


@pytest.mark.django_db
@pytest.mark.parametrize("member", ["contributor", "supervisor"])
def test_what_is_only_looked_at_reads_as_in_the_fields_for_changing_it(request, member, client_of):
    user = request.getfixturevalue(member)
    plan = make.make_plan(organization=user.memberships.get().organization)
    row = make.make_row(section=make.make_section(plan=plan), remarks=plain("ก & ข", "ค"))
    make.make_measure(row=row, content=(*numbered("แรก"), Paragraph("ย่อย", ParagraphKind.DASH, 1)))
    make.make_measure(row=row, content=numbered("สอง"))
    page = client_of(user).get(address(row, "change", row.pk)).content.decode()
    shown = [
        " ".join(each.split()) for each in re.findall(r'(?s)class="readonly">(.*?)</div>', page)
    ]
    for value in (
        "๑ ตุลาคม ๒๕๖๗",
        "๓๐ กันยายน ๒๕๖๘",
        "ก &amp; ข<br>ค",
        "๑. แรก<br> - ย่อย",
        "๒. สอง",
    ):
        assert value in shown
    assert {each for each in shown if re.search(r"[0-9]|Paragraph", each)} == set()
