from typing import Any

from library.models import BlockKind
from library.structuring.evidence import bare_kinds
from library.structuring.training.fit_weights import fit
from library.structuring.training.read_posts import read_post

PROSE = (
    "Der Rat hat nach langer Debatte beschlossen, die alte Brücke zu erneuern, und zwar bald. " * 2
)
POST = f"""---
title: "Brücke"
---
{PROSE}

## Was *jetzt* gebaut wird

- erster [Punkt](https://example.org)
- zweiter Punkt

> so stand es da

**Alles fett**

{{% include box.html %}}
"""


def article(label: str) -> dict[str, Any]:
    """Return an article whose bare lines have `label`."""
    bare = [f"Was jetzt an {number} Stellen gebaut wird" for number in range(3)]
    lines = ["Titel", *(line for head in bare for line in (head, PROSE))]
    return {"lines": lines, "labels": ["title", *[label, "p"] * 3], "gold_kind": "human"}


def test_weights_follow_the_labels() -> None:
    for label, kind in (("heading", BlockKind.HEADING), ("p", BlockKind.PARAGRAPH)):
        gold = article(label)
        weights = fit([gold] * 20)
        assert bare_kinds("Titel", gold["lines"][1:], weights)[::2] == [kind] * 3


def test_lines_that_may_be_anything_teach_nothing() -> None:
    gold = article("bold")
    gold["labels"] = ["title", *["bold"] * 6]
    weights = fit([gold] * 3)
    assert set(weights.evidence.values()) == {(0.0, 0.0)}


def test_the_same_articles_give_the_same_weights() -> None:
    gold = [article("heading"), article("p")]
    assert fit(gold) == fit(gold)


def test_posts() -> None:
    assert read_post(POST) == {
        "lines": [
            *("Brücke", PROSE.strip(), "Was jetzt gebaut wird", "erster Punkt", "zweiter Punkt"),
            *("so stand es da", "Alles fett"),
        ],
        "labels": ["title", "p", "heading", "li", "li", "quote", "bold"],
    }


def test_what_has_no_title_or_few_lines_is_no_post() -> None:
    assert read_post(POST.replace("title", "name")) is None
    assert read_post("---\ntitle: A\n---\nB\n") is None
