"""The word ร่าง (draft) across a page, as a drawing: seen by everybody, read by no machine as text.

Drawn text would stand within the sentences that are copied from a page or read aloud.
"""

from __future__ import annotations

import base64

# ร่าง in Sarabun Bold (SIL Open Font License): 1000 units are an em, the line stands at 0.
_OUTLINE = (
    "M159 -443Q281 -432 353 -396Q425 -361 425 -310V-107Q425 -55 390 -22Q356 10 301 10"
    "Q249 10 216 -20Q183 -51 183 -98Q183 -146 213 -176Q243 -205 292 -205H297V-289"
    "Q297 -318 212 -340Q126 -361 24 -366Q25 -470 70 -528Q115 -586 192 -586"
    "Q219 -586 240 -582Q260 -577 284 -569Q298 -564 312 -560Q327 -557 339 -557"
    "Q355 -557 367 -566Q379 -576 384 -591L472 -564Q459 -512 430 -483Q400 -454 362 -454"
    "Q345 -454 330 -458Q315 -462 290 -470Q242 -486 215 -486Q193 -486 176 -474"
    "Q160 -462 159 -443ZM336 -98Q336 -118 324 -130Q311 -143 291 -143Q272 -143 260 -130"
    "Q247 -118 247 -98Q247 -78 260 -66Q272 -53 291 -53Q311 -53 324 -66Q336 -78 336 -98Z"
    "M312 -903H430V-684H312ZM817 -408Q817 -445 794 -466Q771 -486 731 -486"
    "Q686 -486 661 -460Q636 -435 636 -390H513Q513 -482 571 -534Q629 -586 731 -586"
    "Q831 -586 888 -541Q944 -496 944 -416V0H817ZM1426 -470V0H1299L1021 -295L1090 -367"
    "L1299 -142V-371H1294Q1245 -371 1214 -400Q1184 -430 1184 -478Q1184 -525 1217 -556"
    "Q1250 -586 1302 -586Q1357 -586 1392 -554Q1426 -521 1426 -470ZM1338 -478"
    "Q1338 -498 1326 -510Q1313 -523 1293 -523Q1274 -523 1261 -510Q1248 -498 1248 -478"
    "Q1248 -459 1261 -446Q1274 -433 1293 -433Q1313 -433 1326 -446Q1338 -458 1338 -478Z"
)
# A page of A4 across in millimetres; the word half as wide, rising as a mark on paper does.
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 297 210">'
    '<path transform="translate(148.5 105) rotate(-20) scale(.115) translate(-737 420)"'
    ' fill="#e4e4e4" d="{}"/></svg>'
)

DRAFT_DRAWING = (
    "data:image/svg+xml;base64," + base64.b64encode(_DRAWING.format(_OUTLINE).encode()).decode()
)
"""The address in which the drawing lies."""
