"""What every entry form and every list below one has in common: rights, fields, choices."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest

from itaportal.thai.forms import ThaiDateField, ThaiDecimalField
from measures.access import as_member
from measures.actions.entries import right_to_edit, right_to_remove
from measures.choices import Right
from measures.forms.fields import ParagraphsFormField, PlainTextField, ThaiIntegerField
from measures.forms.pictures import PictureFormField
from measures.models import OwnedModel, OwnedQuerySet
from measures.models.fields import ParagraphsField, PictureField

from .visit import is_open, visit_of

Choices = dict[str, models.QuerySet[Any]]

THAI_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"form_class": ThaiDateField, "widget": ThaiDateField.widget},
    models.DecimalField: {"form_class": ThaiDecimalField, "widget": ThaiDecimalField.widget},
    models.IntegerField: {"form_class": ThaiIntegerField, "widget": ThaiIntegerField.widget},
    models.CharField: {"form_class": PlainTextField},
    models.TextField: {"form_class": PlainTextField},
    # Text of a kind that has a form field of its own.
    models.EmailField: {"form_class": forms.EmailField},
    models.SlugField: {"form_class": forms.SlugField},
}


class EntryRules(BaseModelAdmin):  # type: ignore[type-arg]
    """Rights by role, Thai fields, choices of the same organization and parent.

    `parent_field` is the foreign key to what the entry stands in; "" for what stands alone.
    """

    formfield_overrides = THAI_FIELDS
    parent_field: ClassVar[str] = ""

    # Rights

    @property
    def right(self) -> Right:
        """The right that changing entries of this kind takes."""
        return right_to_edit(self.model)

    @property
    def is_owned(self) -> bool:
        """Whether entries of this kind belong to organizations, as reference data do not."""
        return issubclass(self.model, OwnedModel)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reference data are for everybody let in; all else for members of the organization."""
        if not self.is_owned:
            return True
        if obj is None:
            return visit_of(request).may_somewhere(Right.VIEW)
        return visit_of(request).may_within(Right.VIEW, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By role, and only while the plan's state allows changes."""
        return self.may_do(request, self.right, obj)

    def may_do(self, request: HttpRequest, right: Right, obj: Any) -> bool:
        """Whether the user has the right at the entry (None: anywhere) and its plan is open."""
        if obj is None:
            return visit_of(request).may_somewhere(right)
        return visit_of(request).may_within(right, obj) and is_open(obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for changing."""
        return self.may_do(request, self.right, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By role; of a result it takes more than entering it."""
        return self.may_do(request, right_to_remove(self.model), obj)

    # Rows

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Only what the user may see, with what says whose it is."""
        entries = super().get_queryset(request)
        if isinstance(entries, OwnedQuerySet):
            entries = as_member(request.user, entries)
            path: str = self.model.organization_path
            if path:
                entries = entries.select_related(path)
        return entries

    # Fields

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """A Thai field for the value; no pop-ups beside choices, as each entry has its own page."""
        if isinstance(db_field, ParagraphsField):
            # Past JSONField, whose form field is for JSON.
            return models.Field.formfield(db_field, form_class=ParagraphsFormField, **kwargs)
        if isinstance(db_field, PictureField):
            return models.Field.formfield(db_field, form_class=PictureFormField, **kwargs)
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """Nothing of another organization, whatever `choices_in` narrows further."""
        model = db_field.remote_field.model
        if not issubclass(model, OwnedModel):
            return super().get_field_queryset(db, db_field, request)
        own: models.QuerySet[Any] = as_member(request.user, model.objects.all())
        return own

    def choices_in(self, parent: Any) -> Choices:
        """Foreign keys of an entry in this parent -> what may be chosen there."""
        return {}

    def limit_choices(self, fields: dict[str, forms.Field], choices: Choices) -> None:
        """Offer only these choices, read once for all entries of a list."""
        for name, queryset in choices.items():
            field = fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset
                empty = [("", field.empty_label or "---------")]
                field.choices = empty + [
                    (each.pk, field.label_from_instance(each)) for each in queryset
                ]
