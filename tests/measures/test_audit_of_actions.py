"""Every change has its entry: what each action wrote is held against what it recorded.

The database is read before and after. Each row that differs needs an entry of its own that names
every differing field with its old and new value, or one of the whole that was written at once: the
plan, the organization's scores of a year, the framework.
"""

from __future__ import annotations

import ast
import datetime
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

from measures import actions
from measures.actions.acting import add_acting_head, end_acting
from measures.actions.approvals import end_changed_approvals
from measures.actions.demo import load_demo
from measures.actions.entries import add_entry, change_entry, remove_entry
from measures.actions.evidence import (
    add_last,
    add_link,
    add_pictures,
    change_texts,
    move_by,
    remove_evidence,
    restore_evidence,
)
from measures.actions.general import change_general
from measures.actions.grid_groups import (
    add_group,
    insert_comparison,
    remove_comparison,
    remove_group,
)
from measures.actions.grid_rows import add_row, duplicate_row, move_row, remove_row, restore_row
from measures.actions.import_organizations import import_organizations
from measures.actions.import_plan import import_plan
from measures.actions.import_scores import import_scores
from measures.actions.invitations import (
    accept_invitation,
    change_member,
    invite,
    invite_again,
    token_of,
    withdraw_invitation,
)
from measures.actions.order import place_in_order
from measures.actions.passwords import set_password
from measures.actions.paste import apply_paste, undo_paste
from measures.actions.people import system_user
from measures.actions.plan_content import write_content
from measures.actions.reference import load_reference
from measures.actions.rows import remove_measure
from measures.actions.scores import EnteredYear, enter_scores, enter_year, enter_years
from measures.actions.start_plan import copy_plan, lay_out_plan
from measures.actions.undo_import import undo_import
from measures.actions.units import add_unit, move_unit, retire_unit
from measures.actions.uploads import import_upload, take_upload
from measures.actions.workflow import (
    approve_plan,
    comment,
    end_approval,
    reopen_plan,
    resolve,
    return_plan,
    submit_plan,
)
from measures.audit import snapshot
from measures.choices import CellColumn, GroupKind, ReportForm, Role, Round
from measures.exchange.organization_list import read_organization_list
from measures.exchange.pasted import read_pasted
from measures.exchange.scores import read_pasted_scores
from measures.models import (
    ActingHead,
    AppendixLink,
    AuditEntry,
    CellEdit,
    Framework,
    MeasurePlan,
    Membership,
    MembershipUnit,
    Notice,
    Organization,
    OwnedModel,
    PlanEvent,
    PlanUpload,
    QuestionLink,
    RemovedRow,
    ResponsibleUnit,
    Row,
    ScoreCitation,
    Section,
    Signatory,
    User,
)
from measures.queries.approval import content_hash
from measures.queries.paste_preview import paste_preview
from measures.queries.paste_starts import PasteStart
from measures.queries.plan_draft import plan_draft
from measures.rules.pasting import Paste
from measures.rules.score_keys import TOTAL, indicator_key
from tests import factories as make

from .admin.pages import address, form_data
from .exchange.office_files import REPORT_A, word_file

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
Key = tuple[str, str]
OFFICES = """รหัส,ชื่อหน่วยงาน,ประเภท,จังหวัด,อีเมลผู้ดูแล
baan,องค์การบริหารส่วนตำบลบ้าน,องค์การบริหารส่วนตำบล,เลย,a@b.example
"""


def stored() -> dict[Key, dict[str, Any]]:
    """Every row of the portal but the record: what the record says of one, and its whole."""
    found = {}
    for model in apps.get_app_config("measures").get_models():
        # A file waiting to be imported is nobody's plan; sessions of typing and rows kept for
        # their return are records themselves; a notice says what its step has recorded.
        if model in (AuditEntry, PlanUpload, CellEdit, RemovedRow, Notice):
            continue
        for entry in model._base_manager.select_related():
            values = snapshot(entry) | {"whole": whole_of(entry)}
            if isinstance(entry, User):
                values["password"] = entry.password
                del values["last_login"]
            found[str(model._meta.model_name), str(entry.pk)] = values
    return found


def whole_of(entry: models.Model) -> Key:
    """What the entry is written with at once: its plan, organization or framework."""
    if isinstance(entry, OwnedModel):
        path = entry.plan_path()
        if path is None:
            return "organization", str(entry.owner.pk)
        here: Any = entry
        for name in path:
            here = getattr(here, name)
        return "measureplan", str(here.pk)
    here = entry.later if isinstance(entry, QuestionLink) else entry
    while hasattr(here, "indicator"):
        here = here.indicator
    framework = here if isinstance(here, Framework) else getattr(here, "framework", None)
    return ("framework", str(framework.pk)) if framework else ("", "")


def is_of_a_whole(entry: AuditEntry) -> bool:
    """Whether the entry tells of everything written at once, in a form of its own."""
    return entry.action not in ("added", "changed", "removed") or "sections" in entry.after


def unrecorded(before: dict[Key, Any], after: dict[Key, Any], by: User) -> Iterator[str]:
    """What differs and no new entry tells of."""
    entries = list(AuditEntry.objects.order_by("pk"))
    # Who came with what was written acts in it too, as the demo's people do.
    came = {entry.actor for entry in entries if ("user", str(entry.actor.pk)) not in before}
    assert {entry.actor for entry in entries} <= {by, system_user()} | came
    assert all(entry.before or entry.after for entry in entries)
    wholes = {(each.subject_kind, each.subject_pk): each for each in entries}
    texts = json.dumps([each.after for each in entries], ensure_ascii=False)
    for key in before.keys() | after.keys():
        old, new = before.get(key, {}), after.get(key, {})
        if old == new:
            continue
        own = [each for each in entries if (each.subject_kind, each.subject_pk) == key]
        if not own:
            whole = wholes.get((old or new)["whole"])
            at_once = whole is not None and is_of_a_whole(whole)
            # Units and years that came with a whole are named in it.
            name = str(new.get("name") or new.get("year_be"))
            is_named = key[0] in ("responsibleunit", "fiscalyear") and name in texts
            if not (at_once or is_named):
                yield f"{key}"
            continue
        for name in {*old, *new} - {"whole"}:
            if old.get(name) == new.get(name):
                continue
            if name == "password":
                told = any("password" in each.after for each in own) or not (old and new)
            else:
                was = [each.before[name] for each in own if name in each.before]
                became = [each.after[name] for each in own if name in each.after]
                told = any(map(is_of_a_whole, own)) or (
                    (not old or was[:1] == [old[name]]) and (not new or became[-1:] == [new[name]])
                )
            if not told:
                yield f"{key} {name}"


def compared(at: Office) -> ScoreCitation:
    """A sentence set in the office's first row."""
    at.row.indicator = make.get_indicator(2)
    change_entry(at.row, by=at.by)
    return insert_comparison(row=at.row, round=Round.TWELVE_MONTHS, by=at.by)


class Office:
    """An organization with a plan, its people, and somebody who may do everything."""

    def __init__(self, organization: Organization, by: User, member: User) -> None:
        self.organization, self.by, self.member = organization, by, member
        self.plan = make.make_plan(organization=organization)
        self.section = make.make_section(plan=self.plan)
        self.group = make.make_group(section=self.section)
        self.row = make.make_filled_row(group=self.group)
        self.second = make.make_measure(row=self.row)
        make.make_filled_row(group=make.make_group(section=self.section))
        self.links = [make.make_link(plan=self.plan) for _ in range(2)]
        self.unit = organization.units.get()
        self.next_year = make.make_framework(2569).fiscal_year


def change(entry: Any, by: User, **values: Any) -> Any:
    for name, value in values.items():
        setattr(entry, name, value)
    return change_entry(entry, by=by)


def read_scores(names: Any) -> Any:
    return read_pasted_scores("1\t88.00\n2\t90.00", names)


def approved(at: Office) -> PlanEvent:
    submit_plan(plan=at.plan, by=system_user())
    return approve_plan(plan=at.plan, content_hash=content_hash(at.plan), by=at.by)


def table(at: Office) -> Paste:
    """Two rows to begin at the first one, the second of them new."""
    columns = (CellColumn.MEASURES, CellColumn.STEPS, CellColumn.RESPONSIBLE)
    start = PasteStart(at.section.pk, at.group, at.row)
    pasted = read_pasted("", "อบรม\tเชิญ\tกองใหม่\nติดตาม\tรายงาน\tกองใหม่")
    return paste_preview(start, pasted, columns, columns[0], Round(12)).paste


def import_file(at: Office, *, replace_existing: bool) -> PlanUpload:
    upload = take_upload(
        word_file(REPORT_A),
        "a.docx",
        organization=at.organization,
        fiscal_year=at.plan.fiscal_year,
        by=at.by,
    )
    import_upload(upload, replace_existing=replace_existing, shown=content_hash(at.plan), by=at.by)
    return upload


def renamed(link: AppendixLink) -> AppendixLink:
    link.label = "ชื่อใหม่"
    return link


def standing_in(at: Office) -> ActingHead:
    return add_acting_head(
        at.organization,
        user=at.member,
        position="รองปลัด",
        since=datetime.date(2026, 10, 1),
        until=datetime.date(2099, 10, 2),
        by=at.by,
    )


STORIES: dict[str, Callable[[Office], object]] = {
    "entries.add_entry": lambda at: add_entry(Row(section=at.section, position=9), by=at.by),
    "entries.add_entry (unit of a member)": lambda at: add_entry(
        MembershipUnit(membership=at.member.memberships.get(), unit=at.unit), by=at.by
    ),
    "entries.add_entry (user)": lambda at: add_entry(User(username="new", password="!"), by=at.by),
    "entries.change_entry": lambda at: change(
        at.row, at.by, printed_number="๙", group=None, remarks=make.plain("ใหม่")
    ),
    "entries.change_entry (unit)": lambda at: change(at.unit, at.by, name="กองใหม่"),
    "entries.remove_entry (row)": lambda at: remove_entry(at.row, by=at.by),
    "entries.remove_entry (group)": lambda at: remove_entry(at.group, by=at.by),
    "entries.remove_entry (plan)": lambda at: remove_entry(at.plan, by=at.by),
    "entries.remove_entry (user)": lambda at: remove_entry(at.member, by=at.by),
    "order.place_in_order": lambda at: place_in_order(
        {at.row.measures.get(position=1): 2, at.second: 1}, by=at.by
    ),
    "rows.remove_measure": lambda at: remove_measure(at.row.measures.get(position=1), by=at.by),
    "passwords.set_password": lambda at: set_password(at.member, make.PASSWORD + "x", by=at.by),
    "passwords.set_password (none)": lambda at: set_password(at.member, None, by=at.by),
    "scores.enter_scores": lambda at: enter_scores(
        at.organization, at.plan.fiscal_year, {1: Decimal("88.00")}, by=at.by
    ),
    "scores.enter_year": lambda at: enter_year(
        at.organization,
        at.plan.fiscal_year,
        {indicator_key(2): Decimal("77.00"), TOTAL: Decimal("80.00")},
        by=at.by,
    ),
    "import_scores.import_scores": lambda at: import_scores(
        read_scores, organization=at.organization, year=at.plan.fiscal_year, by=at.by
    ),
    "import_plan.import_plan": lambda at: import_plan(
        word_file(REPORT_A),
        "a.docx",
        organization=at.organization,
        fiscal_year=at.plan.fiscal_year,
        replace_existing=True,
        by=at.by,
    ),
    "paste.apply_paste": lambda at: apply_paste(at.plan, table(at), by=at.by),
    "paste.undo_paste": lambda at: (
        entry := apply_paste(at.plan, table(at), by=at.by),
        undo_paste(at.plan, entry, by=at.by, over_changes=True),
        apply_paste(at.plan, table(at), by=at.by),
    ),
    "uploads.import_upload": lambda at: import_file(at, replace_existing=True),
    "undo_import.undo_import": lambda at: undo_import(
        import_file(at, replace_existing=True), by=at.by
    ),
    "plan_content.write_content": lambda at: write_content(
        at.plan, replace(plan_draft(at.plan), introduction=make.plain("ใหม่")), by=at.by
    ),
    "reference.load_reference": lambda at: load_reference(
        sorted((FIXTURES / "frameworks").glob("*.toml")), by=at.by
    ),
    "demo.load_demo": lambda at: (
        load_reference(sorted((FIXTURES / "frameworks").glob("*.toml")), by=at.by),
        load_demo(FIXTURES / "demo", by=at.by),
    ),
    "grid_rows.add_row": lambda at: add_row(plan=at.plan, by=at.by),
    "grid_rows.duplicate_row": lambda at: duplicate_row(at.row, by=at.by),
    "grid_rows.move_row": lambda at: move_row(
        add_row(plan=at.plan, after=at.row, by=at.by), up=True, by=at.by
    ),
    "grid_rows.remove_row": lambda at: remove_row(at.row, by=at.by),
    "grid_rows.restore_row": lambda at: (
        restore_row(remove_row(at.row, by=at.by), by=at.by),
        add_row(plan=at.plan, by=at.by),
    ),
    "grid_groups.add_group": lambda at: add_group(
        plan=at.plan, kind=GroupKind.FREE, number=0, text="งานอื่น", by=at.by
    ),
    "grid_groups.remove_group": lambda at: (
        remove_row(at.row, by=at.by),
        remove_group(at.group, by=at.by),
    ),
    "grid_groups.insert_comparison": lambda at: compared(at),
    "grid_groups.remove_comparison": lambda at: remove_comparison(compared(at), by=at.by),
    "start_plan.copy_plan": lambda at: copy_plan(
        earlier=at.plan, fiscal_year=at.next_year, by=at.by
    ),
    "start_plan.lay_out_plan": lambda at: lay_out_plan(
        organization=at.organization,
        fiscal_year=at.next_year,
        kind=GroupKind.ISSUE,
        form=ReportForm.RESULTS,
        by=at.by,
    ),
    "general.change_general": lambda at: change_general(
        plan=at.plan,
        shown=None,
        added=[Signatory(plan=at.plan, role="ผู้รายงาน")],
        by=at.by,
    ),
    "workflow.submit_plan": lambda at: submit_plan(plan=at.plan, by=at.by),
    "workflow.comment": lambda at: comment(plan=at.plan, text="โปรดดู", place=at.row, by=at.by),
    "workflow.resolve": lambda at: resolve(plan=at.plan, place=at.row, by=at.by),
    "workflow.return_plan": lambda at: (
        submit_plan(plan=at.plan, by=at.by),
        return_plan(plan=at.plan, reason="โปรดแก้", place=at.section, by=at.by),
    ),
    "workflow.approve_plan": approved,
    "workflow.reopen_plan": lambda at: (
        approved(at),
        reopen_plan(plan=at.plan, reason="พบคำผิด", by=at.by),
    ),
    "workflow.end_approval": lambda at: (
        approved(at),
        end_approval(MeasurePlan.objects.get(), edited="คะแนน", by=at.by),
    ),
    "approvals.end_changed_approvals": lambda at: (
        approved(at),
        change(at.unit, at.by, name="กองใหม่"),
        end_changed_approvals(at.organization, edited="ชื่อ", by=at.by),
    ),
    "invitations.invite": lambda at: invite(
        at.organization, email="a@b.example", role=Role.CLERK, by=at.by
    ),
    "invitations.invite_again": lambda at: invite_again(
        make.make_invitation(organization=at.organization), by=at.by
    ),
    "invitations.withdraw_invitation": lambda at: withdraw_invitation(
        invite(at.organization, email="a@b.example", role=Role.CLERK, by=at.by), by=at.by
    ),
    "invitations.accept_invitation": lambda at: accept_invitation(
        token_of(
            invite(
                at.organization,
                email="a@b.example",
                role=Role.CONTRIBUTOR,
                units=[at.unit],
                by=at.by,
            )
        ),
        by=at.by,
    ),
    "invitations.change_member": lambda at: change_member(
        at.member.memberships.get(), role=Role.CONTRIBUTOR, units=[at.unit], by=at.by
    ),
    "units.add_unit": lambda at: add_unit(at.organization, "กองใหม่", by=at.by),
    "units.move_unit": lambda at: move_unit(
        add_unit(at.organization, "กองใหม่", by=at.by), steps=-1, by=at.by
    ),
    "units.retire_unit": lambda at: (
        add_unit(at.organization, "กองใหม่", by=at.by),
        retire_unit(add_unit(at.organization, "กองเดิม", by=at.by), by=at.by),
    ),
    "import_organizations.import_organizations": lambda at: import_organizations(
        read_organization_list(OFFICES.encode(), "offices.csv"), by=at.by
    ),
    "evidence.add_pictures": lambda at: add_pictures(
        at.plan, [("ก.png", make.picture_file())], by=at.by
    ),
    "evidence.add_last": lambda at: add_last(
        AppendixLink(plan=at.plan, address="https://a.example/", label="ก"), by=at.by
    ),
    "evidence.add_link": lambda at: add_link(
        AppendixLink(plan=at.plan, address="https://four.example", label="สี่"), by=at.by
    ),
    "evidence.change_texts": lambda at: change_texts([(renamed(at.links[0]), None)], by=at.by),
    "evidence.move_by": lambda at: move_by(at.links[0], 1, by=at.by),
    "evidence.remove_evidence": lambda at: remove_evidence(at.links[0], by=at.by),
    "evidence.restore_evidence": lambda at: restore_evidence(
        at.plan, remove_evidence(at.links[0], by=at.by).pk, by=at.by
    ),
    "acting.add_acting_head": standing_in,
    "acting.end_acting": lambda at: end_acting(standing_in(at), by=at.by),
    "scores.enter_years": lambda at: enter_years(
        at.organization,
        [
            EnteredYear(
                at.plan.fiscal_year,
                {indicator_key(1): Decimal("88.00")},
                None,
                (),
                {indicator_key(1): None},
                "",
            )
        ],
        by=at.by,
    ),
    "command load_reference": lambda _: call_command("load_reference", verbosity=0),
}
# What takes `by` and writes nothing.
ASKING = {
    "reminders.remind_unit",  # Writes a letter and the record of it; test_reminders.py reads both.
    "uploads.preview_upload",
    "uploads.marked_copy",
    "people.require_another_administrator",
    "people.require_may_move",
}
# Typing on the grid, recorded when it ends; tests/measures/views/test_cells.py reads the record.
BY_SESSION = {
    "cell_changes.change_of",
    "cell_edits.note_save",
    "cells.bring_back",
    "cells.save_cell",
}
# What changes the tables of another app; tests/measures/views/test_second_factor.py reads them.
OF_ANOTHER_APP = {"second_factor.record_second_factor", "second_factor.reset_second_factor"}
# What tells people of steps that are recorded themselves; tests/measures/test_notices.py.
TELLING = {"notices.tell", "notices.read_notices"}
# What keeps, or forgets, a file that is nobody's plan yet.
WAITING = {"uploads.take_upload", "uploads.choose_columns", "uploads.drop_upload"}


def names_of_actions() -> set[str]:
    """Every public function of the actions that acts for somebody."""
    found = set()
    for module in pkgutil.iter_modules(actions.__path__):
        loaded = importlib.import_module(f"{actions.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and "by" in inspect.signature(function).parameters:
                found.add(f"{module.name}.{name}")
    return found


def test_every_action_has_a_story() -> None:
    assert {name.split(" (")[0] for name in STORIES if "command" not in name} == (
        names_of_actions() - ASKING - WAITING - OF_ANOTHER_APP - BY_SESSION - TELLING
    )


@pytest.fixture
def office(organization: Organization, superuser: User, supervisor: User) -> Office:
    return Office(organization, superuser, supervisor)


@pytest.mark.parametrize("name", STORIES)
def test_what_an_action_changes_is_recorded(
    office: Office, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    system_user()
    before = stored()
    STORIES[name](office)
    after = stored()
    assert before != after
    assert sorted(unrecorded(before, after, office.by)) == []


@pytest.mark.parametrize("kind", [Organization, Section, Row, Membership, ResponsibleUnit])
def test_what_an_entry_form_saves_is_recorded(office: Office, client_of, kind) -> None:
    client = client_of(office.by)
    entry = kind.objects.all()[0]
    url = address(entry, "change", entry.pk)
    data = form_data(client.get(url))
    changes = {"name": "ชื่อใหม่", "heading": "หัวข้อใหม่", "printed_number": "๙", "role": "clerk"}
    changes |= {"measures-0-content": "๑. ข้อความใหม่", "measures-0-position": "7"}
    data |= {name: value for name, value in changes.items() if name in data}
    data |= {"steps-0-DELETE": "on"} if kind is Row else {}
    before = stored()
    assert client.post(url, data).status_code == 302
    after = stored()
    assert before != after
    assert list(unrecorded(before, after, office.by)) == []


WRITING = {"save", "delete", "update", "create", "bulk_create", "bulk_update", "get_or_create"}
READING_FLOORS = ("admin", "views", "queries", "management", "templatetags", "rules")
QUIET = sorted(
    path
    for app in ("measures", "reports")
    for floor in READING_FLOORS
    for path in (Path(settings.BASE_DIR) / app / floor).rglob("*.py")
)


@pytest.mark.parametrize("path", QUIET, ids=lambda path: "/".join(path.parts[-3:]))
def test_only_actions_write(path: Path) -> None:
    """`save(commit=False)` says nothing to the database; dicts and sets are no rows."""
    calls = [
        node.func
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and not any(keyword.arg == "commit" for keyword in node.keywords)
    ]
    on_rows = [
        ast.unparse(call)
        for call in calls
        if call.attr != "update" or "objects" in ast.unparse(call.value)
    ]
    assert on_rows == []
