"""Who may do what: role to rights. Asked only by `measures.access`."""

from measures.choices import Right, Role

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset({Right.VIEW, Right.EDIT_PLAN, Right.EDIT_SCORES}),
    Role.SUPERVISOR: frozenset({Right.VIEW}),
    Role.ADMINISTRATOR: frozenset({Right.VIEW, Right.EDIT_ORGANIZATION}),
}


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that carry a right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)
