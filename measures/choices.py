"""Closed vocabularies of the domain, each value with its Thai label.

The values are stored and exported, so they never change; the labels are what people read.
"""

from django.db import models


class ParagraphKind(models.TextChoices):
    """How a paragraph of a table cell is set: ๑. …, - …, or plain."""

    NUMBERED = "numbered", "ข้อลำดับ"
    DASH = "dash", "ขีดนำ"
    PLAIN = "plain", "ย่อหน้า"


class OrganizationKind(models.TextChoices):
    """Kinds of agency; the abbreviations are those printed in reports."""

    PROVINCIAL = "provincial", "องค์การบริหารส่วนจังหวัด"
    CITY = "city", "เทศบาลนคร"
    TOWN = "town", "เทศบาลเมือง"
    SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality", "เทศบาลตำบล"
    SUBDISTRICT = "subdistrict", "องค์การบริหารส่วนตำบล"
    OTHER = "other", "หน่วยงานอื่น"


class Role(models.TextChoices):
    """What a member is to the organization (glossary: DESIGN.md of the mockups)."""

    CLERK = "clerk", "ผู้จัดทำ"
    CONTRIBUTOR = "contributor", "ผู้กรอกผลของส่วนราชการ"
    SUPERVISOR = "supervisor", "ผู้ตรวจ"
    SIGNER = "signer", "ผู้ลงนาม"
    ADMINISTRATOR = "administrator", "ผู้ดูแลหน่วยงาน"


class Right(models.TextChoices):
    """What may be done to an organization's data; `rules.permissions` maps roles to rights."""

    VIEW = "view", "ดูข้อมูล"
    EDIT_PLAN = "edit_plan", "แก้ไขแผนและผล"
    ENTER_RESULTS = "enter_results", "กรอกผลการดำเนินการ"
    EDIT_SCORES = "edit_scores", "แก้ไขคะแนน"
    EDIT_ORGANIZATION = "edit_organization", "แก้ไขข้อมูลหน่วยงาน"
    EDIT_REFERENCE = "edit_reference", "แก้ไขข้อมูลอ้างอิงของปี"
    VIEW_AUDIT = "view_audit", "ดูบันทึกการเปลี่ยนแปลง"
    COMMENT = "comment", "ให้ความเห็นต่อแผน"
    SUBMIT_PLAN = "submit_plan", "ส่งแผนให้ผู้บังคับบัญชา"
    RETURN_PLAN = "return_plan", "ส่งกลับพร้อมเหตุผล"
    APPROVE_PLAN = "approve_plan", "อนุมัติเนื้อหาของแผน"
    REOPEN_PLAN = "reopen_plan", "เปิดแผนที่อนุมัติแล้วเพื่อแก้ไข"


class SecondFactor(models.TextChoices):
    """Whether an account is guarded by one-time codes (การยืนยันสองชั้น) beside its password."""

    REQUIRED = "required", "ต้องใช้"
    OPTIONAL = "optional", "เลือกใช้ได้"
    OFF = "off", "ไม่ใช้"


class OversightScope(models.TextChoices):
    """What an oversight reader (ผู้กำกับดูแล) is charged with."""

    PROVINCE = "province", "จังหวัด"
    NATION = "nation", "ทั้งประเทศ"


class Network(models.TextChoices):
    """Who runs the assessment; another network has its own framework under the name "ITA"."""

    NACC = "nacc", "สำนักงาน ป.ป.ช."
    MOPH = "moph", "กระทรวงสาธารณสุข"
    OBEC = "obec", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"
    OVEC = "ovec", "สำนักงานคณะกรรมการการอาชีวศึกษา"


class InstrumentCode(models.TextChoices):
    """The three instruments (เครื่องมือ)."""

    IIT = "IIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)"
    EIT = "EIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)"
    OIT = "OIT", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)"


class Certainty(models.TextChoices):
    """How sure a reference fact is; anything but FOUND is never shown as official."""

    FOUND = "F", "พบในเอกสารเผยแพร่"
    KNOWLEDGE = "K", "ความรู้ทั่วไป ยังไม่ยืนยัน"
    UNCERTAIN = "U", "ไม่แน่นอน ยังไม่ยืนยัน"


class ItemPurpose(models.TextChoices):
    """What an item of the OIT is to this portal: the two documents that it makes, or neither."""

    MEASURES = "measures", "มาตรการ"
    RESULTS = "results", "รายงานผลของมาตรการ"
    OTHER = "other", "เรื่องอื่น"


class PlanState(models.TextChoices):
    """States of a plan (architecture.md, section 3)."""

    DRAFT = "draft", "ฉบับร่าง"
    SUBMITTED = "submitted", "รออนุมัติ"
    RETURNED = "returned", "ส่งกลับแก้ไข"
    APPROVED = "approved", "อนุมัติแล้ว"
    LOCKED = "locked", "ล็อกแล้ว"


class WorkflowStep(models.TextChoices):
    """What is done with a plan on its way to the head of office.

    Nobody takes `END`: an edit of what an approved report prints does.
    """

    SUBMIT = "submit", "ส่งให้ผู้บังคับบัญชา"
    RETURN = "return", "ส่งกลับพร้อมเหตุผล"
    COMMENT = "comment", "ให้ความเห็น"
    APPROVE = "approve", "อนุมัติเนื้อหานี้"
    REOPEN = "reopen", "เปิดแผนเพื่อแก้ไข"
    END = "end", "การอนุมัติสิ้นผล"
    RESOLVE = "resolve", "ปิดความเห็น"

    @property
    def taken(self) -> str:
        """The step once it was taken, where its button would sound like something still to do."""
        taken = {
            WorkflowStep.SUBMIT: "ส่งให้ผู้บังคับบัญชาแล้ว",
            WorkflowStep.APPROVE: "อนุมัติแล้ว",
            WorkflowStep.REOPEN: "เปิดแผนเพื่อแก้ไขแล้ว",
            WorkflowStep.RESOLVE: "ปิดความเห็นแล้ว",
        }
        return taken.get(self, str(self.label))


class PlacedAt(models.TextChoices):
    """Where a reason or a comment stands: the whole plan, one of its sections, or one row."""

    PLAN = "plan", "ทั้งแผน"
    SECTION = "section", "ส่วนของแผน"
    ROW = "row", "แถวมาตรการ"


class ReportForm(models.TextChoices):
    """The report forms of report_forms.md that a plan may be written in."""

    RESULTS_BY_ISSUE = "results-by-issue", "รายงานผลตามประเด็น"
    PROGRESS_BY_INDICATOR = "progress-by-indicator", "รายงานความก้าวหน้าตามตัวชี้วัด"
    RESULTS_AND_INDICATOR_PROGRESS = (
        "results-and-indicator-progress",
        "รายงานผลและความก้าวหน้าตามตัวชี้วัด",
    )
    RESULTS = "results", "รายงานผลการดำเนินการ"
    DEVELOPMENT_FROM_ITA = "development-from-ita", "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"


class GroupKind(models.TextChoices):
    """What a group heading of the table names."""

    ISSUE = "issue", "ประเด็น"
    INDICATOR = "indicator", "ตัวชี้วัด"
    FREE = "free", "หัวข้ออิสระ"


class ResponsibleKind(models.TextChoices):
    """Who carries a row out."""

    UNIT = "unit", "หน่วยงานภายใน"
    EVERYONE = "everyone", "ทุกส่วนราชการ"
    COMMITTEE = "committee", "คณะกรรมการหรือคณะทำงาน"
    POSITION = "position", "ตำแหน่ง"


class Round(models.IntegerChoices):
    """Reporting rounds (รอบ) of a fiscal year, by the months they cover."""

    SIX_MONTHS = 6, "รอบ ๖ เดือน"
    TWELVE_MONTHS = 12, "รอบ ๑๒ เดือน"


class DueFor(models.IntegerChoices):
    """What a deadline is of: the plan itself, or the results of a round by its months."""

    PLAN = 0, "แผนมาตรการ"
    SIX_MONTHS = 6, "รายงานผลรอบ ๖ เดือน"
    TWELVE_MONTHS = 12, "รายงานผลรอบ ๑๒ เดือน"


class ResultStatus(models.TextChoices):
    """State of carrying a row out; blank where the office's form has no such mark."""

    NOT_STARTED = "not_started", "ยังไม่ได้ดำเนินการ"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    DONE = "done", "ดำเนินการ"


class CellColumn(models.TextChoices):
    """Columns of the measures grid that a person fills in; a cell is a row, a column, a round."""

    MEASURES = "measures", "มาตรการ/โครงการ/กิจกรรม"
    STEPS = "steps", "ขั้นตอน/วิธีการปฏิบัติ"
    RESPONSIBLE = "responsible", "ผู้รับผิดชอบ"
    PERIOD = "period", "ระยะเวลาดำเนินการ"
    STATUS = "status", "สถานะการดำเนินการ"
    RESULTS = "results", "ผลการดำเนินการ"
    OUTCOME = "outcome", "ผลลัพธ์หรือความสำเร็จ"
    SUGGESTION = "suggestion", "ข้อเสนอแนะ"


class CitationScope(models.TextChoices):
    """What a cited score is a score of."""

    INDICATOR = "indicator", "ตัวชี้วัด"
    QUESTION = "question", "ข้อคำถาม"
    INSTRUMENT = "instrument", "เครื่องมือ"
    TOTAL = "total", "คะแนนรวม"
    TOPIC = "topic", "หัวข้ออิสระ"


class CitationBinding(models.TextChoices):
    """Whether a citation's values were typed by the office or are read from its scores."""

    TYPED = "typed", "พิมพ์เอง"
    BOUND = "bound", "ผูกกับคะแนนในระบบ"


class AuditAction(models.TextChoices):
    """Codes of the audit record; `audit.record` refuses any other."""

    ADDED = "added", "เพิ่ม"
    CHANGED = "changed", "แก้ไข"
    REMOVED = "removed", "ลบ"
    REFERENCE_LOADED = "reference.loaded", "นำเข้าข้อมูลอ้างอิง"
    PLAN_IMPORTED = "plan.imported", "นำเข้าแผนจากไฟล์"
    PLAN_IMPORT_UNDONE = "plan.import_undone", "เลิกทำการนำเข้าแผน"
    PLAN_PASTED = "plan.pasted", "วางตารางลงในแผน"
    PLAN_PASTE_UNDONE = "plan.paste_undone", "เลิกทำการวางตาราง"
    SCORES_ENTERED = "scores.entered", "บันทึกคะแนน"
    PLAN_STARTED = "plan.started", "เริ่มแผน"
    UNIT_REMINDED = "unit.reminded", "เตือนส่วนราชการให้ส่งผล"
    PLAN_SUBMITTED = "plan.submitted", "ส่งแผนให้ผู้บังคับบัญชา"
    PLAN_RETURNED = "plan.returned", "ส่งแผนกลับพร้อมเหตุผล"
    PLAN_COMMENTED = "plan.commented", "ให้ความเห็นต่อแผน"
    PLAN_TALK_RESOLVED = "plan.talk_resolved", "ปิดความเห็น"
    PLAN_APPROVED = "plan.approved", "อนุมัติแผน"
    PLAN_APPROVED_BY_SUBMITTER = "plan.approved_by_submitter", "อนุมัติแผนที่ตนเองส่ง"
    PLAN_REOPENED = "plan.reopened", "เปิดแผนเพื่อแก้ไข"
    PLAN_APPROVAL_ENDED = "plan.approval_ended", "การอนุมัติแผนสิ้นผล"
    INVITATION_SENT = "invitation.sent", "ส่งคำเชิญ"
    INVITATION_WITHDRAWN = "invitation.withdrawn", "ยกเลิกคำเชิญ"
    INVITATION_ACCEPTED = "invitation.accepted", "ตอบรับคำเชิญ"
