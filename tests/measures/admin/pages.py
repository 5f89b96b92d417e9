"""Reading an entry form from its page and sending it back, as a browser does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse


def address(entry_or_model: Any, page: str, *args: Any, **query: Any) -> str:
    """The address of a page of the entry forms."""
    url = reverse(f"admin:measures_{entry_or_model._meta.model_name}_{page}", args=args)
    return f"{url}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else url


def fields_of(form: Any) -> dict[str, str]:
    """What a browser would send for a form as shown."""
    data = {}
    for bound in form:
        value = form.note_value() if bound.name == "as_shown" else bound.value()
        if isinstance(value, bool):
            if value:
                data[bound.html_name] = "on"
        elif bound.field.disabled:
            continue
        elif not hasattr(value, "file"):
            data[bound.html_name] = "" if value is None else str(value)
    return data


def form_data(response: Any) -> dict[str, str]:
    """Every field of the page's form and of the lists in it, as shown."""
    context = response.context
    data = fields_of(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        data.update(fields_of(inline.formset.management_form))
        for form in inline.formset.forms:
            data.update(fields_of(form))
    return data


def new_item(data: dict[str, str], prefix: str, **fields: Any) -> dict[str, str]:
    """The data with one more entry in a list."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{number}-{name}": str(value) for name, value in fields.items()}
    return {**data, **added, f"{prefix}-TOTAL_FORMS": str(number + 1)}


def errors_of(response: Any) -> list[str]:
    """Every error on the page; the form was shown again."""
    assert response.status_code == 200
    lists = response.context["errors"]
    return [
        str(error)
        for errors in lists
        for error in ([errors] if isinstance(errors, str) else errors)
    ]


def open_and_send(client: Client, url: str, **changes: str) -> Any:
    """Open a form, change some fields, send it."""
    data = form_data(client.get(url))
    unknown = set(changes) - set(data)
    assert not unknown, unknown
    return client.post(url, {**data, **changes})
