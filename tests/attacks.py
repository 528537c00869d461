"""Texts that would act on a terminal, hide in it or act as markup, if they were let.

Each has the `CANARY` where it can be seen, and numbers in its controls that no program has in its own,
so that neither can be taken for anything else.
"""

from __future__ import annotations

import base64
from typing import Final

CANARY: Final = "Kanarie"
"""Is in every attack, and in no text of ours."""

_BASE64: Final = base64.b64encode(CANARY.encode()).decode()

CONTROLS: Final = {
    "title": f"\x1b]0;{CANARY} title\x07",
    "title with ST": f"\x1b]2;{CANARY} title\x1b\\",
    "title by C1": f"\x9d0;{CANARY} title\x9c",
    "clipboard": f"\x1b]52;c;{_BASE64}\x07 {CANARY}",
    "link": f"\x1b]8;;file:///etc/{CANARY}\x1b\\click\x1b]8;;\x1b\\ {CANARY}",
    "notification": f"\x1b]777;notify;{CANARY};{CANARY}\x07",
    "palette": f"\x1b]4;7;#ff0000\x07 {CANARY}",
    "string without an end": f"\x1b]0;{CANARY}",
    "DCS": f"\x1bPq{CANARY}\x1b\\",
    "DCS by C1": f"\x90+q{CANARY}\x9c",
    "APC": f"\x1b_Ga=T;{CANARY}\x1b\\",
    "PM": f"\x1b^{CANARY}\x1b\\",
    "SOS": f"\x1bX{CANARY}\x1b\\",
    "colours": f"\x1b[5;8;53m{CANARY}\x1b[59m",
    "colours by C1": f"\x9b5;8;53m{CANARY}",
    "clearing": f"\x1b[2J\x1b[3J\x1b[7777;7777H{CANARY}",
    "cursor": f"\x1b[7777A\x1b[7777D{CANARY}\x1b[s\x1b[u\x1b7\x1b8",
    "region": f"\x1b[7;7r{CANARY}\x1b[7777S",
    "window": f"\x1b[8;7;7t\x1b[21t{CANARY}",
    "mode": f"\x1b[?1002h\x1b[?47h\x1b[4h{CANARY}",
    "question": f"\x1b[6n\x1b[c\x1b[>c\x1b[=c\x1b[5n\x1bP$qm\x1b\\{CANARY}",
    "printer": f"\x1b[5i{CANARY}\x1b[4i",
    "reset": f"\x1bc\x1b[!p\x1b#8{CANARY}",
    "character sets": f"\x1b(0\x1b)0\x0e{CANARY}\x0f\x1bn\x1b%@",
    "sequence without an end": f"{CANARY} \x1b[",
    "escape at the end": f"{CANARY} \x1b",
    "bell": f"\x07\x07{CANARY}\x05",
    "backspaces": f"sure\x08\x08\x08\x08{CANARY}",
    "carriage return": f"sure\r{CANARY}",
    "null, delete": f"{CANARY}\x00\x7f\x1a\x04\x18",
    "lines by C1": f"{CANARY}\x84\x85\x8d\x88",
    "feeds": f"{CANARY}\x0b\x0c\x1c\x1d\x1e\x1f",
}
"""What a terminal would obey."""

HIDDEN: Final = {
    "override": f"{CANARY} \u202egpj.exe\u202c \u202d\u202a\u202b",
    "isolates": f"\u2066{CANARY}\u2069 \u2067x\u2069 \u2068y\u2069",
    "marks of direction": f"{CANARY}\u200e\u200f\u061c",
    "zero width": f"Kanarie\u200b\u200c\u200d\u2060\ufeff {CANARY}",
    "tags": f"{CANARY}\U000e0001\U000e0041\U000e0042\U000e007f",
    "selectors": f"{CANARY}a\ufe0f\ufe00b\U000e0100",
    "fillers": f"{CANARY}\u3164\u115f\u1160\uffa0\u034f\u17b4",
    "annotations": f"\ufff9{CANARY}\ufffaanother\ufffb \u2062\u206a",
    "separators": f"{CANARY}\u2028next\u2029next",
    "flood of marks": f"{CANARY} z" + "\u0301\u0489\u0323\u20dd" * 100,
    "soft hyphens": f"{CANARY} Zick\u00adzack\u00ad",
}
"""What would be there without being seen, or would stand elsewhere than it does."""

MARKUP: Final = {
    "action": f"[@click=app.exit]{CANARY}[/] [@click='app.bell']x[/]",
    "closing": f"[/] {CANARY} [/b] [/@click]",
    "open": f"{CANARY} [red",
    "link": f"[link=file:///etc/passwd]{CANARY}[/link]",
    "styles": f"[bold red on blue]{CANARY}[/] \\[escaped] [on $primary] [#ff0000]",
    "emoji": f":skull: {CANARY} :warning:",
    "fields": f"{{0}} {{name}} {{path!r:>99}} %s %(x)s %n $primary $(id) `id` {CANARY}",
    "HTML": f"<script>alert('{CANARY}')</script><img src=x onerror=alert(1)>&lt;b&gt;",
    "Markdown": f"[{CANARY}](javascript:alert(1)) ![x](file:///etc/passwd) <javascript:x>",
}
"""What would be taken for signs of a language that somebody speaks on the way."""

ATTACKS: Final = {**CONTROLS, **HIDDEN, **MARKUP}
"""All of them."""

OBEYED: Final = "".join(CONTROLS.values())
"""All that a terminal would obey; no program has any of it in its own controls."""


def in_xml(text: str) -> str:
    """Return `text` as XML has it: what that does not allow is left out, but for C1."""
    kept = "".join(c for c in text if c in "\t\n" or ord(c) >= 32)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def in_html(text: str) -> str:
    """Return `text` as numbers of HTML, by which a page can have any character."""
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)
