"""What must hold between the entries of one framework file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from measures.choices import InstrumentCode, ItemPurpose, Network

from .framework_entries import FrameworkFile, FrameworkFileError


def check_framework(framework: FrameworkFile) -> None:
    """Raise FrameworkFileError for the first thing that cannot be."""
    for check in (_head, _instruments, _indicators, _questions, _items, _bands):
        problem = check(framework)
        if problem:
            raise FrameworkFileError(f"{framework.file}: {problem}")


def check_together(frameworks: Sequence[FrameworkFile]) -> None:
    """Raise FrameworkFileError where two files are of one year and network.

    That is a copy whose year was not changed: it would overwrite the year that it was copied from.
    """
    files: dict[tuple[int, str], str] = {}
    for framework in frameworks:
        key = (framework.year_be, framework.network)
        if key in files:
            raise FrameworkFileError(
                f"{files[key]} และ {framework.file}: เป็นของปี {framework.year_be} และ network "
                f"“{framework.network}” ทั้งสองไฟล์ คาดว่าปีหนึ่งของแต่ละ network มีไฟล์เดียว "
                "โปรดแก้ year_be หรือ network เช่น year_be = 2570"
            )
        files[key] = framework.file


def _head(framework: FrameworkFile) -> str:
    if framework.network not in Network.values:
        return f"network เป็น “{framework.network}” ต้องเป็น {', '.join(Network.values)}"
    if not 2540 <= framework.year_be <= 2700:
        return f"year_be เป็น {framework.year_be} คาดว่าเป็นพุทธศักราช เช่น 2568"
    earlier = framework.same_questions_as
    if earlier is not None and earlier >= framework.year_be:
        return f"same_questions_as เป็น {earlier} คาดว่าเป็นปีก่อน {framework.year_be} เช่น 2567"
    return ""


def _instruments(framework: FrameworkFile) -> str:
    codes = [instrument.code for instrument in framework.instruments]
    if sorted(codes) != sorted(InstrumentCode.values):
        known = ", ".join(InstrumentCode.values)
        return f"เครื่องมือเป็น {', '.join(codes)} คาดว่าเป็น {known} อย่างละหนึ่ง"
    total = sum(instrument.weight for instrument in framework.instruments)
    return "" if total == 100 else f"น้ำหนักของเครื่องมือรวมได้ {total} คาดว่ารวมได้ 100"


def _indicators(framework: FrameworkFile) -> str:
    for name, numbers in (
        ("ตัวชี้วัด", [indicator.number for indicator in framework.indicators]),
        ("ประเด็น", [issue.number for issue in framework.issues]),
    ):
        if numbers != list(range(1, len(numbers) + 1)):
            return f"{name}เป็น {numbers} คาดว่าเรียงจาก 1 โดยไม่ขาดและไม่ซ้ำ"
    if not framework.indicators:
        return "ไม่มีตัวชี้วัด คาดว่ามี [[indicators]] เช่น number = 1"
    codes = {instrument.code for instrument in framework.instruments}
    for indicator in framework.indicators:
        if indicator.instrument not in codes:
            return f"ตัวชี้วัดที่ {indicator.number} ใช้เครื่องมือ “{indicator.instrument}” ซึ่งไม่มีในไฟล์"
    return ""


def _questions(framework: FrameworkFile) -> str:
    instruments = {each.number: each.instrument for each in framework.indicators}
    codes = {question.code for question in framework.questions}
    for question in framework.questions:
        instrument = instruments.get(question.indicator)
        if instrument is None:
            return f"ข้อคำถาม {question.code} เป็นของตัวชี้วัดที่ {question.indicator} ซึ่งไม่มีในไฟล์"
        letter = instrument[0].lower()
        if question.code[0] != letter:
            return (
                f"ข้อคำถาม {question.code} เป็นของตัวชี้วัดที่ {question.indicator} "
                f"ซึ่งใช้เครื่องมือ {instrument} คาดว่ารหัสขึ้นต้นด้วย {letter} เช่น {letter}1"
            )
    for link in framework.question_links:
        if link.later not in codes:
            return f"[[question_links]] อ้างถึงข้อ {link.later} ซึ่งไม่มีในไฟล์"
        if link.earlier_year_be >= framework.year_be:
            return f"[[question_links]] ของข้อ {link.later} คาดว่าอ้างถึงปีก่อน {framework.year_be}"
        if link.earlier[0] != link.later[0]:
            return (
                f"[[question_links]] ของข้อ {link.later} อ้างถึงข้อ {link.earlier} ซึ่งเป็นของเครื่องมืออื่น "
                f"คาดว่ารหัสขึ้นต้นด้วย {link.later[0]} เช่น {link.later[0]}1"
            )
    return ""


def _items(framework: FrameworkFile) -> str:
    codes = [item.code for item in framework.disclosure_items]
    doubled = next((code for code in codes if codes.count(code) > 1), "")
    if doubled:
        return f"[[disclosure_items]] {doubled} มีมากกว่าหนึ่งครั้ง"
    purposes = [item.purpose for item in framework.disclosure_items]
    unknown = next((purpose for purpose in purposes if purpose not in ItemPurpose.values), "")
    if unknown:
        return (
            f"[[disclosure_items]] purpose เป็น “{unknown}” คาดว่าเป็น {', '.join(ItemPurpose.values)}"
        )
    if purposes.count(ItemPurpose.RESULTS) > 1:
        return "[[disclosure_items]] มีรายงานผลของมาตรการมากกว่าหนึ่งรายการ คาดว่ามีไม่เกินหนึ่ง"
    return ""


def _bands(framework: FrameworkFile) -> str:
    """The levels stand from the highest, and leave no hole down to 0."""
    bands = framework.bands
    order = [(band.total_from, band.each_instrument_from or Decimal(0)) for band in bands]
    if bands and (order != sorted(set(order), reverse=True) or any(order[-1])):
        return '[[bands]] ต้องเรียงจากระดับสูงสุดโดยไม่ซ้ำ และระดับสุดท้ายต้องเริ่มที่ 0 เช่น total_from = "0.00"'
    if len({band.name for band in bands}) < len(bands):
        return "[[bands]] มีชื่อระดับซ้ำกัน"
    return ""
