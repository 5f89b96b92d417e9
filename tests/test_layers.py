"""What views, forms and templates may not hold, read from their source."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Whose data is asked of `visible_to` in queries and access, never of a manager in a view.
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FETCHING_MODULES = sorted(
    path
    for pattern in (
        "*/views/**/*.py",
        "*/views.py",
        "*/forms/**/*.py",
        "*/forms.py",
        "*/templatetags/*.py",
    )
    for path in ROOT.glob(pattern)
    if ".venv" not in path.parts and "tests" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def managers_used(source: str) -> list[str]:
    """Line and name of each use of a model's manager."""
    return [
        f"{node.lineno}: .{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]


def test_a_manager_in_a_view_would_be_found():
    assert managers_used("plans = MeasurePlan.objects.all()") == ["1: .objects"]


# The entry forms make querysets of any model; each is handed to a door of `access`, or narrowed by
# `organizations_where`, or to keys that a door has let through, in the very same expression.
NARROWED = {
    "measures/admin/entry.py": 1,
    "measures/admin/parents.py": 2,
}
DOORS = re.compile(r"as_member\(|visible_to\(")
ENTRY_FORMS = sorted((ROOT / "measures" / "admin").glob("*.py"))


def managers_past_the_doors(source: str) -> int:
    """How many statements use a model's manager and name no door."""
    return sum(
        bool(managers_used(ast.unparse(node))) and not DOORS.search(ast.unparse(node))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and not hasattr(node, "body")
    )


def test_a_manager_past_the_doors_would_be_found():
    assert managers_past_the_doors("def f(user):\n    return Row.objects.all()") == 1
    assert managers_past_the_doors("def f(user):\n    return Row.objects.visible_to(user)") == 0
    assert managers_past_the_doors("rows = as_member(user, Row.objects.all())") == 0


@pytest.mark.parametrize("path", ENTRY_FORMS, ids=relative)
def test_entry_form_asks_a_door_for_data(path: Path):
    found = managers_past_the_doors(path.read_text(encoding="utf-8"))
    assert found == NARROWED.get(relative(path), 0)


@pytest.mark.parametrize("path", FETCHING_MODULES, ids=relative)
def test_view_or_form_asks_no_manager_for_data(path: Path):
    assert managers_used(path.read_text(encoding="utf-8")) == []


def test_the_modules_that_fetch_are_found():
    names = {relative(path) for path in FETCHING_MODULES}
    assert {
        "measures/forms/sign_in.py",
        "reports/views/plans.py",
        "reports/forms.py",
        "measures/templatetags/portal.py",
    } <= names


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "text marked as safe": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "an address elsewhere": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
}


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("a script without a file", "<script>go()</script>"),
        ("a javascript address", '<a href="javascript:go()">'),
        ("text marked as safe", "{{ text|safe }}"),
        ("an address elsewhere", '<img src="https://cdn.example/a.png">'),
    ],
)
def test_each_forbidden_thing_in_a_template_would_be_found(kind: str, markup: str):
    assert [name for name, pattern in INLINE.items() if pattern.search(markup)] == [kind]


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_holds_nothing_that_the_content_security_policy_forbids(path: Path):
    source = path.read_text(encoding="utf-8")
    assert [name for name, pattern in INLINE.items() if pattern.search(source)] == []
