"""Paragraphs as the tests of structure put them together, and what is made of lines of text."""

from __future__ import annotations

from library.models import BlockKind, Draft
from library.structure import structure

PROSE = (
    "Der Rat der Stadt hat am Dienstagabend nach langer Debatte beschlossen, die alte Brücke über "
    "den Fluss zu erneuern. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern, wie "
    "eine Sprecherin mitteilte. Für Fußgänger bleibt der Weg in dieser Zeit offen."
)
MORE = (
    "Die Kosten schätzt die Verwaltung auf einen hohen Betrag, von dem das Land etwa die Hälfte "
    "übernimmt. Ob das reicht, ist offen: Schon bei der letzten Erneuerung hatte sich der Bau "
    "verzögert, weil das Fundament brüchiger war als angenommen."
)
ENGLISH = (
    "The town council decided on Tuesday night, after a long debate, to renew the old bridge over "
    "the river. Work is due to start in spring and to take two years, a spokeswoman said. People "
    "on foot will be able to cross all the while."
)


def kinds(draft: Draft) -> list[BlockKind]:
    return [block.kind for block in draft.blocks]


def parsed(*lines: str) -> Draft:
    return structure("\n".join(lines))
