"""Every screen of the portal by the name of its address: who looks at it, what is opened there.

A name of the URL resolver that is on no line here fails
`test_every_address_is_looked_at_or_shows_no_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from playwright.sync_api import Page, expect

from measures.actions.plan_content import replace_content
from measures.actions.workflow import (
    approve_plan,
    comment,
    reopen_plan,
    return_plan,
    submit_plan,
)
from measures.models import MeasurePlan, Row
from measures.queries.approval import content_hash
from measures.queries.plan_draft import plan_draft
from tests import factories as make

from .office import TABLE, Office

ONE = "/one"
PLAN = "/one/2569"
APPROVED = "/one/2568"

Parts = dict[str, list[list[str]]]
AROUND_THE_TABLE: Parts = {"exclude": [["main table"]]}


def only(part: str) -> Parts:
    """A part alone."""
    return {"include": [[part]]}


@dataclass(frozen=True)
class Screen:
    """A screen: the name of its address, the address, who looks (None: nobody signed in).

    `opens` does something on the page before it is looked at, and may land at the address named
    `lands`; `before` does something in the office before. `status` is the first answer's.
    `parts` are those that axe-core looks at, where the rest was looked at on another line.
    """

    name: str
    path: str
    who: str | None = "clerk"
    status: int = 200
    opens: Callable[[Page], None] | None = None
    before: Callable[[Office], None] | None = None
    lands: str = ""
    parts: Parts | None = None

    def __str__(self) -> str:
        opened = f" [{self.opens.__name__}]" if self.opens else ""
        return f"{self.path} ({self.who}){opened}"


# What is opened


def proven(page: Page) -> None:
    """The password once more, for pages that ask for it."""
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(lambda address: "reauthenticate" not in address)


def signed_in_by_password(page: Page) -> None:
    """A password that is right, of somebody who has one-time codes."""
    page.fill("#id_username", "signer")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/2fa/authenticate/")


def refused(page: Page) -> None:
    """The page's form sent as it is, and refused: the summary has the focus."""
    page.locator(
        "main form:not(:has([formaction])) button[type=submit].btn-primary, "
        "main form input[type=submit]"
    ).last.click()
    summary_has_the_focus(page)


def summary_has_the_focus(page: Page) -> None:
    """A refused form says so on top, and leads to its fields."""
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("ข้อผิดพลาด: "), page.title()
    for link in page.get_by_role("alert").locator("a[href^='#']").all():
        target = link.get_attribute("href")
        assert page.locator(f"[id='{(target or '')[1:]}']").count() == 1, target


def wrong_password(page: Page) -> None:
    """A name and a password that do not belong together."""
    page.fill("#id_username", "clerk")
    page.fill("#id_password", "wrong")
    page.press("#id_password", "Enter")
    summary_has_the_focus(page)


def a_score_over_a_hundred(page: Page) -> None:
    """A score that is none."""
    page.fill("#id_y2568-score_1", "๑๐๒")
    page.press("#id_y2568-score_1", "Enter")
    summary_has_the_focus(page)


def an_address_that_is_none(page: Page) -> None:
    """A link that leads nowhere."""
    page.locator("[id$=address]").last.fill("www")
    page.get_by_role("button", name="เพิ่มลิงก์").click()
    summary_has_the_focus(page)


def no_year(page: Page) -> None:
    """A plan to be started for no year."""
    page.locator("main select").first.evaluate("year => { year.selectedIndex = -1 }")
    page.get_by_role("button", name="เริ่มแผน").click()
    summary_has_the_focus(page)


def grid_ready(page: Page) -> None:
    """The grid with its script, a cell entered."""
    expect(page.locator("html[data-grid=ready]")).to_be_attached()
    page.locator("#grid textarea.para").first.click()


def row_menu(page: Page) -> None:
    """The commands of a row."""
    grid_ready(page)
    page.locator(".rowmenu summary").first.click()
    expect(page.locator(".rowacts").first).to_be_visible()


def unit_picker(page: Page) -> None:
    """The office's units, to choose from."""
    grid_ready(page)
    page.locator("details.units summary").first.click()
    expect(page.locator("details.units[open]").first).to_be_visible()


def preview(page: Page) -> None:
    """The report beside the grid."""
    grid_ready(page)
    page.get_by_role("button", name="แสดงตัวอย่าง").click()
    expect(page.locator("#preview .page").first).to_be_visible()


def removed_row(page: Page) -> None:
    """A row just removed, and the bar that undoes it."""
    row_menu(page)
    page.locator("[data-action=remove]").first.click()
    expect(page.locator(".toastbar")).to_be_visible()


def pasted(page: Page) -> None:
    """A table on the clipboard, in the dialog that shows where it lands."""
    grid_ready(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", TABLE)
    page.keyboard.press("Control+v")
    expect(page.get_by_role("dialog").locator("tbody tr")).to_have_count(2)


def paste_shown(page: Page) -> None:
    """A table in the page without a script, shown as it will land."""
    page.fill("#id_text", TABLE)
    page.locator("#look").click()
    expect(page.locator("[data-paste-preview] tbody tr")).to_have_count(2)


def stale_form(page: Page) -> None:
    """A form that was open for too long."""
    page.context.clear_cookies()
    page.press("#id_password", "Enter")
    page.wait_for_load_state()


# What is done in the office


def submitted(office: Office) -> None:
    """The clerk hands the plan in."""
    submit_plan(plan=office.plan, by=office.people["clerk"])


def returned(office: Office) -> None:
    """The supervisor says something of a row, and gives the plan back because of it."""
    row = Row.objects.filter(section__plan=office.plan).order_by("section", "position")[0]
    by = office.people["supervisor"]
    comment(plan=office.plan, text="โปรดเพิ่มรายชื่อผู้เข้าประชุม", place=row, by=by)
    return_plan(plan=office.plan, reason="ระยะเวลาไม่ตรงกับแผน โปรดแก้ไข", place=row, by=by)


def approved(office: Office) -> None:
    """The clerk hands in again, the head approves."""
    submitted(office)
    plan = MeasurePlan.objects.get(pk=office.plan.pk)
    approve_plan(plan=plan, content_hash=content_hash(plan), by=office.people["signer"])


def sixty_rows(office: Office) -> None:
    """The plan is opened again, and holds its rows so many times over that there are sixty."""
    reopen_plan(plan=office.plan, reason="เพิ่มมาตรการ", by=office.people["signer"])
    draft = plan_draft(office.plan)
    replace_content(office.plan, replace(draft, sections=draft.sections * 6))
    assert Row.objects.filter(section__plan=office.plan).count() >= 60


def is_a_sample(office: Office) -> None:
    """The office is one of the demo's, and its pages say so."""
    office.organization.is_demo = True
    office.organization.save()


OWN_ACCOUNT = (
    Screen("login", "/login/", None),
    Screen("login", "/login/", None, opens=wrong_password),
    Screen("login", "/login/", None, opens=stale_form),
    Screen("invitation", "/account/invitation/{token}/", None),
    Screen("invitation", "/account/invitation/{token}/", None, opens=refused),
    Screen("invitation", "/account/invitation/{token}/", "nobody"),
    Screen("invitation", "/account/invitation/abc/", None, 410),
    Screen("account_reset_password", "/account/password/reset/", None),
    Screen("account_reset_password", "/account/password/reset/", None, opens=refused),
    Screen("account_reset_password_done", "/account/password/reset/sent/", None),
    Screen("account_reset_password_from_key", "/account/password/reset/key/{reset}/", None),
    Screen(
        "account_reset_password_from_key",
        "/account/password/reset/key/{reset}/",
        None,
        opens=refused,
    ),
    Screen("account_reset_password_from_key", "/account/password/reset/key/1-abc/", None),
    Screen("account_reset_password_from_key_done", "/account/password/reset/done/", None),
    Screen("account_change_password", "/account/password/change/"),
    Screen("account_change_password", "/account/password/change/", opens=refused),
    Screen("account_reauthenticate", "/account/reauthenticate/"),
    Screen("mfa_index", "/account/2fa/"),
    Screen("mfa_index", "/account/2fa/", "administrator"),
    Screen("mfa_activate_totp", "/account/2fa/totp/activate/", opens=proven),
    Screen("mfa_authenticate", "/login/", None, opens=signed_in_by_password),
    Screen("mfa_reauthenticate", "/account/2fa/reauthenticate/", "signer"),
    Screen("mfa_deactivate_totp", "/account/2fa/totp/deactivate/", "contributor", opens=proven),
    Screen("mfa_view_recovery_codes", "/account/2fa/codes/", "supervisor", opens=proven),
    Screen("mfa_generate_recovery_codes", "/account/2fa/codes/generate/", "signer", opens=proven),
)

OFFICE = (
    Screen("home", "/"),
    Screen("home", "/", "contributor"),
    Screen("home", "/", "supervisor"),
    Screen("home", "/", "signer"),
    Screen("home", "/", "administrator"),
    Screen("home", "/", "oversight"),
    Screen("home", "/", "nobody"),
    Screen("home", "/", "superuser"),
    Screen("help", "/help/"),
    Screen("manual", "/help/clerk/"),
    Screen("manual", "/help/supervisor/", None),
    Screen("organization-people", "/one/people/", "administrator"),
    Screen("organization-people", "/one/people/", "administrator", opens=refused),
    Screen("organization-people", "/one/people/", status=403),
    Screen("organization-member", "/one/people/{member}/", "administrator"),
    Screen("organization-settings", "/one/settings/", "administrator"),
    Screen("organization-acting", "/one/settings/acting/", "administrator"),
    Screen("organization-acting", "/one/settings/acting/", "administrator", opens=refused),
    Screen("organization-unit-add", "/one/settings/units/", "administrator"),
    Screen("organization-unit-add", "/one/settings/units/", "administrator", opens=refused),
    Screen("organization-unit", "/one/settings/units/{unit}/", "administrator"),
    Screen("own-wordings", "/one/wording/", "administrator"),
    Screen("own-wording", "/one/wording/{form}/", "administrator"),
    Screen("start-plan", "/one/start/"),
    Screen("start-plan", "/one/start/", opens=no_year),
    Screen("import-start", "/one/import/"),
    Screen("import-file", "/one/2570/import/"),
    Screen("import-file", "/one/2570/import/", opens=refused),
    Screen("import-check", "/one/2570/import/{waiting}/"),
    Screen("import-done", "/one/2569/import/{imported}/done/"),
)

IN_WORK = (
    Screen("plan", f"{PLAN}/"),
    Screen("plan", f"{PLAN}/", "supervisor"),
    Screen("plan-general", f"{PLAN}/general/"),
    Screen("plan-general", f"{PLAN}/general/", "supervisor"),
    Screen("plan-scores", f"{PLAN}/scores/"),
    Screen("plan-scores", f"{PLAN}/scores/", "supervisor"),
    Screen("plan-scores", f"{PLAN}/scores/", opens=a_score_over_a_hundred),
    Screen("plan-evidence", f"{PLAN}/evidence/"),
    Screen("plan-evidence", f"{PLAN}/evidence/", "supervisor"),
    Screen("plan-evidence", f"{PLAN}/evidence/", opens=an_address_that_is_none),
    Screen("plan-read", f"{PLAN}/read/"),
    Screen("plan-check", f"{PLAN}/check/"),
    Screen("paste", f"{PLAN}/paste/"),
    Screen("paste", f"{PLAN}/paste/", opens=paste_shown),
    Screen("paste", f"{PLAN}/paste/", opens=refused),
    Screen("paste-done", f"{PLAN}/paste/{{pasted}}/"),
    Screen("cell-history", f"{PLAN}/measures/cells/{{row}}/steps/history/"),
    Screen("grid", f"{PLAN}/measures/", opens=grid_ready),
    Screen("grid", f"{PLAN}/measures/", opens=row_menu, parts=only(".rowmenu[open]")),
    Screen("grid", f"{PLAN}/measures/", opens=unit_picker, parts=only(".units[open]")),
    Screen("grid", f"{PLAN}/measures/", opens=preview, parts=only("#preview")),
    Screen("grid", f"{PLAN}/measures/", opens=pasted, parts=only("dialog")),
    Screen("grid", f"{PLAN}/measures/", opens=removed_row, parts=only(".toastbar")),
    Screen("grid", f"{PLAN}/measures/", "supervisor"),
    Screen("grid", f"{PLAN}/measures/", "contributor", parts=AROUND_THE_TABLE),
    Screen("report-pdf", f"{PLAN}/reports/{{form}}.pdf?round=7", status=400),
    Screen("", "/nowhere/", status=404),
    Screen("", "/broken-400/", status=400),
    Screen("", "/broken-500/", status=500),
)

# In this order: each `before` goes on from the one above.
TO_THE_HEAD = (
    Screen("plan-check", f"{PLAN}/check/", "signer", before=submitted),
    Screen("plan-check", f"{PLAN}/check/", "supervisor", parts=AROUND_THE_TABLE),
    Screen(
        "plan-check",
        f"{PLAN}/check/",
        "signer",
        opens=refused,
        lands="plan-approve",
        parts=AROUND_THE_TABLE,
    ),
    Screen("plan-check", f"{PLAN}/check/", parts=AROUND_THE_TABLE),
    Screen("home", "/", "signer"),
    Screen("plan", f"{PLAN}/"),
    Screen("grid", f"{PLAN}/measures/", parts=AROUND_THE_TABLE),
    Screen("plan-check", f"{PLAN}/check/", before=returned),
    Screen("home", "/"),
    Screen("plan", f"{PLAN}/"),
    Screen("plan-check", f"{PLAN}/check/", "signer", before=approved, parts=AROUND_THE_TABLE),
    Screen("plan-check", f"{PLAN}/check/", parts=AROUND_THE_TABLE),
    Screen("plan-evidence", f"{PLAN}/evidence/"),
    Screen("plan-read", f"{APPROVED}/read/", "oversight"),
    Screen("plan", f"{APPROVED}/", "oversight"),
    Screen("grid", f"{APPROVED}/measures/"),
    Screen("grid", f"{PLAN}/measures/", before=sixty_rows, parts=only(".tools")),
    Screen("plan", f"{PLAN}/", before=is_a_sample),
)

SCREENS = (*OWN_ACCOUNT, *OFFICE, *IN_WORK, *TO_THE_HEAD)

# Addresses that only take: read, they answer 405 or lead to a page above.
TAKES = {
    "logout", "remind-unit", "read-notices", "save-cell", "add-group", "remove-group", "add-row",
    "duplicate-row", "move-row", "remove-row", "restore-row", "insert-comparison",
    "remove-comparison",
    "paste-apply", "paste-undo", "import-undo", "import-cancel", "plan-submit", "plan-return",
    "plan-comment", "plan-resolve", "plan-approve", "plan-reopen", "plan-end",
    "organization-member-remove", "invitation-send", "invitation-withdraw",
    "organization-acting-end", "organization-unit-move", "organization-unit-retire",
}  # fmt: skip
# Files and pictures; the report as one HTML file, which is paper with fonts and pictures in it;
# the part of a page that the preview opens.
FILES = {
    "report-html",
    "emblem", "plan-picture", "report-pdf", "report-file", "start-template", "import-marked",
    "mfa_download_recovery_codes", "report-preview",
}  # fmt: skip
# The name that allauth asks for; the page is `login`.
OTHER_NAMES = {"account_login"}
