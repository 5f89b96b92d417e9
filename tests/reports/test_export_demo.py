"""`manage.py export_demo`: every report of the demo as PDF and Word, in one process."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from measures.choices import ReportForm
from tests import factories as make

pytestmark = pytest.mark.django_db


def export(folder: Path) -> list[str]:
    """Run the command; the lines that it printed."""
    printed = StringIO()
    call_command("export_demo", output=folder, stdout=printed)
    return printed.getvalue().splitlines()


def test_each_plan_of_the_demo_is_written_as_pdf_and_word_and_its_path_said(tmp_path):
    demo = make.make_organization(code="sample", is_demo=True)
    make.make_plan(organization=demo, form=ReportForm.RESULTS)
    make.make_plan(organization=make.make_organization(code="real"))
    folder = tmp_path / "reports"
    paths = [str(folder / f"ร่าง-sample-2568-results.{ending}") for ending in ("pdf", "docx")]
    assert export(folder) == paths
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        Path(path).name for path in paths
    )
    assert [Path(path).read_bytes()[:4] for path in paths] == [b"%PDF", b"PK\x03\x04"]


def test_plan_that_cannot_be_printed_keeps_none_of_the_others_back(tmp_path, capsys):
    for code, text in (("broken", "ป้าย \U0001f642"), ("whole", "ป้าย")):
        plan = make.make_plan(organization=make.make_organization(code=code, is_demo=True))
        row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
        make.make_measure(row=row, content=make.plain(text))
    written = {Path(path).name for path in export(tmp_path)}
    assert "ร่าง-whole-2568-results-by-issue.pdf" in written
    assert "ร่าง-broken-2568-results-by-issue.pdf" not in written
    assert "broken-2568-results-by-issue.pdf" in capsys.readouterr().err


def test_without_the_demo_the_command_says_what_to_do(tmp_path):
    make.make_plan()
    with pytest.raises(CommandError, match="load_demo"):
        export(tmp_path)
    assert not list(tmp_path.iterdir())
