"""Loading the reference data of years from framework files.

A reload brings what the file changed since it was last loaded, entry by entry and value by value,
and leaves what an administrator corrected meanwhile: `Framework.loaded` keeps what the file said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from measures.access import require
from measures.audit import record, snapshot
from measures.choices import AuditAction, Right
from measures.exchange.framework_checks import check_together
from measures.exchange.frameworks import FrameworkFile, FrameworkFileError, read_framework
from measures.models import (
    DisclosureItem,
    FiscalYear,
    Framework,
    GradeBand,
    Indicator,
    Instrument,
    Issue,
    Question,
    QuestionLink,
    User,
)

from .framework_keys import as_text, key_of, stored_by_key
from .framework_use import COUNTED, require_unused


@transaction.atomic
def load_reference(paths: Iterable[Path], *, by: User) -> list[Framework]:
    """Load framework files, all or none; returns those that changed.

    A file loaded before changes nothing. What a file no longer names is removed: ProtectedError
    where a plan or a score refers to it. Raises FrameworkFileError, PermissionDenied, and
    FrameworkInUse when what a report in use is made of would change.
    """
    require(by, Right.EDIT_REFERENCE, None)
    files = [read_framework(path) for path in sorted(paths)]
    check_together(files)
    loadings = [_Loading.of(file) for file in sorted(files, key=attrgetter("year_be", "network"))]
    for loading in loadings:
        loading.entries()
    for loading in loadings:  # after all years, as links go back
        loading.links()
    changed = []
    for loading in loadings:
        if loading.finish():
            record(
                AuditAction.REFERENCE_LOADED,
                loading.framework,
                before=loading.before,
                after=loading.changes,
                by=by,
            )
            changed.append(loading.framework)
    return changed


@dataclass(slots=True)
class _Loading:
    """One file on its way into the database.

    `changes` is what changed, by label, `before` what stood there; `said` is what the file says of
    each key, `stored` the entries of the database by key, `kept` the keys that the file names.
    """

    file: FrameworkFile
    framework: Framework
    said: dict[str, dict[str, str]]
    changes: dict[str, Any]
    before: dict[str, Any]
    rewritten: bool
    kept: set[str]
    stored: dict[str, Any]

    @classmethod
    def of(cls, file: FrameworkFile) -> _Loading:
        """With the framework, locked."""
        year, _ = FiscalYear.objects.get_or_create(year_be=file.year_be)
        values = {"title": file.title, "series": file.series}
        try:
            Framework(network=file.network, **values).clean_fields(exclude=("fiscal_year",))
        except ValidationError as error:
            raise _impossible(file, "framework", error) from error
        framework, made = Framework.objects.select_for_update().get_or_create(
            fiscal_year=year, network=file.network, defaults=values
        )
        loading = cls(file, framework, {}, {}, {}, False, set(), stored_by_key(framework))
        if made:
            loading.changes[f"framework {framework}"] = values
        loading.place("framework", framework, values)
        return loading

    def entries(self) -> None:
        """Everything that stands in the framework itself."""
        framework, file = self.framework, self.file
        instruments = {
            entry.code: self.find(
                f"instrument {entry.code}",
                Instrument(framework=framework, code=entry.code),
                {"name": entry.name, "weight": entry.weight, "certainty": entry.certainty},
            )
            for entry in file.instruments
        }
        indicators = {
            entry.number: self.find(
                f"indicator {entry.number}",
                Indicator(framework=framework, number=entry.number),
                {
                    "name": entry.name,
                    "instrument": instruments[entry.instrument],
                    "certainty": entry.certainty,
                },
            )
            for entry in file.indicators
        }
        for issue in file.issues:
            self.find(
                f"issue {issue.number}",
                Issue(framework=framework, number=issue.number),
                {"name": issue.name, "certainty": issue.certainty},
            )
        for question in file.questions:
            self.find(
                f"question {question.code}",
                Question(code=question.code),
                {
                    "indicator": indicators[question.indicator],
                    "text": question.text,
                    "certainty": question.certainty,
                },
            )
        for item in file.disclosure_items:
            self.find(
                f"item {item.code}",
                DisclosureItem(framework=framework, code=item.code),
                {
                    "name": item.name,
                    "purpose": item.purpose,
                    "reports_previous_year": item.reports_previous_year,
                    "certainty": item.certainty,
                },
            )
        for position, band in enumerate(file.bands, start=1):
            self.find(
                f"band {position}",
                GradeBand(framework=framework, position=position),
                {
                    "name": band.name,
                    "total_from": band.total_from,
                    "each_instrument_from": band.each_instrument_from,
                    "passes": band.passes,
                    "certainty": band.certainty,
                },
            )

    def links(self) -> None:
        """The questions of earlier years that this year's ask again."""
        own = self.questions_of(self.file.year_be)
        pairs = [
            (link.later, link.earlier_year_be, link.earlier) for link in self.file.question_links
        ]
        if self.file.same_questions_as is not None:
            earlier = self.questions_of(self.file.same_questions_as)
            if not earlier:
                raise FrameworkFileError(
                    f"{self.file.file}: same_questions_as อ้างถึงข้อคำถามของปี "
                    f"{self.file.same_questions_as} ซึ่งยังไม่มี โปรดเพิ่มไฟล์ของปีนั้นหรือแก้การอ้างถึง"
                )
            pairs += [
                (code, self.file.same_questions_as, code)
                for code in own
                if code in earlier
                and code.startswith(("i", "e"))  # the OIT's items are new each year
            ]
        asked = {year_be: self.questions_of(year_be) for year_be in {pair[1] for pair in pairs}}
        for code, year_be, earlier_code in pairs:
            found = asked[year_be].get(earlier_code)
            if found is None:
                raise FrameworkFileError(
                    f"{self.file.file}: ข้อ {code} อ้างถึงข้อ {earlier_code} ของปี {year_be} ซึ่งยังไม่มี "
                    f"โปรดเพิ่มไฟล์ของปี {year_be} หรือแก้การอ้างถึง"
                )
            if code in own:  # else an administrator removed it
                link = QuestionLink(later=own[code], earlier=found)
                self.find(f"link {code} {year_be} {earlier_code}", link, {})

    def questions_of(self, year_be: int) -> dict[str, Question]:
        """The questions of a year of the same network, by code."""
        found = Question.objects.filter(
            indicator__framework__fiscal_year__year_be=year_be,
            indicator__framework__network=self.file.network,
        )
        return {question.code: question for question in found}

    def finish(self) -> bool:
        """Remove what the file no longer names, keep what it said; whether anything changed."""
        for stale in self._stale():
            label = f"{stale._meta.model_name} {stale}"
            if self._is_corrected(stale):
                self.changes[label] = "คงไว้ เพราะผู้ดูแลแก้ไขแล้ว"
                continue
            self.before[label] = as_text(snapshot(stale))
            self.changes[label] = "ลบ"
            self.rewritten = True
            stale.delete()
        if self.rewritten:
            require_unused(self.framework)
        if self.framework.loaded != self.said:
            self.framework.loaded = self.said
            self.framework.save(update_fields=["loaded"])
        return bool(self.changes)

    def find(self, key: str, entry: Any, values: dict[str, Any]) -> Any:
        """The stored entry of this key, or this new one, with the file's values.

        What an administrator removed since the last load stays so, but for what others stand in.
        """
        stored = self.stored.get(key)
        removed = stored is None and key in self.framework.loaded
        if removed and not isinstance(entry, Instrument | Indicator):
            self.said[key] = as_text(values)
        elif stored is None:
            stored = entry
            for name, value in values.items():
                setattr(stored, name, value)
            self.check(key, stored)
            stored.save(force_insert=True)
            self.said[key] = as_text(values)
            self.changes[f"{stored._meta.model_name} {stored}"] = self.said[key]
            self.rewritten |= bool(self.framework.loaded) and isinstance(stored, COUNTED)
        else:
            self.place(key, stored, values)
        self.kept.add(key)
        return stored

    def place(self, key: str, stored: Any, values: dict[str, Any]) -> None:
        """Set the values that the file changed since it was last loaded."""
        said = self.said[key] = as_text(values)
        before: dict[str, str] = self.framework.loaded.get(key, {})
        changed = [
            name
            for name, value in values.items()
            if before.get(name) != said[name] and getattr(stored, name) != value
        ]
        old = {name: str(getattr(stored, name)) for name in changed}
        for name in changed:
            setattr(stored, name, values[name])
        if changed:
            self.check(key, stored)
            stored.save(update_fields=changed)
            self.rewritten = True
            label = f"{stored._meta.model_name} {stored}"
            self.before[label] = old
            self.changes[label] = {name: said[name] for name in changed}

    def check(self, key: str, entry: models.Model) -> None:
        """Raise FrameworkFileError for what the database cannot keep."""
        try:
            entry.full_clean()
        except ValidationError as error:
            raise _impossible(self.file, key, error) from error

    def _is_corrected(self, entry: models.Model) -> bool:
        """Whether an administrator changed what the file said of an entry."""
        said = self.framework.loaded.get(key_of(entry), {})
        return any(str(getattr(entry, name)) != text for name, text in said.items())

    def _stale(self) -> list[models.Model]:
        """Entries that the file named when it was last loaded and does no longer, dependants first.

        Those that an administrator added stay. A framework loaded before it kept what its file said
        has every entry from its file.
        """
        loaded = self.framework.loaded
        return [
            entry
            for key, entry in self.stored.items()
            if key not in self.kept and (not loaded or key in loaded)
        ]


def _impossible(file: FrameworkFile, key: str, error: ValidationError) -> FrameworkFileError:
    """What the database cannot keep of a file, with the entry and the field."""
    problems = (
        " ".join(messages if name == NON_FIELD_ERRORS else [f"{name}:", *messages])
        for name, messages in error.message_dict.items()
    )
    return FrameworkFileError(f"{file.file}: {key}: {' '.join(problems)}")
