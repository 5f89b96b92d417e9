"""The nouns of the domain; import them from here."""

from .audit import AuditEntry
from .frameworks import FiscalYear, Framework, Indicator, Instrument, Issue, Question
from .organizations import Organization, ResponsibleUnit
from .ownership import OwnedModel, OwnedQuerySet
from .people import SYSTEM_USERNAME, Membership, User
from .plans import GroupHeading, IndicatorAnalysis, MeasurePlan, Section
from .rows import Measure, Responsibility, RoundResult, Row, Step
from .scores import ScoreCitation, YearlyScore

__all__ = [
    "SYSTEM_USERNAME",
    "AuditEntry",
    "FiscalYear",
    "Framework",
    "GroupHeading",
    "Indicator",
    "IndicatorAnalysis",
    "Instrument",
    "Issue",
    "Measure",
    "MeasurePlan",
    "Membership",
    "Organization",
    "OwnedModel",
    "OwnedQuerySet",
    "Question",
    "Responsibility",
    "ResponsibleUnit",
    "RoundResult",
    "Row",
    "ScoreCitation",
    "Section",
    "Step",
    "User",
    "YearlyScore",
]
