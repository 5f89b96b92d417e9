"""What a plan lacks as lines of a screen, and what it has beside its table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count

from itaportal.thai.numerals import thai_digits
from measures.models import AppendixPicture, MeasurePlan
from measures.rules.completeness import OF_RESULTS, Gap, Missing, PlanFacts

from .completeness import Progress
from .pages import plan_page, table_page


@dataclass(frozen=True, slots=True)
class BarePicture:
    """A picture of the appendix that lacks words; `number` counts them from 1."""

    number: int
    pk: int
    lacks_text: bool
    lacks_caption: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what stands beside the table."""

    signatories: int
    pictures: int
    links: int
    bare: tuple[BarePicture, ...] = ()


def counts_of_plans(plans: Collection[MeasurePlan]) -> dict[int, Counts]:
    """By the plans' keys; two queries."""
    counted = MeasurePlan.objects.filter(pk__in=[plan.pk for plan in plans]).order_by()
    numbers = counted.values_list(
        "pk", Count("signatories", distinct=True), Count("links", distinct=True)
    )
    pictures: dict[int, list[AppendixPicture]] = {plan.pk: [] for plan in plans}
    told = AppendixPicture.objects.filter(plan__in=plans).order_by("position")
    for picture in told.only("plan", "alternative_text", "caption"):
        pictures[picture.plan_id].append(picture)
    return {
        pk: Counts(signatories, len(pictures[pk]), links, bare_pictures(pictures[pk]))
        for pk, signatories, links in numbers
    }


def bare_pictures(pictures: Iterable[AppendixPicture]) -> tuple[BarePicture, ...]:
    """Those of a plan's pictures, in their order, that lack words."""
    bare = (
        BarePicture(number, each.pk, not each.alternative_text, not each.caption)
        for number, each in enumerate(pictures, start=1)
    )
    return tuple(each for each in bare if each.lacks_text or each.lacks_caption)


def counts_of(plan: MeasurePlan) -> Counts:
    """Those of one plan."""
    return counts_of_plans([plan])[plan.pk]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A gap as a line of a screen: what, how much, and the exact place to mend it."""

    title: str
    amount: str
    address: str


def missing_lines(
    plan: MeasurePlan, progress: Progress, bare: Sequence[BarePicture] = ()
) -> tuple[MissingLine, ...]:
    """What the plan lacks, each with the address of the first place that lacks it."""
    lines = (_line(plan, progress, each) for each in progress.missing)
    return (*lines, *_words_of_pictures(plan, bare))


def _words_of_pictures(plan: MeasurePlan, bare: Sequence[BarePicture]) -> Iterator[MissingLine]:
    kinds = (
        ("คำบรรยายแทนภาพ", "alternative_text", [each for each in bare if each.lacks_text]),
        ("คำบรรยายใต้ภาพ", "caption", [each for each in bare if each.lacks_caption]),
    )
    for lacking, field, pictures in kinds:
        if pictures:
            numbers = " ".join(str(each.number) for each in pictures)
            yield MissingLine(
                thai_digits(f"ภาพที่ {numbers} ในภาคผนวกยังไม่มี{lacking}"),
                thai_digits(f"{len(pictures)} ภาพ"),
                f"{plan_page('plan-evidence', plan)}#id_picture-{pictures[0].pk}-{field}",
            )


def _line(plan: MeasurePlan, progress: Progress, lacking: Missing) -> MissingLine:
    table, gap = table_page(plan), lacking.gap
    if gap in (Gap.NO_INDICATOR_ROW, Gap.NO_ISSUE_ROW):
        return _uncovered(progress.facts, lacking, table)
    if gap is Gap.NO_SCORES:
        years = " และ ".join(str(year) for year in lacking.numbers)
        address = plan_page("plan-scores", plan) or f"{plan_page('plan-read', plan)}#scores"
        return MissingLine(gap.value, thai_digits(f"ปี {years}"), address)
    if gap is Gap.NO_ROWS:
        return MissingLine(gap.value, "", table)
    query = f"?round={progress.round.value}" if gap in OF_RESULTS else ""
    amount = thai_digits(f"{lacking.count} จาก {lacking.of} แถว")
    return MissingLine(gap.value, amount, f"{table}{query}#row-{lacking.rows[0].pk}")


def _uncovered(facts: PlanFacts, lacking: Missing, table: str) -> MissingLine:
    of_indicators = lacking.gap is Gap.NO_INDICATOR_ROW
    word, names = ("ตัวชี้วัด", facts.indicators) if of_indicators else ("ประเด็น", facts.issues)
    amount = thai_digits(f"{lacking.count} จาก {lacking.of} {word}")
    if lacking.count > 1:
        return MissingLine(lacking.gap.value, amount, table)
    number = lacking.numbers[0]
    return MissingLine(thai_digits(f"{word}ที่ {number} {names[number]} ยังไม่มีมาตรการ"), amount, table)
