"""What one request to the entry forms knows: its user's rights, the parent of a new entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from measures.access import has_right_at, rights_in, rights_somewhere
from measures.actions.entries import plan_of
from measures.choices import Right
from measures.models import Organization, OwnedModel, User
from measures.rules.workflow import may_edit


@dataclass
class Visit:
    """One request. Django's admin asks for permissions dozens of times a page: each is kept.

    `parent` is the object that a new entry is added to, `draft` the new entry in it, not stored;
    `refusal` is why an action refused what was sent.
    """

    user: User
    parent: models.Model | None = None
    draft: models.Model | None = None
    refusal: ValidationError | None = None
    _rights: dict[int | None, frozenset[Right]] = field(default_factory=dict)
    _somewhere: frozenset[Right] | None = None
    _at: dict[tuple[Right, type[models.Model], int | None], bool] = field(default_factory=dict)

    def may(self, right: Right, organization: Organization | None) -> bool:
        """Whether the user has the right in the organization (None: for reference data)."""
        key = organization.pk if organization else None
        if key not in self._rights:
            self._rights[key] = rights_in(self.user, organization)
        return right in self._rights[key]

    def may_somewhere(self, right: Right) -> bool:
        """Whether there is anything the user has the right to, or could be."""
        if self._somewhere is None:
            self._somewhere = rights_somewhere(self.user)
        return right in self._somewhere

    def may_within(self, right: Right, entry: models.Model) -> bool:
        """Whether the user has the right where the entry belongs; shared data is reference data."""
        if not isinstance(entry, OwnedModel):
            return self.may(Right.EDIT_REFERENCE, None)
        if right is not Right.ENTER_RESULTS or self.may(Right.EDIT_PLAN, entry.owner):
            return self.may(right, entry.owner)
        # A contributor's rows alone.
        key = right, type(entry), entry.pk
        if key not in self._at:
            self._at[key] = has_right_at(self.user, right, entry)
        return self._at[key]


_visits: WeakKeyDictionary[HttpRequest, Visit] = WeakKeyDictionary()


def visit_of(request: HttpRequest) -> Visit:
    """The request's visit, begun when first asked for."""
    if request not in _visits:
        assert isinstance(request.user, User)  # the site lets nobody else in
        _visits[request] = Visit(request.user)
    return _visits[request]


def is_open(entry: models.Model) -> bool:
    """Whether the state of the plan that the entry is part of, if any, allows changes."""
    plan = plan_of(entry) if isinstance(entry, OwnedModel) else None
    return plan is None or may_edit(plan.state)
