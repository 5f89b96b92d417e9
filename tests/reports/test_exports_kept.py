"""The same facts in the same form are printed once; any change is printed anew."""

from __future__ import annotations

import dataclasses
import datetime
import subprocess
import sys
from decimal import Decimal

import pytest

from measures.rules.paragraphs import plain
from reports import exports_kept
from reports.actions.export import ReportFormat, write_report
from reports.digests import digest_of
from reports.document import Numerals
from reports.exports_kept import KEPT_EXPORTS, edition, kept_or_made
from reports.layouts import OwnWording, load_layout, with_own_wording
from tests.reports import samples

LAYOUT = load_layout("results-by-issue")


@pytest.fixture
def kept(settings, tmp_path):
    """Exports are kept in a folder of the test's own."""
    file_cache = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {
        **settings.CACHES,
        KEPT_EXPORTS: {"BACKEND": file_cache, "LOCATION": tmp_path / "exports"},
    }
    return tmp_path / "exports"


def test_the_same_facts_are_printed_once(kept):
    first = write_report(LAYOUT, samples.FACTS, ReportFormat.PDF)
    (stored,) = kept.iterdir()
    before = stored.stat().st_mtime_ns
    assert write_report(LAYOUT, samples.FACTS, ReportFormat.PDF) == first
    assert [path.stat().st_mtime_ns for path in kept.iterdir()] == [before]


def test_a_kept_export_is_not_made_again(kept):
    made = []

    def make():
        made.append(1)
        return b"report"

    assert [kept_or_made(make, "a"), kept_or_made(make, "a"), kept_or_made(make, "b")] == [
        b"report"
    ] * 3
    assert len(made) == 2


def test_another_edition_of_the_portal_prints_anew(kept, monkeypatch):
    assert kept_or_made(lambda: b"old", "a") == b"old"
    monkeypatch.setattr(exports_kept, "edition", lambda: "next")
    assert kept_or_made(lambda: b"new", "a") == b"new"


def test_edition_changes_with_code_templates_fonts_and_words(settings, tmp_path):
    here = edition()
    assert here == edition.__wrapped__()
    settings.BASE_DIR = tmp_path
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "compose.py").write_text("1")
    first = edition.__wrapped__()
    (tmp_path / "reports" / "compose.py").write_text("2")
    assert len({here, first, edition.__wrapped__()}) == 3


def test_any_change_of_facts_form_or_numerals_is_another_export(kept):
    changed = dataclasses.replace(samples.FACTS, introduction=plain("ใหม่"))
    own = with_own_wording(LAYOUT, OwnWording({"1.results": "ผล"}))
    for layout, facts, numerals in (
        (LAYOUT, samples.FACTS, Numerals.THAI),
        (LAYOUT, samples.FACTS, Numerals.ARABIC),
        (LAYOUT, changed, Numerals.THAI),
        (own, samples.FACTS, Numerals.THAI),
    ):
        write_report(layout, facts, ReportFormat.HTML, numerals)
    assert len(list(kept.iterdir())) == 4


# -- digests --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a", "b"),)),
        (("1",), (1,)),
        ((1,), (True,)),
        ((b"a",), ("a",)),
        ((None,), ("",)),
        ((Decimal("1.0"),), (Decimal("1.00"),)),
        ((datetime.date(2025, 1, 2),), (datetime.date(2025, 2, 1),)),
        (({"a": "b"},), ({"a": "c"},)),
        ((frozenset({"a"}),), (frozenset({"b"}),)),
        ((samples.SERVICE_ROW,), (samples.PROPERTY_ROW,)),
    ],
)
def test_different_values_have_different_digests(one, other):
    assert digest_of(*one) != digest_of(*other)
    assert digest_of(*one) == digest_of(*one)


def test_what_has_no_digest_is_refused():
    with pytest.raises(TypeError, match="object"):
        digest_of(object())


def test_digest_of_facts_is_the_same_in_every_process():
    code = (
        "import django; django.setup(); from tests.reports import samples; "
        "from reports.digests import digest_of; print(digest_of(samples.FACTS))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={"DJANGO_SETTINGS_MODULE": "itaportal.settings", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == digest_of(samples.FACTS)
