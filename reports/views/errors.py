"""Pages that say what could not be done and what to do instead."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from measures.models import MeasurePlan


def explained_error(
    request: HttpRequest, plan: MeasurePlan, asked: forms.Form, *messages: str, status: int = 400
) -> HttpResponse:
    """A page of the form's errors and further messages, with the way back to the plan."""
    errors = [str(error) for found in asked.errors.values() for error in found]
    return render(
        request,
        "reports/explained_error.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "messages_of_errors": [*errors, *messages],
        },
        status=status,
    )
