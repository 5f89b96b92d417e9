"""The manual: two short ones, for who prepares a plan and for who checks and approves it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from measures.queries.manual import MANUALS


@login_not_required  # Who cannot sign in needs it most; it shows the demo and nobody's data.
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Which manuals there are, and their sections."""
    return render(request, "help/index.html", {"manuals": MANUALS})


@login_not_required
@require_safe
def manual(request: HttpRequest, manual: str) -> HttpResponse:
    """One manual, its sections in the order of the work."""
    shown = MANUALS[manual]
    return render(request, f"help/{manual}.html", {"manual": shown, "manuals": MANUALS})
