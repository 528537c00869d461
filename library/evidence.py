"""Which bare lines are headings and list items, told by evidence for and against.

Plain text has no mark for either. Each piece of evidence has a weight for a line being a heading
and one for its being a list item, both against its being a paragraph; the transitions say how
likely one kind follows another. The best sequence of kinds is found by Viterbi's algorithm: the
whole is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). Weights
were fitted to labelled news articles and checked on articles of other publishers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from library import lines as look
from library.lines import Line, lines_of
from library.models import BlockKind

KINDS: Final = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
"""What a bare line can be, in the order of the weights."""


class Evidence(NamedTuple):
    """One thing that speaks for or against."""

    name: str
    """What it is, in words."""
    heading: float
    """Weight for a heading, in nats; negative speaks against."""
    item: float
    """Weight for a list item."""
    holds: Callable[[Line], bool]
    """Whether it is so."""


EVIDENCE: Final = (
    # Where nothing speaks, a line is a paragraph.
    Evidence("any line", -1.2, -1.1, lambda line: line.length >= 0),
    # Headings are short, list items less so, paragraphs rarely.
    Evidence("up to 3 words", 0.0, -1.0, lambda line: line.words <= 3),
    Evidence("up to 6 words", 0.6, 0.3, lambda line: line.words <= 6),
    Evidence("up to 15 words", 1.0, 0.5, lambda line: line.words <= 15),
    Evidence("up to 110 characters", 1.0, 0.4, lambda line: line.length <= 110),
    Evidence("up to 180 characters", 1.4, 0.3, lambda line: line.length <= 180),
    Evidence("up to 400 characters", 0.2, 0.4, lambda line: line.length <= 400),
    # How it ends: headings have no full stop; a colon introduces what follows.
    Evidence("full stop", -2.3, -0.7, lambda line: line.close == "." or line.last == "."),
    Evidence("comma or semicolon", -0.6, 0.3, lambda line: line.close in {",", ";"}),
    Evidence("colon", -1.5, -3.7, lambda line: line.last == ":"),
    Evidence("colon above prose", -0.2, -0.5, lambda line: line.last == ":" and line.after.prose),
    Evidence("question", -0.6, -0.1, lambda line: line.close == "?"),
    Evidence("exclamation", -1.6, -0.6, lambda line: line.close == "!"),
    Evidence("closing bracket", -0.8, 0.3, lambda line: line.last == ")"),
    Evidence("final digit", -1.2, -0.1, lambda line: line.last.isdigit()),
    # How it begins.
    Evidence("lower case", -1.1, 0.3, lambda line: line.first.islower()),
    Evidence("odd sign first", -2.0, -1.1, lambda line: line.odd),
    Evidence("number", 0.4, 0.1, lambda line: line.number is not None),
    Evidence("number of a series", 0.8, 0.1, lambda line: line.in_series),
    Evidence("series over prose", 0.6, 0.0, lambda line: line.heads_series),
    # What it says.
    Evidence("inner sentence break", -0.6, 0.0, lambda line: line.says(look.SENTENCE_BREAK)),
    Evidence("many commas", -0.6, -0.2, lambda line: line.head.count(",") > 1),
    Evidence("address", -1.4, -0.6, lambda line: line.says(look.ADDRESS)),
    Evidence("money", -0.5, -0.5, lambda line: line.short and line.says(look.MONEY)),
    Evidence(
        "clock or date", -0.2, -0.5, lambda line: line.short and line.says(look.CLOCK_OR_DATE)
    ),
    Evidence("first person", -0.8, -0.9, lambda line: line.short and line.says(look.FIRST_PERSON)),
    Evidence(
        "second person", -0.8, -0.3, lambda line: line.short and line.says(look.SECOND_PERSON)
    ),
    Evidence(
        "question word", 0.7, 0.5, lambda line: line.short and line.begins(look.QUESTION_WORD)
    ),
    Evidence("reported speech", -0.2, -0.5, lambda line: line.says(look.REPORTED)),
    Evidence("junk phrase", -1.0, -0.2, lambda line: line.begins(look.JUNK)),
    Evidence("upright stroke", -0.3, 0.1, lambda line: "|" in line.head),
    # Set by hand, not fitted: site furniture and what has nothing below never heads a section,
    # and a run of bare lines below a colon does not end in a heading.
    Evidence("bare run below colon", -2.5, 1.0, lambda line: line.bare_run),
    Evidence("call to the reader", -9.0, -2.0, lambda line: line.begins(look.CALL)),
    Evidence("nothing below", -9.0, 0.0, lambda line: line.after.length == 0),
    Evidence("short address", -9.0, 0.0, lambda line: line.short and line.says(look.ADDRESS)),
    Evidence("short, lower case", -3.0, 0.0, lambda line: line.short and line.first.islower()),
    # Where it stands: a heading needs something below; a list stands below a colon.
    Evidence("first line", -0.3, -1.5, lambda line: line.before.before.length == 0),
    Evidence("last line", -1.7, -0.7, lambda line: line.after.length == 0),
    Evidence("below bare line", -0.2, -0.2, lambda line: line.before.bare),
    Evidence("above bare line", -0.9, -0.5, lambda line: line.after.bare),
    Evidence("above prose", 0.0, 0.5, lambda line: line.after.prose),
    Evidence("above long prose", 0.6, -0.1, lambda line: line.after.length > 250),
    Evidence("above quotation", -1.1, -0.3, lambda line: line.after.opens_quotation),
    Evidence("below sentence", 0.2, -0.3, lambda line: line.before.ends_sentence),
    Evidence("below colon", -0.6, 1.1, lambda line: line.before.last == ":"),
    Evidence("second below colon", 0.2, 0.9, lambda line: line.before.before.last == ":"),
    Evidence("run below colon", -0.5, 0.5, lambda line: line.listed),
    Evidence("much longer than bare line", -1.0, -0.8, lambda line: line.outgrows(line.before)),
    Evidence("below question", -0.8, -0.5, lambda line: line.before.last == "?"),
    Evidence("bare above prose", 0.5, 0.5, lambda line: line.bare and line.after.prose),
    Evidence("bare in prose", 0.7, 0.0, lambda line: line.bare_in_prose),
    Evidence("bare, apart", 0.7, -0.6, lambda line: line.bare_apart),
    Evidence("run of open lines", -0.2, -0.5, lambda line: line.short and line.open_above > 1),
    Evidence("as long as above", -0.4, 0.1, lambda line: line.long_as(line.before)),
    Evidence("as long as below", -0.2, 0.2, lambda line: line.long_as(line.after)),
    Evidence("form of both", -0.3, 0.3, lambda line: line.formed_alike),
    Evidence("labels in a row", -0.6, 0.5, lambda line: line.labelled_alike),
    # Interviews: a question below which someone answers is part of the talk.
    Evidence("answered", -0.9, 0.2, lambda line: line.close == "?" and line.after.answers),
    Evidence(
        "many questions", 0.2, -0.1, lambda line: line.close == "?" and line.page.questions > 3
    ),
    # The text as a whole: where most lines are bare, being bare says little.
    Evidence("many bare lines", 0.1, 0.3, lambda line: line.short and line.page.bare_share > 0.35),
    Evidence("most bare lines", 0.0, 0.2, lambda line: line.short and line.page.bare_share > 0.5),
    Evidence("few bare lines", -0.6, -0.4, lambda line: line.short and line.page.bare_share < 0.2),
    Evidence("repeated", -1.2, -0.1, lambda line: line.page.copies[line.text] > 1),
)

TRANSITIONS: Final = (
    (0.0, -1.5, -2.8),
    (-0.8, -1.4, -1.3),
    (-2.7, -2.1, 0.5),
)
"""Weight of each kind (row) being followed by each kind (column), in the order of `KINDS`."""


_LONG: Final = 350
_LONG_PROSE: Final = (0.0, -9.0, -3.0)
"""What a long paragraph that ends its sentences comes to, whatever else speaks: not worth asking."""


def bare_kinds(title: str, texts: Sequence[str]) -> list[BlockKind]:
    """Return for each of `texts`, the paragraphs below `title`, what it is as a bare line."""
    return _best_sequence([_weights(line) for line in lines_of(title, texts)])


def _weights(line: Line) -> tuple[float, float, float]:
    """Return what speaks for `line` being of each of `KINDS`."""
    if line.length > _LONG and line.prose:
        return _LONG_PROSE
    heading = item = 0.0
    for evidence in EVIDENCE:
        if evidence.holds(line):
            heading += evidence.heading
            item += evidence.item
    return 0.0, heading, item


def _best_sequence(weights: Sequence[tuple[float, float, float]]) -> list[BlockKind]:
    """Return the kinds whose weights and transitions add up to most (Viterbi's algorithm)."""
    kinds = range(len(KINDS))
    scores = list(weights[0]) if weights else []
    origins: list[list[int]] = []
    for own in weights[1:]:
        reached = [[scores[k] + TRANSITIONS[k][to] for k in kinds] for to in kinds]
        origins.append([ways.index(max(ways)) for ways in reached])
        scores = [max(ways) + own[to] for to, ways in zip(kinds, reached, strict=True)]
    found = [scores.index(max(scores))] if scores else []
    for origin in reversed(origins):
        found.append(origin[found[-1]])
    return [KINDS[kind] for kind in reversed(found)]
