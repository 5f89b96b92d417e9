"""Who may do what: role to rights. Asked only by `measures.access`."""

from collections.abc import Collection, Iterable

from measures.choices import CellColumn, ResponsibleKind, Right, Role, SecondFactor

from .cells import ROUND_COLUMNS

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset(
        {
            Right.VIEW,
            Right.EDIT_PLAN,
            Right.ENTER_RESULTS,
            Right.EDIT_SCORES,
            Right.COMMENT,
            Right.SUBMIT_PLAN,
        }
    ),
    Role.CONTRIBUTOR: frozenset({Right.VIEW, Right.ENTER_RESULTS}),
    Role.SUPERVISOR: frozenset({Right.VIEW, Right.COMMENT, Right.RETURN_PLAN}),
    # The head of office (ผู้อนุมัติ): who signs the report is who approves its content. He may
    # submit too, which matters where a small organization lets the submitter approve.
    Role.SIGNER: frozenset(
        {
            Right.VIEW,
            Right.COMMENT,
            Right.SUBMIT_PLAN,
            Right.RETURN_PLAN,
            Right.APPROVE_PLAN,
            Right.REOPEN_PLAN,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Right.VIEW, Right.EDIT_ORGANIZATION, Right.VIEW_AUDIT}),
}

# What an acting head (ผู้รักษาราชการแทน) may do within the days, beside what the own role allows.
RIGHTS_OF_ACTING = RIGHTS[Role.SIGNER] - {Right.SUBMIT_PLAN}

# Rights that a role has only in rows for which one of the member's units is responsible.
WITHIN_UNITS: dict[Role, frozenset[Right]] = {Role.CONTRIBUTOR: frozenset({Right.ENTER_RESULTS})}

# Who proves by a one-time code who they are: those who answer for the office or for its members.
ROLES_WITH_SECOND_FACTOR = frozenset({Role.SIGNER, Role.ADMINISTRATOR})

# What entering results without editing the plan may change of a round's result once it is there.
RESULT_FIELDS = frozenset({"status", "results", "outcome", "suggestion"})


def rights_of(role: str) -> frozenset[Right]:
    """The rights that a role carries."""
    return RIGHTS[Role(role)]


def rights_of_member(role: str, *, is_acting: bool) -> frozenset[Right]:
    """The rights of a member; `is_acting` says that they stand in for the head today."""
    return rights_of(role) | RIGHTS_OF_ACTING if is_acting else rights_of(role)


def right_to_fill(column: CellColumn) -> Right:
    """The right that typing in a column of the grid takes: results are entered by more people."""
    return Right.ENTER_RESULTS if column in ROUND_COLUMNS else Right.EDIT_PLAN


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that carry a right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


def is_within_units(role: str, right: Right) -> bool:
    """Whether the role has the right only where one of the member's units is responsible."""
    return right in WITHIN_UNITS.get(Role(role), frozenset())


def is_responsible(units: Collection[int], responsible: Iterable[tuple[str, int | None]]) -> bool:
    """Whether one of the units (by key) carries the row out.

    `responsible` are the kinds of those responsible with the keys of units; "every unit"
    (ทุกส่วนราชการ) means each of them.
    """
    return any(
        unit in units or (kind == ResponsibleKind.EVERYONE and bool(units))
        for kind, unit in responsible
    )


def second_factor_of(
    memberships: Iterable[tuple[str, bool]], *, is_superuser: bool, in_demo: bool
) -> SecondFactor:
    """Whether an account has to be guarded by one-time codes.

    `memberships` are the roles, each with whether the organization is sample data; `in_demo` says
    that the portal holds nothing but sample data. Demo logins are shared, so nobody may bind one
    to a telephone: they are who belongs to sample organizations alone, and a superuser in a demo.
    """
    roles = list(memberships)
    if is_superuser:
        return SecondFactor.OFF if in_demo else SecondFactor.REQUIRED
    if roles and all(is_demo for _, is_demo in roles):
        return SecondFactor.OFF
    if any(role in ROLES_WITH_SECOND_FACTOR for role, is_demo in roles if not is_demo):
        return SecondFactor.REQUIRED
    return SecondFactor.OPTIONAL
