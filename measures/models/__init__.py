"""The nouns of the domain; import them from here."""

from .acting import ActingHead
from .audit import AuditEntry
from .cell_edits import CellEdit, RemovedRow
from .deadlines import Deadline, OrganizationDeadline
from .evidence import AppendixLink, AppendixPicture, Signatory
from .frameworks import FiscalYear, Framework, Indicator, Instrument, Issue, ReferenceFact
from .grades import GradeBand
from .invitations import Invitation
from .notices import Notice
from .organizations import Organization, ResponsibleUnit
from .ownership import OwnedModel, OwnedQuerySet
from .people import SYSTEM_USERNAME, Membership, MembershipUnit, OversightMandate, User
from .plans import GroupHeading, IndicatorAnalysis, MeasurePlan, Section
from .questions import DisclosureItem, Question, QuestionLink
from .rows import Measure, Responsibility, RoundResult, Row, Step
from .scores import InstrumentScore, QuestionScore, ScoreCitation, TotalScore, YearlyScore
from .uploads import PlanUpload
from .workflow import PlanEvent

__all__ = [
    "SYSTEM_USERNAME",
    "ActingHead",
    "AppendixLink",
    "AppendixPicture",
    "AuditEntry",
    "CellEdit",
    "Deadline",
    "DisclosureItem",
    "FiscalYear",
    "Framework",
    "GradeBand",
    "GroupHeading",
    "Indicator",
    "IndicatorAnalysis",
    "Instrument",
    "InstrumentScore",
    "Invitation",
    "Issue",
    "Measure",
    "MeasurePlan",
    "Membership",
    "MembershipUnit",
    "Notice",
    "Organization",
    "OrganizationDeadline",
    "OversightMandate",
    "OwnedModel",
    "OwnedQuerySet",
    "PlanEvent",
    "PlanUpload",
    "Question",
    "QuestionLink",
    "QuestionScore",
    "ReferenceFact",
    "RemovedRow",
    "Responsibility",
    "ResponsibleUnit",
    "RoundResult",
    "Row",
    "ScoreCitation",
    "Section",
    "Signatory",
    "Step",
    "TotalScore",
    "User",
    "YearlyScore",
]
