"""`manage.py import_scores`: what it tells the one at the command line to do next."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from measures.models import YearlyScore
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_weighted_points_are_refused_with_the_option_that_lets_percent_pass(organization, tmp_path):
    make.make_framework(2568)
    file = tmp_path / "scores.csv"
    file.write_text("ตัวชี้วัดที่,คะแนน\n1,27.35\n2,91.00\n", encoding="utf-8")
    options = {"organization": organization.code, "year": 2568, "stdout": StringIO()}
    with pytest.raises(CommandError, match=r"(?s)ดูเหมือนคะแนนถ่วงน้ำหนัก.*โปรดสั่งอีกครั้งด้วย --percent"):
        call_command("import_scores", str(file), **options)
    assert not YearlyScore.objects.exists()
    call_command("import_scores", str(file), percent=True, **options)
    assert YearlyScore.objects.count() == 2
