"""Lists of entries below their parent, in the parent's form and transaction."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from measures.forms.entries import EntryForm, EntryFormSet, ItemFormSet, PlacedForm, PlacedFormSet

from .rules import EntryRules
from .visit import visit_of


class EntryInline(EntryRules, InlineModelAdmin):  # type: ignore[type-arg]
    """The base of all lists in a form."""

    template = "admin/edit_inline/stacked.html"
    form = EntryForm
    formset = EntryFormSet
    extra = 0
    # Shown empty in the form of a new parent.
    extra_for_new = 0

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Empty entries offered."""
        return self.extra if obj else self.extra_for_new

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A formset whose choices lie in the same parent."""
        formset = super().get_formset(request, obj, **kwargs)
        parent = obj or visit_of(request).draft
        if parent is not None:
            self.limit_choices(formset.form.base_fields, self.choices_in(parent))
        return formset


class PlacedInline(EntryInline):
    """Entries in order."""

    form = PlacedForm
    formset = PlacedFormSet


class ItemInline(PlacedInline):
    """Items of one cell: measures, steps."""

    formset = ItemFormSet
