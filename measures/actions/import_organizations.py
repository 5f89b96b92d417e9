"""Bringing in organizations with their first administrators: all of a file or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.access import require
from measures.choices import Right, Role
from measures.exchange.organization_list import (
    COLUMNS,
    ListedOrganization,
    OrganizationListRefusedError,
    problem,
)
from measures.models import Invitation, Organization, User

from .entries import add_entry
from .invitations import invite, invite_again

HEADINGS = {column.key: column.heading for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class OrganizationImport:
    """What an import did: the organizations that are new, the letters that are to be sent."""

    added: tuple[Organization, ...]
    invitations: tuple[Invitation, ...]
    unchanged: int
    """Lines of which everything was there already."""


class _DryRunError(Exception):
    """Undoes the transaction."""


def import_organizations(
    listed: Sequence[ListedOrganization],
    *,
    by: User,
    dry_run: bool = False,
    send_again: bool = False,
) -> OrganizationImport:
    """Add the organizations that are not there, invite administrators who are not there.

    The same file brought in again does nothing; with `send_again` its open invitations get new
    letters. Whoever calls this sends them. Raises PermissionDenied, and
    OrganizationListRefusedError naming each line that contradicts what is stored.
    """
    done: OrganizationImport | None = None
    try:
        with transaction.atomic():
            done = _import(listed, by, send_again=send_again)
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    assert done is not None
    return done


def _import(
    listed: Sequence[ListedOrganization], by: User, *, send_again: bool
) -> OrganizationImport:
    require(by, Right.EDIT_REFERENCE, None)
    problems: list[str] = []
    added: list[Organization] = []
    invitations: list[Invitation] = []
    unchanged = 0
    for each in listed:
        organization = Organization.objects.filter(code=each.code).first()
        if organization is None:
            organization = _added(each, by, problems)
            if organization is None:
                continue
            added.append(organization)
        elif wrong := _differences(each, organization):
            problems += wrong
            continue
        invitation = _invited(each, organization, by, problems, send_again=send_again)
        if invitation is not None:
            invitations.append(invitation)
        elif organization not in added:
            unchanged += 1
    if problems:
        raise OrganizationListRefusedError(problems)
    return OrganizationImport(tuple(added), tuple(invitations), unchanged)


def _added(each: ListedOrganization, by: User, problems: list[str]) -> Organization | None:
    try:
        return add_entry(Organization(**each.facts), by=by)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            read = each.facts.get(name, each.code)
            column = next(column for column in COLUMNS if column.key == name)
            problems.append(
                problem(each.line, column.heading, read, " ".join(messages), column.example)
            )
        return None


def _differences(each: ListedOrganization, organization: Organization) -> list[str]:
    return [
        problem(
            each.line,
            HEADINGS[name],
            value,
            f"ต่างจากที่บันทึกไว้ของ “{each.code}” โปรดแก้ไฟล์ หรือแก้ข้อมูลหน่วยงานในระบบก่อน",
            getattr(organization, name) or "เว้นว่าง",
        )
        for name, value in each.facts.items()
        if getattr(organization, name) != value
    ]


def _invited(
    each: ListedOrganization,
    organization: Organization,
    by: User,
    problems: list[str],
    *,
    send_again: bool,
) -> Invitation | None:
    """The invitation whose letter is to be sent; None where nothing is to be done."""
    email = each.administrator
    known = organization.invitations.filter(email=email, withdrawn_at=None).order_by("pk").last()
    if known is not None:
        return invite_again(known, by=by) if send_again and known.is_open else None
    member = organization.memberships.filter(user__email__iexact=email).first()
    if member is None:
        return invite(organization, email=email, role=Role.ADMINISTRATOR, by=by)
    if member.role != Role.ADMINISTRATOR:
        problems.append(
            problem(
                each.line,
                HEADINGS["administrator"],
                email,
                f"เป็นอีเมลของสมาชิกในบทบาท “{member.get_role_display()}” "
                "โปรดเปลี่ยนบทบาทในระบบ หรือระบุอีเมลอื่น",
                "plad@chaiburi.example.go.th",
            )
        )
    return None
