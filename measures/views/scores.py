"""The scores of a plan's two years, entered beside each other."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from itaportal.thai.numerals import thai_digits
from measures.access import get_plan, has_right, require
from measures.actions.scores import EnteredYear, enter_years
from measures.choices import Right
from measures.exchange.score_tables import ScoreReading
from measures.forms.score_sources import ScoreSourceForm
from measures.forms.scores import ScoreTableForm, field_name
from measures.models import MeasurePlan, User
from measures.queries.approved_plans import approved_years_of_scores
from measures.queries.scores import YearSubjects, stored_scores, subjects_of_year
from measures.queries.year_rules import rules_by_year
from measures.rules.scoring import score_text

from .score_columns import YearColumn
from .score_lines import score_blocks


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def plan_scores(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Last year beside this year: shown to all who see the plan, saved at once by those who may.

    Besides saving, the page is sent to have a pasted column or a file read into it (`read`), to
    use the percent of what looks like points (`use`, a field and its value), or to confirm that
    it is percent already (`confirm`, the tick's name).
    """
    plan = get_plan(request.user, code, year_be)
    organization = plan.organization
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    may_enter = has_right(request.user, Right.EDIT_SCORES, organization)
    if request.method == "POST":
        require(request.user, Right.EDIT_SCORES, organization)
    of_years = _years(plan)
    source = ScoreSourceForm(years=list(of_years) or [0])
    sent: QueryDict | None = None
    reading: ScoreReading | None = None
    if request.method == "POST":
        sent = request.POST.copy()
        if "read" in sent:
            source = ScoreSourceForm(request.POST, request.FILES, years=list(of_years) or [0])
            found = source.read(request.POST["read"], of_years, organization)
            reading = _filled_in(sent, *found) if found else None
        _decided(sent)
    forms = [_form(plan, each, sent, read_only=not may_enter) for each in of_years.values()]
    saves = sent is not None and "read" not in sent
    if saves and all(form.is_valid() for form in forms) and _saved(request, plan, forms):
        return redirect(request.path)
    rules = rules_by_year(organization.network)
    columns = [YearColumn(form, rules[form.of_year.year.year_be]) for form in forms]
    return render(
        request,
        "measures/scores.html",
        {
            "plan": plan,
            "organization": organization,
            "shows_demo": organization.is_demo,
            "may_enter": may_enter,
            "approved": approved_years_of_scores(organization, of_years) if may_enter else [],
            "columns": columns,
            "years": list(of_years),
            "blocks": score_blocks(columns),
            "forms": forms,
            "has_errors": sent is not None and any(form.errors for form in forms),
            "source": source,
            "reading": reading,
        },
    )


def _years(plan: MeasurePlan) -> dict[int, YearSubjects]:
    """The plan's score year and the year before (BE), as far as they have a framework.

    A plan that names no score year yet shows the year in which it is carried out.
    """
    later = (plan.score_year or plan.fiscal_year).year_be
    found = {year: subjects_of_year(plan.organization, year) for year in (later - 1, later)}
    return {year: of_year for year, of_year in found.items() if of_year is not None}


def _form(
    plan: MeasurePlan, of_year: YearSubjects, sent: QueryDict | None, *, read_only: bool
) -> ScoreTableForm:
    scores, level = stored_scores(plan.organization, of_year.framework)
    return ScoreTableForm(
        sent,
        organization=plan.organization,
        of_year=of_year,
        scores=scores,
        level=level,
        read_only=read_only,
        prefix=prefix_of(of_year),
    )


def prefix_of(of_year: YearSubjects) -> str:
    """What the names of a year's fields begin with: y2568."""
    return f"y{of_year.year.year_be}"


def _filled_in(sent: QueryDict, of_year: YearSubjects, reading: ScoreReading) -> ScoreReading:
    """Put what was read beside what was typed; nothing of it is saved yet."""
    prefix = prefix_of(of_year)
    for key, value in reading.scores.items():
        sent[f"{prefix}-{field_name(key)}"] = score_text(value)
    if reading.level:
        sent[f"{prefix}-level"] = reading.level
    return reading


def _decided(sent: QueryDict) -> None:
    """Take the choice that was made at a score that looks like weighted points."""
    name, _, value = sent.get("use", "").partition("=")
    if name in sent and value:
        sent[name] = value
    if confirmed := sent.get("confirm"):
        sent[confirmed] = "on"


def _saved(request: HttpRequest, plan: MeasurePlan, forms: list[ScoreTableForm]) -> bool:
    """Save both years; what the action refuses becomes an error of the form."""
    assert isinstance(request.user, User)
    entered = [
        EnteredYear(
            form.of_year.year, form.values, form.level, form.percent, form.shown, form.shown_level
        )
        for form in forms
    ]
    try:
        entries = enter_years(plan.organization, entered, by=request.user)
    except ValidationError as error:
        forms[-1].add_error(None, error)
        return False
    years = " และ ".join(str(entry.after["year_be"]) for entry in entries)
    said = f"บันทึกคะแนนปี {years} แล้ว" if entries else "ไม่มีคะแนนที่เปลี่ยนแปลง"
    messages.success(request, thai_digits(said))
    return True
