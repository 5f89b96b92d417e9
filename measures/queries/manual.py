"""The manuals' sections, and which of them helps on which page."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual: its name in addresses, its title, its sections (id -> heading) in order."""

    name: str
    title: str
    sections: dict[str, str]


_CLERK = Manual(
    "clerk",
    "คู่มือผู้จัดทำ",
    {
        "sign-in": "เข้าสู่ระบบ",
        "start": "เริ่มแผนของปี",
        "tasks": "ทำทีละเรื่อง",
        "scores": "กรอกคะแนน ITA",
        "grid": "กรอกตารางมาตรการ",
        "saving": "การบันทึก และเมื่อสองคนแก้ช่องเดียวกัน",
        "paste": "วางและนำเข้าจาก Word หรือ Excel",
        "results": "กรอกผลของรอบ",
        "evidence": "เพิ่มภาพถ่ายและลิงก์",
        "submit": "ตรวจและส่ง",
    },
)
_SUPERVISOR = Manual(
    "supervisor",
    "คู่มือผู้ตรวจและผู้อนุมัติ",
    {
        "waiting": "ดูว่ามีอะไรรอท่าน",
        "reading": "ตรวจแผนที่ส่งมา",
        "return": "ส่งกลับพร้อมเหตุผล",
        "approve": "อนุมัติเนื้อหา",
        "after": "หลังอนุมัติ",
        "office": "ดูแลบุคคลและข้อมูลหน่วยงาน",
    },
)
MANUALS = MappingProxyType({each.name: each for each in (_CLERK, _SUPERVISOR)})

# By the names of addresses; every other page's help is the list of manuals.
_SECTIONS = {
    "login": ("clerk", "sign-in"),
    "home": ("clerk", "tasks"),
    "start-plan": ("clerk", "start"),
    "plan": ("clerk", "tasks"),
    "plan-general": ("clerk", "tasks"),
    "plan-scores": ("clerk", "scores"),
    "grid": ("clerk", "grid"),
    "paste": ("clerk", "paste"),
    "import-start": ("clerk", "paste"),
    "import-file": ("clerk", "paste"),
    "import-check": ("clerk", "paste"),
    "import-done": ("clerk", "paste"),
    "plan-evidence": ("clerk", "evidence"),
    "plan-read": ("supervisor", "reading"),
    "plan-check": ("clerk", "submit"),
    "organization-people": ("supervisor", "office"),
    "organization-settings": ("supervisor", "office"),
}


def help_address(url_name: str | None) -> str:
    """Where the manual helps with the page of this name."""
    if url_name not in _SECTIONS:
        return reverse("help")
    manual, section = _SECTIONS[url_name]
    return f"{reverse('manual', args=(manual,))}#{section}"
