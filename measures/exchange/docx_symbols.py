"""Signs of picture fonts (Wingdings, Symbol) as characters that any font of text has.

Word stores them as codes F020–F0FF of the font: a ticked box is code F0FE of Wingdings.
"""

from __future__ import annotations

EMPTY_BOX, TICKED_BOX = "☐", "☑"
_BULLET = "•"
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: EMPTY_BOX, 0x71: EMPTY_BOX, 0x72: EMPTY_BOX, 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x78: TICKED_BOX, 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: EMPTY_BOX,
    0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: TICKED_BOX,
    0xFE: TICKED_BOX,
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: EMPTY_BOX, 0x30: EMPTY_BOX, 0x4F: "✗", 0x50: "✓", 0x51: TICKED_BOX, 0x52: TICKED_BOX,
    0x53: TICKED_BOX, 0x54: TICKED_BOX, 0x97: "●", 0xA3: EMPTY_BOX,
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
# Bullets that the rules of numbering know; others are written as the plain one.
_KNOWN_BULLETS = frozenset("-–—•▪●○◦*·✓✔")


def is_picture_font(font: str) -> bool:
    """Whether the font's letters are pictures, so that "o" is an empty box."""
    return font.casefold().startswith(("wingdings", "webdings"))


def is_private(character: str) -> bool:
    """Whether a character stands for a font's own sign and says nothing without the font."""
    thai_shape = "\uf700" <= character <= "\uf71a"
    return "\ue000" <= character <= "\uf8ff" and not thai_shape


def symbol_of(code: int, font: str) -> str | None:
    """The character for a sign: of a picture font by its code, else by Unicode; None if unknown."""
    signs = _FONTS.get(font.casefold())
    if signs is not None:
        return signs.get(code & 0xFF)
    if 0xF000 <= code <= 0xF0FF:  # without its font most often one of these
        return _WINGDINGS.get(code & 0xFF) or _SYMBOL.get(code & 0xFF)
    if is_picture_font(font) or not 0x20 <= code < 0xE000:
        return None
    return chr(code) if chr(code).isprintable() else None


def signs_of(text: str, font: str) -> str:
    """Text set in a picture font by its signs; a letter that stands for none it knows stays."""
    return "".join(symbol_of(ord(each), font) or each for each in text)


def bullet_of(text: str, font: str) -> str:
    """A list's bullet as a typed one."""
    first = text.strip()[:1]
    if first and (is_private(first) or is_picture_font(font)):
        first = symbol_of(ord(first), font) or _BULLET
    elif first == "o":  # Word's round bullet of the second level, in Courier New
        first = "○"
    return first if first in _KNOWN_BULLETS else _BULLET
