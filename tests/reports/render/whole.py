"""A document with every kind of block, for the writers of files."""

from __future__ import annotations

import io

from PIL import Image

from reports.document import (
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Column,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    ReportDocument,
    Row,
    SignatureBlock,
    Signer,
    Table,
)


def picture(alternative: str, width: int = 40, height: int = 30) -> Picture:
    """A grey JPEG."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(written, "JPEG")
    return Picture(written.getvalue(), "image/jpeg", alternative, width, height)


ANALYSIS = "การวิเคราะห์ผลการประเมินในปี ๒๕๖๘"
PUT_TO_USE = "การนำผลการประเมินไปใช้"
TIERED = Table(
    (
        Column("ประเด็น/ตัวชี้วัด", 20),
        Column("ข้อคำถาม ITA", 20, ANALYSIS),
        Column("ผลการวิเคราะห์ประเมิน", 20, ANALYSIS),
        Column("มาตรการ/โครงการ/กิจกรรม", 25, PUT_TO_USE),
        Column("ผู้รับผิดชอบ", 15, PUT_TO_USE),
    ),
    (
        GroupRow("๑. การใช้งบประมาณ"),
        Row(
            (
                (Paragraph("การใช้งบประมาณ", "๒."), Paragraph("(๙๗.๒๑ คะแนน)")),
                (Paragraph("i๔ หน่วยงานใช้จ่ายตามวัตถุประสงค์"),),
                (),
                (
                    Paragraph("วางแผน", "๓."),
                    Paragraph("ประชุม", "๓.๑", 1),
                    Paragraph("รายงาน", "๓.๒", 1),
                    Paragraph("แจ้งที่ https://www.example.go.th/o12 ทุกเดือน", "-", 1),
                    Paragraph("เผยแพร่", "๔."),
                    Paragraph("เอกสารแนบ", "ก.", 1),
                ),
                (Paragraph("กองคลัง"), Paragraph("สำนักปลัด")),
            )
        ),
    ),
    font_size=12,
)
PLAIN = Table(
    (Column("ตัวชี้วัด", 40), Column("ระยะเวลา", 20), Column("ความก้าวหน้าผลการดำเนินการ", 40)),
    (
        Row(
            (
                (Paragraph("การใช้อำนาจ", "๓."),),
                (Paragraph("ตลอดปีงบประมาณ"),),
                (
                    Paragraph("ยังไม่ได้ดำเนินการ", "☐"),
                    Paragraph("ดำเนินการ", "☑"),
                    Paragraph("=1+1 เผยแพร่แล้ว", "-"),
                ),
            )
        ),
    ),
)
WHOLE = ReportDocument(
    title="รายงานตัวอย่าง เทศบาลตำบลตัวอย่าง",
    author="เทศบาลตำบลตัวอย่าง",
    running_mark="ข้อมูลตัวอย่าง",
    blocks=(
        Cover((("รายงาน", "ตัวอย่าง"), ("เทศบาลตำบลตัวอย่าง",)), picture("ตราเทศบาล", 30, 30)),
        Heading(("คำนำ",), level=2, new_page=True),
        Paragraph("ย่อหน้าของคำนำ"),
        Heading(("หัวข้อแรก", "บรรทัดที่สอง"), level=2, new_page=True),
        TIERED,
        Heading(("หัวข้อที่สอง",), level=2),
        PLAIN,
        SignatureBlock(
            (Signer("ผู้รายงาน", "", "ปลัด", "signer-1"), Signer("ผู้เห็นชอบ", "", "", "signer-2"))
        ),
        Heading(("ภาคผนวก",), level=2, new_page=True),
        Paragraph("ประชุมสภา", "๑."),
        Paragraph("อบรม", "๒."),
        CodedLinks((CodedLink("https://itas.example.go.th/2568", "แบบวัด EIT"),)),
        Gallery(
            (
                CaptionedPicture(picture("ห้องประชุม"), "การประชุมวันที่ ๑๓ มีนาคม ๒๕๖๘"),
                CaptionedPicture(picture("ผู้เข้าอบรม", 3000, 2000), ""),
            )
        ),
    ),
)


def of_blocks(*blocks, numerals: Numerals = Numerals.THAI) -> ReportDocument:
    """A document of these blocks alone."""
    return ReportDocument("รายงาน", blocks, numerals)


def of_cell(*cell: Paragraph, numerals: Numerals = Numerals.THAI) -> ReportDocument:
    """A document of one table with this cell."""
    return of_blocks(Table((Column("ช่อง", 100),), (Row((cell,)),)), numerals=numerals)
