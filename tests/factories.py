"""Plain keyword functions that make stored objects; every argument has a sensible default.

What a factory makes belongs together: a row without a section gets one, a section without a plan
gets one. Positions count up within their parent. Years are Buddhist era (BE), dates CE. The texts
are our own; no sentence of a published report stands here.
"""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db.models import Max, Model
from django.utils import timezone
from PIL.Image import new as new_image

from measures.choices import (
    Certainty,
    CitationBinding,
    CitationScope,
    DueFor,
    GroupKind,
    InstrumentCode,
    ItemPurpose,
    Network,
    OrganizationKind,
    OversightScope,
    ParagraphKind,
    ResponsibleKind,
    Role,
    Round,
)
from measures.exchange.picture_files import keep_picture
from measures.exchange.pictures import safe_picture
from measures.models import (
    AppendixLink,
    AppendixPicture,
    Deadline,
    DisclosureItem,
    FiscalYear,
    Framework,
    GradeBand,
    GroupHeading,
    Indicator,
    IndicatorAnalysis,
    Instrument,
    InstrumentScore,
    Invitation,
    Issue,
    Measure,
    MeasurePlan,
    Membership,
    MembershipUnit,
    Organization,
    OrganizationDeadline,
    OversightMandate,
    PlanUpload,
    Question,
    QuestionLink,
    QuestionScore,
    Responsibility,
    ResponsibleUnit,
    RoundResult,
    Row,
    ScoreCitation,
    Section,
    Signatory,
    Step,
    TotalScore,
    User,
    YearlyScore,
)
from measures.rules.paragraphs import Paragraph
from measures.rules.permissions import ROLES_WITH_SECOND_FACTOR

# Everybody in the tests signs in with it.
PASSWORD = "rahat-phan-thotsop-2569"
# The secret that every app of the tests has for its one-time codes.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

INSTRUMENTS = (
    (InstrumentCode.IIT, Decimal("30.00")),
    (InstrumentCode.EIT, Decimal("30.00")),
    (InstrumentCode.OIT, Decimal("40.00")),
)
INDICATORS = (
    (1, InstrumentCode.IIT, "การปฏิบัติหน้าที่"),
    (2, InstrumentCode.IIT, "การใช้งบประมาณ"),
    (3, InstrumentCode.IIT, "การใช้อำนาจ"),
    (4, InstrumentCode.IIT, "การใช้ทรัพย์สินของราชการ"),
    (5, InstrumentCode.IIT, "การแก้ไขปัญหาการทุจริต"),
    (6, InstrumentCode.EIT, "คุณภาพการดำเนินงาน"),
    (7, InstrumentCode.EIT, "ประสิทธิภาพการสื่อสาร"),
    (8, InstrumentCode.EIT, "การปรับปรุงการทำงาน"),
    (9, InstrumentCode.OIT, "การเปิดเผยข้อมูล"),
    (10, InstrumentCode.OIT, "การป้องกันการทุจริต"),
)
ISSUES = (
    (1, "กระบวนการปฏิบัติงาน"),
    (2, "การให้บริการและ E-Service"),
    (3, "ช่องทางเผยแพร่ข้อมูล"),
    (4, "การใช้ทรัพย์สินของราชการ"),
    (5, "งบประมาณและการจัดซื้อจัดจ้าง"),
    (6, "การใช้อำนาจและการบริหารงานบุคคล"),
    (7, "การป้องกันการทุจริตภายใน"),
)
BANDS = (
    ("ผ่านดีเยี่ยม", Decimal(95), Decimal(95)),
    ("ผ่านดี", Decimal(85), Decimal(85)),
    ("ผ่าน", Decimal(85), None),
    ("ต้องปรับปรุง", Decimal(70), None),
    ("ต้องปรับปรุงโดยด่วน", Decimal(0), None),
)

_serial = count(1)


# Text of cells


def plain(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs without a marker."""
    return tuple(Paragraph(text) for text in texts)


def numbered(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs that print as ๑. ๒. …"""
    return tuple(Paragraph(text, ParagraphKind.NUMBERED) for text in texts)


def dashed(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs that print with a dash."""
    return tuple(Paragraph(text, ParagraphKind.DASH) for text in texts)


def _next_position(model: type[Model], **parent: Any) -> int:
    last = model._default_manager.filter(**parent).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


# Reference data


def make_year(year_be: int = 2568) -> FiscalYear:
    """The fiscal year (BE), made once."""
    return FiscalYear.objects.get_or_create(year_be=year_be)[0]


def make_framework(year_be: int = 2568, *, network: str = Network.NACC) -> Framework:
    """The framework of a year with three instruments, ten indicators, seven issues, made once."""
    framework, created = Framework.objects.get_or_create(
        fiscal_year=make_year(year_be),
        network=network,
        defaults={"title": f"กรอบทดสอบ {year_be}"},
    )
    if not created:
        return framework
    instruments = {
        code: Instrument.objects.create(
            framework=framework, code=code, name=code.label, weight=weight
        )
        for code, weight in INSTRUMENTS
    }
    Indicator.objects.bulk_create(
        Indicator(
            framework=framework,
            instrument=instruments[code],
            number=number,
            name=name,
            certainty=Certainty.FOUND,
        )
        for number, code, name in INDICATORS
    )
    Issue.objects.bulk_create(
        Issue(framework=framework, number=number, name=name, certainty=Certainty.FOUND)
        for number, name in ISSUES
    )
    return framework


def get_indicator(number: int = 1, year_be: int = 2568) -> Indicator:
    """One of the ten indicators of a year's framework."""
    return make_framework(year_be).indicators.get(number=number)


def get_issue(number: int = 1, year_be: int = 2568) -> Issue:
    """One of the seven issues of a year's framework."""
    return make_framework(year_be).issues.get(number=number)


def get_instrument(code: str, year_be: int = 2568) -> Instrument:
    """One of the three instruments of a year's framework."""
    return make_framework(year_be).instruments.get(code=code)


def make_question(
    *,
    code: str = "i1",
    text: str = "ท่านทราบขั้นตอนหรือไม่",
    indicator: Indicator | None = None,
    certainty: str = Certainty.FOUND,
) -> Question:
    """A question of an indicator (by default the first of 2568)."""
    return Question.objects.create(
        indicator=indicator or get_indicator(), code=code, text=text, certainty=certainty
    )


def make_question_link(year_be: int = 2568, *, code: str = "i1") -> QuestionLink:
    """A question of a year and the one of the year before that asked the same, with their link."""
    later, earlier = (
        make_question(code=code, indicator=get_indicator(1, year))
        for year in (year_be, year_be - 1)
    )
    return QuestionLink.objects.create(later=later, earlier=earlier)


def make_item(
    year_be: int = 2568, *, code: str = "o27", purpose: str = ItemPurpose.MEASURES
) -> DisclosureItem:
    """An item of a year's disclosure list."""
    return DisclosureItem.objects.create(
        framework=make_framework(year_be),
        code=code,
        name="มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        purpose=purpose,
        certainty=Certainty.FOUND,
    )


# Organizations and people


def make_organization(
    *,
    code: str | None = None,
    name: str | None = None,
    kind: str = OrganizationKind.SUBDISTRICT,
    **fields: Any,
) -> Organization:
    """An organization; code and name count up."""
    number = next(_serial)
    return Organization.objects.create(
        code=code or f"org-{number}",
        name=name or f"องค์การบริหารส่วนตำบลทดสอบ {number}",
        kind=kind,
        **fields,
    )


def make_unit(
    *, organization: Organization | None = None, name: str = "สำนักปลัด", **fields: Any
) -> ResponsibleUnit:
    """A responsible unit of an organization."""
    return ResponsibleUnit.objects.create(
        organization=organization or make_organization(), name=name, **fields
    )


def make_user(*, username: str | None = None, **fields: Any) -> User:
    """A user who signs in with `PASSWORD` and is a member of nothing."""
    user = User.objects.create_user(
        username=username or f"user-{next(_serial)}", password=PASSWORD, **fields
    )
    if user.is_superuser:
        make_authenticator(user)
    return user


def make_authenticator(user: User) -> Authenticator:
    """The app that shows the user's one-time codes, `one_time_code` among them."""
    return Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": TOTP_SECRET}}
    )[0]


def one_time_code(secret: str = TOTP_SECRET) -> str:
    """What the app shows now."""
    _before, counter, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def make_member(
    *,
    organization: Organization | None = None,
    role: str = Role.CLERK,
    username: str | None = None,
    is_staff: bool = True,
    **fields: Any,
) -> User:
    """A user with a role in an organization; staff, as the entry forms are Django's admin."""
    user = make_user(username=username, is_staff=is_staff, **fields)
    make_membership(user=user, organization=organization, role=role)
    return user


def make_membership(
    *, user: User | None = None, organization: Organization | None = None, role: str = Role.CLERK
) -> Membership:
    """A role of a user in an organization; who has to have one-time codes has them."""
    user = user or make_user()
    if role in ROLES_WITH_SECOND_FACTOR:
        make_authenticator(user)
    return Membership.objects.create(
        user=user, organization=organization or make_organization(), role=role
    )


def make_invitation(
    *,
    organization: Organization | None = None,
    email: str = "new@example.go.th",
    role: str = Role.CLERK,
    **fields: Any,
) -> Invitation:
    """An open invitation, its letter not sent."""
    organization = organization or make_organization()
    return Invitation.objects.create(organization=organization, email=email, role=role, **fields)


def make_contributor(
    *, organization: Organization | None = None, unit: str = "สำนักปลัด", **fields: Any
) -> User:
    """A contributor who belongs to the organization's unit of that name."""
    organization = organization or make_organization()
    user = make_member(organization=organization, role=Role.CONTRIBUTOR, **fields)
    its_unit = ResponsibleUnit.objects.get_or_create(organization=organization, name=unit)[0]
    MembershipUnit.objects.create(membership=user.memberships.get(), unit=its_unit)
    return user


def make_oversight(*, province: str = "", **fields: Any) -> User:
    """A reader charged with a province, or with the nation; no staff."""
    user = make_user(**fields)
    scope = OversightScope.PROVINCE if province else OversightScope.NATION
    OversightMandate.objects.create(user=user, scope=scope, province=province)
    return user


# Deadlines


def make_deadline(
    *,
    year_be: int = 2568,
    due_for: int = DueFor.TWELVE_MONTHS,
    due_on: datetime.date = datetime.date(2026, 3, 31),
) -> Deadline:
    """The deadline of a year for every organization."""
    return Deadline.objects.create(fiscal_year=make_year(year_be), due_for=due_for, due_on=due_on)


def make_own_deadline(
    *,
    organization: Organization | None = None,
    year_be: int = 2568,
    due_for: int = DueFor.TWELVE_MONTHS,
    due_on: datetime.date = datetime.date(2026, 3, 20),
) -> OrganizationDeadline:
    """An organization's own deadline."""
    return OrganizationDeadline.objects.create(
        organization=organization or make_organization(),
        fiscal_year=make_year(year_be),
        due_for=due_for,
        due_on=due_on,
    )


# Plans


def make_plan(
    *,
    organization: Organization | None = None,
    year_be: int = 2568,
    posted_for_be: int | None = 2569,
    score_year_be: int | None = 2568,
    **fields: Any,
) -> MeasurePlan:
    """A plan; the frameworks of its years are made, the year before the scores' included."""
    make_framework(year_be)
    if score_year_be is not None:
        make_framework(score_year_be - 1)
        make_framework(score_year_be)
    return MeasurePlan.objects.create(
        organization=organization or make_organization(),
        fiscal_year=make_year(year_be),
        posted_for=None if posted_for_be is None else make_year(posted_for_be),
        score_year=None if score_year_be is None else make_year(score_year_be),
        **fields,
    )


def make_section(*, plan: MeasurePlan | None = None, **fields: Any) -> Section:
    """The next section of a plan."""
    plan = plan or make_plan()
    fields.setdefault("position", _next_position(Section, plan=plan))
    return Section.objects.create(plan=plan, **fields)


def make_group(
    *, section: Section | None = None, kind: str = GroupKind.ISSUE, **fields: Any
) -> GroupHeading:
    """The next group heading of a section: by default the issue of the same number."""
    section = section or make_section()
    position = fields.setdefault("position", _next_position(GroupHeading, section=section))
    year_be = section.plan.fiscal_year.year_be
    if kind == GroupKind.ISSUE and "issue" not in fields:
        fields["issue"] = get_issue((position - 1) % len(ISSUES) + 1, year_be)
    if kind == GroupKind.INDICATOR and "indicator" not in fields:
        fields["indicator"] = get_indicator((position - 1) % len(INDICATORS) + 1, year_be)
    if kind == GroupKind.FREE:
        fields.setdefault("printed_text", "หัวข้ออื่น")
    return GroupHeading.objects.create(section=section, kind=kind, **fields)


def make_row(
    *,
    section: Section | None = None,
    group: GroupHeading | None = None,
    period_start: datetime.date | None = datetime.date(2024, 10, 1),
    period_end: datetime.date | None = datetime.date(2025, 9, 30),
    **fields: Any,
) -> Row:
    """The next row of a section (of its group's section, if given), over fiscal year 2568."""
    section = section or (group.section if group else make_section())
    fields.setdefault("position", _next_position(Row, section=section))
    return Row.objects.create(
        section=section, group=group, period_start=period_start, period_end=period_end, **fields
    )


def make_measure(*, row: Row | None = None, **fields: Any) -> Measure:
    """The next measure of a row."""
    row = row or make_row()
    fields.setdefault("position", _next_position(Measure, row=row))
    fields.setdefault("content", numbered("จัดทำคู่มือการให้บริการ"))
    return Measure.objects.create(row=row, **fields)


def make_step(*, row: Row | None = None, measure: Measure | None = None, **fields: Any) -> Step:
    """The next step of a row (of its measure's row, if given)."""
    row = row or (measure.row if measure else make_row())
    fields.setdefault("position", _next_position(Step, row=row))
    fields.setdefault("content", numbered("ทบทวนขั้นตอนการทำงาน"))
    return Step.objects.create(row=row, measure=measure, **fields)


def make_responsibility(
    *,
    row: Row | None = None,
    unit: ResponsibleUnit | None = None,
    kind: str = ResponsibleKind.UNIT,
    **fields: Any,
) -> Responsibility:
    """The next of those responsible for a row; a unit of the row's organization by default."""
    row = row or make_row()
    fields.setdefault("position", _next_position(Responsibility, row=row))
    if kind == ResponsibleKind.UNIT and unit is None:
        unit = ResponsibleUnit.objects.get_or_create(organization=row.owner, name="สำนักปลัด")[0]
    return Responsibility.objects.create(row=row, unit=unit, kind=kind, **fields)


def make_result(
    *, row: Row | None = None, round: int = Round.TWELVE_MONTHS, **fields: Any
) -> RoundResult:
    """What came of a row in one round."""
    fields.setdefault("results", numbered("เผยแพร่คู่มือแล้ว"))
    fields.setdefault("outcome", plain("ผู้รับบริการทราบขั้นตอนชัดเจนขึ้น"))
    return RoundResult.objects.create(row=row or make_row(), round=round, **fields)


def make_citation(
    *,
    result: RoundResult | None = None,
    scope: str = CitationScope.INDICATOR,
    binding: str = CitationBinding.TYPED,
    earlier_year_be: int = 2567,
    later_year_be: int = 2568,
    **fields: Any,
) -> ScoreCitation:
    """A comparison cited in an outcome: by default typed, of the first indicator, falling 0.20."""
    result = result or make_result()
    fields.setdefault("position", _next_position(ScoreCitation, round_result=result))
    if scope == CitationScope.INDICATOR and "indicator" not in fields:
        fields["indicator"] = get_indicator(1, later_year_be)
    if binding == CitationBinding.TYPED:
        fields.setdefault("earlier_value", Decimal("87.87"))
        fields.setdefault("later_value", Decimal("87.67"))
    return ScoreCitation.objects.create(
        round_result=result,
        scope=scope,
        binding=binding,
        earlier_year=make_year(earlier_year_be),
        later_year=make_year(later_year_be),
        **fields,
    )


def make_score(
    *,
    organization: Organization | None = None,
    year_be: int = 2568,
    number: int = 1,
    value: Decimal | str = "87.67",
) -> YearlyScore:
    """The score of an organization in the indicator of that number and year."""
    return YearlyScore.objects.create(
        organization=organization or make_organization(),
        indicator=get_indicator(number, year_be),
        value=Decimal(value),
    )


def make_instrument_score(
    *,
    organization: Organization | None = None,
    year_be: int = 2568,
    code: str = "IIT",
    value: Decimal | str = "90.00",
) -> InstrumentScore:
    """The announced score of an organization in an instrument of that year."""
    return InstrumentScore.objects.create(
        organization=organization or make_organization(),
        instrument=get_instrument(code, year_be),
        value=Decimal(value),
    )


def make_question_score(
    *,
    organization: Organization | None = None,
    question: Question | None = None,
    value: Decimal | str = "90.00",
) -> QuestionScore:
    """The score of an organization in a question (by default i1 of 2568)."""
    return QuestionScore.objects.create(
        organization=organization or make_organization(),
        question=question or make_question(),
        value=Decimal(value),
    )


def make_total_score(
    *,
    organization: Organization | None = None,
    year_be: int = 2568,
    value: Decimal | str | None = "90.00",
    level: str = "",
) -> TotalScore:
    """The announced total and level of an organization in a year."""
    return TotalScore.objects.create(
        organization=organization or make_organization(),
        framework=make_framework(year_be),
        value=None if value is None else Decimal(value),
        level=level,
    )


def make_bands(year_be: int = 2568, *, certainty: str = Certainty.FOUND) -> None:
    """The five levels in words, as of 2567 and later."""
    framework = make_framework(year_be)
    for position, (name, total_from, each_from) in enumerate(BANDS, start=1):
        GradeBand.objects.create(
            framework=framework,
            position=position,
            name=name,
            total_from=total_from,
            each_instrument_from=each_from,
            passes=total_from >= 85,
            certainty=certainty,
        )


def make_analysis(
    *, plan: MeasurePlan | None = None, indicator: Indicator | None = None, **fields: Any
) -> IndicatorAnalysis:
    """A plan's analysis of one indicator."""
    plan = plan or make_plan()
    fields.setdefault("analysis", plain("ผู้รับบริการยังไม่ทราบช่องทาง"))
    return IndicatorAnalysis.objects.create(
        plan=plan,
        indicator=indicator or get_indicator(1, plan.fiscal_year.year_be),
        **fields,
    )


# Appendix and signatories


def picture_file(
    *, colour: str = "teal", size: tuple[int, int] = (40, 30), kind: str = "JPEG", **options: Any
) -> bytes:
    """A picture of one colour, as somebody would upload it."""
    written = io.BytesIO()
    new_image("RGB", size, colour).save(written, kind, **options)
    return written.getvalue()


def make_link(*, plan: MeasurePlan | None = None, **fields: Any) -> AppendixLink:
    """The next address of a plan's appendix."""
    plan = plan or make_plan()
    position = fields.setdefault("position", _next_position(AppendixLink, plan=plan))
    fields.setdefault("address", f"https://itas.example.go.th/eit/{position}")
    fields.setdefault("label", "แบบวัด EIT")
    return AppendixLink.objects.create(plan=plan, **fields)


def make_picture(
    *, plan: MeasurePlan | None = None, content: bytes | None = None, **fields: Any
) -> AppendixPicture:
    """The next picture of a plan's appendix, its file stored."""
    plan = plan or make_plan()
    fields.setdefault("position", _next_position(AppendixPicture, plan=plan))
    fields.setdefault("alternative_text", "เจ้าหน้าที่มอบคู่มือแก่ประชาชน")
    picture = keep_picture(plan.organization.code, safe_picture(content or picture_file()))
    return AppendixPicture.objects.create(plan=plan, picture=picture, **fields)


def make_emblem(organization: Organization, *, content: bytes | None = None) -> str:
    """Give an organization an emblem, its file stored; returns its name."""
    safe = safe_picture(content or picture_file(colour="gold", kind="PNG"))
    organization.emblem = keep_picture(organization.code, safe)
    organization.emblem_alternative_text = "ตรารูปวงกลมสีทอง"
    organization.save()
    return str(organization.emblem)


def make_signatory(*, plan: MeasurePlan | None = None, **fields: Any) -> Signatory:
    """The next of those who sign a plan's report."""
    plan = plan or make_plan()
    fields.setdefault("position", _next_position(Signatory, plan=plan))
    fields.setdefault("role", "ผู้รายงาน")
    return Signatory.objects.create(plan=plan, **fields)


def make_filled_row(*, group: GroupHeading | None = None, text: str = "มาตรการ") -> Row:
    """A row with everything in it, every text beginning with `text`: for lists and leak tests."""
    row = make_row(
        group=group or make_group(),
        period_text=plain(f"{text} ระยะเวลา"),
        responsible_text=plain(f"{text} ผู้รับผิดชอบ"),
        remarks=plain(f"{text} ข้อความอื่น"),
    )
    make_responsibility(row=row)
    measure = make_measure(row=row, content=numbered(f"{text} มาตรการ"))
    make_step(row=row, measure=measure, content=numbered(f"{text} ขั้นตอน"))
    for round in (Round.SIX_MONTHS, Round.TWELVE_MONTHS):
        result = make_result(
            row=row,
            round=round,
            results=dashed(f"{text} ผล {int(round)}"),
            outcome=plain(f"{text} ผลลัพธ์ {int(round)}"),
            suggestion=plain(f"{text} ข้อเสนอแนะ {int(round)}"),
        )
        make_citation(result=result)
    return row


def make_upload(
    *, organization: Organization | None = None, is_imported: bool = False, **fields: Any
) -> PlanUpload:
    """A file that a clerk of the organization uploaded for 2568, waiting or imported."""
    organization = organization or make_organization()
    outcome = {"made_the_plan": True, "rows": 1, "measures": 1, "steps": 1, "doubts": 0}
    return PlanUpload.objects.create(
        **{
            "organization": organization,
            "fiscal_year": make_year(),
            "uploaded_by": make_member(organization=organization),
            "file": "measures.docx",
            "outcome": {**outcome, "added_units": [], "added_scores": []},
            "imported_at": timezone.now() if is_imported else None,
            **fields,
        }
    )
