"""Pages of our own writing that tests are made of."""

from __future__ import annotations

from library.models import Draft

FIRST = (
    "Die alte Brücke über den Fluss bleibt bis zum Herbst gesperrt, sagte die Bürgermeisterin "
    "am Montag, weil die Pfeiler neu gegründet werden müssen."
)
SECOND = (
    "Bis dahin fahren die Busse einen Umweg über die Autobahn, der im Berufsverkehr eine halbe "
    "Stunde länger dauert als bisher."
)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def words(draft: Draft) -> str:
    return " ".join(block.text for block in draft.blocks)


DEEP = "<div>" * 3000 + f"<p>{FIRST}</p>" + "</div>" * 3000 + f"<p>{SECOND}</p>"
