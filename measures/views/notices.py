"""Taking notices as read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from measures.access import get_own_organization
from measures.actions import notices
from measures.models import User


@require_POST
def read_notices(request: HttpRequest, code: str) -> HttpResponse:
    """The person's own notices of one organization; back to the home page."""
    organization = get_own_organization(request.user, code)
    assert isinstance(request.user, User)  # the door lets nobody else in
    notices.read_notices(organization, by=request.user)
    return redirect("home")
