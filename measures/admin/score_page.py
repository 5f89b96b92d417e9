"""What the page of a year's scores shows beside its fields: computed scores, level, sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from measures.choices import CitationScope
from measures.exchange.score_tables import ScoreReading
from measures.exchange.scores import read_pasted_scores
from measures.exchange.source import UnreadableFile
from measures.forms.scores import PastedScoresForm, ScoreRow, ScoreTableForm
from measures.models import Instrument, Organization
from measures.models.frameworks import UNCONFIRMED
from measures.queries.score_book import ScoreBook
from measures.queries.scores import YearSubjects, score_names
from measures.queries.year_rules import YearRules
from measures.rules.grading import Band, HeldBack, held_back, level_of, moved_apart
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key
from measures.rules.score_sentences import YearScore, total_subject, year_over_year_sentence
from measures.rules.totals import Checked, recompute


@dataclass(frozen=True, slots=True)
class InstrumentPart:
    """An instrument's lines: its indicators, itself with what is computed, its questions."""

    instrument: Instrument
    indicators: list[ScoreRow]
    row: ScoreRow
    checked: Checked
    questions: list[ScoreRow]

    @property
    def entered_questions(self) -> int:
        """How many questions have a score."""
        return sum(row.field.value() not in (None, "") for row in self.questions)

    @property
    def has_question_errors(self) -> bool:
        """Whether a question's score is refused: then they are shown."""
        return any(row.field.errors for row in self.questions)


@dataclass(frozen=True, slots=True)
class ScorePage:
    """The page's parts; `level` is the computed one or "", `contrast` a sentence or ""."""

    parts: list[InstrumentPart]
    total: ScoreRow
    checked: Checked
    level: str
    level_differs: bool
    held_back: HeldBack | None
    contrast: str


def score_page(form: ScoreTableForm, book: ScoreBook) -> ScorePage:
    """The page of a form: computed from what it shows, saved or not."""
    year_be = form.of_year.year.year_be
    rules = book.rules(year_be)
    assert rules is not None  # the form is of this framework
    values = form.known_values()
    recomputed = recompute(
        {number: values.get(indicator_key(number)) for number in rules.indicator_names},
        rules.instruments,
        {each.code: values.get(instrument_key(each.code)) for each in rules.instruments},
        values.get(TOTAL),
    )
    scores = {code: checked.value for code, checked in recomputed.instruments.items()}
    band = level_of(rules.bands, recomputed.total.value, scores)
    announced = form["level"].value() or ""
    return ScorePage(
        parts=list(_parts(form, rules, recomputed.instruments)),
        total=form.row(TOTAL),
        checked=recomputed.total,
        level=_shown(band),
        level_differs=bool(band and announced and band.name != announced),
        held_back=held_back(rules.bands, recomputed.total.value, scores),
        contrast=_contrast(book, year_be),
    )


def _shown(band: Band | None) -> str:
    """A computed level, marked where nobody has confirmed its conditions."""
    if band is None or band.is_confirmed:
        return band.name if band else ""
    return f"{band.name} ({UNCONFIRMED})"


def _parts(
    form: ScoreTableForm, rules: YearRules, checked: dict[str, Checked]
) -> Iterator[InstrumentPart]:
    for each in rules.instruments:
        key = instrument_key(each.code)
        if key in form.of_year.subjects:
            instrument = form.of_year.subjects[key].subject
            assert isinstance(instrument, Instrument)
            yield InstrumentPart(
                instrument,
                form.rows_of(CitationScope.INDICATOR, each.code),
                form.row(key),
                checked[each.code],
                form.rows_of(CitationScope.QUESTION, each.code),
            )


def _contrast(book: ScoreBook, year_be: int) -> str:
    """The sentence of two years' totals, where the level moved the other way than the total."""
    years = book.compare(TOTAL, year_be - 1, year_be)
    if not moved_apart(years.change, years.level):
        return ""
    return year_over_year_sentence(
        total_subject(),
        YearScore(year_be - 1, years.earlier, years.earlier_level),
        YearScore(year_be, years.later, years.later_level),
        level=years.level,
    )


def read_pasted(
    form: PastedScoresForm, of_year: YearSubjects, organization: Organization
) -> ScoreReading | None:
    """The pasted scores; what cannot be read becomes an error of the form, and None."""
    if not form.is_valid():
        return None
    try:
        reading = read_pasted_scores(
            form.cleaned_data["pasted"], score_names(of_year, organization)
        )
    except UnreadableFile as refused:
        form.add_error("pasted", str(refused))
        return None
    if reading.problems:
        form.add_error("pasted", [str(problem) for problem in reading.problems])
        return None
    return reading
