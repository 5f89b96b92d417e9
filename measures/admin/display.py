"""How the entry forms show values: Thai digits, Buddhist dates, links to other entries."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.admin.helpers import AdminReadonlyField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from itaportal.thai.clock import thai_moment
from itaportal.thai.dates import thai_date
from itaportal.thai.numerals import thai_digits
from measures.actions.order import siblings
from measures.models import Measure, Step
from measures.models.fields import ParagraphsField
from measures.rules.cell_text import cell_text
from measures.rules.paragraphs import Cell, joined, paragraphs_from_json


def moment(at: datetime.datetime | None) -> str:
    """A moment in Thai: ๒๑ พ.ย. ๖๙ ๑๐.๑๕ น.; a dash for none."""
    if at is None:
        return "–"
    return thai_moment(at)


def admin_url(entry: models.Model | type[models.Model], page: str = "change") -> str:
    """The address of an entry's page, or of a page of its kind such as "add"."""
    meta = entry._meta
    arguments = [entry.pk] if isinstance(entry, models.Model) else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=arguments)


def link(entry: models.Model, text: str = "") -> SafeString:
    """A link to an entry's page."""
    return format_html('<a href="{}">{}</a>', admin_url(entry), text or str(entry))


def add_link(model: Any, parent_field: str, parent_pk: int, text: str) -> SafeString:
    """A link to adding an entry in a parent."""
    return format_html(
        '<a class="addlink" href="{}?{}={}">{}</a>',
        admin_url(model, "add"),
        parent_field,
        parent_pk,
        text,
    )


def lines(items: list[Any]) -> SafeString:
    """One item a line; a dash for none."""
    if not items:
        return format_html("{}", "–")
    return format_html_join("", '<div class="line">{}</div>', ((item,) for item in items))


def excerpt(cell: Cell, length: int = 120) -> str:
    """The beginning of a cell, on one line: whole paragraphs, as Thai is not cut within words."""
    lines_of_cell = [" ".join(line.split()) for line in cell_text(cell).splitlines()]
    shown = lines_of_cell[:1]
    for line in lines_of_cell[1:]:
        if len(" ".join([*shown, line])) > length:
            return " ".join([*shown, "…"])
        shown.append(line)
    return " ".join(shown)


def read_only(shown: AdminReadonlyField) -> str:
    """A value that the reader may not change, as the field for changing it would show it.

    Django's own text of it has Christian years and Arabic digits, and knows no cells.
    """
    entry, name = shown.form.instance, str(shown.field["field"])
    try:
        column = entry._meta.get_field(name)
    except FieldDoesNotExist:
        return str(shown.contents())  # made by the form itself
    value = getattr(entry, name)
    if isinstance(column, ParagraphsField):
        return str(linebreaksbr(cell_text(value, before=_items_before(entry)))) or "–"
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date):
        return thai_date(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not column.choices:
        return thai_digits(str(value))
    return str(shown.contents())


def _items_before(entry: models.Model) -> Cell:
    """The items that an item's numbers count on from; nothing before what is no item."""
    if not isinstance(entry, Measure | Step) or entry.pk is None:
        return ()
    earlier = siblings(entry).filter(position__lt=entry.position).order_by("position")
    return joined(earlier.values_list("content", flat=True))


def as_recorded(kind: str, values: dict[str, Any]) -> SafeString:
    """What an audit entry keeps of an object of this kind, readable: each field with its value."""
    if not values:
        return format_html("{}", "–")
    models_of_kind = [each for each in apps.get_models() if each._meta.model_name == kind]
    # None of a kind that is no more.
    fields = [field for each in models_of_kind[:1] for field in each._meta.concrete_fields]
    labels = {field.attname: str(field.verbose_name) for field in fields}
    shown = ((labels.get(name, name), _recorded(value)) for name, value in values.items())
    return format_html(
        '<dl class="recorded">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", shown)
    )


def _recorded(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, list):
        try:
            return cell_text(paragraphs_from_json(value))
        except ValueError:
            pass  # a list of something else than paragraphs
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, indent=2)
    return thai_digits(str(value))
