"""Which bare lines are headings and list items, told by evidence for and against.

Plain text has no mark for either. Each piece of evidence has a weight for a line being a heading
and one for its being a list item, both against its being a paragraph; the transitions say how
likely one kind follows another. The best sequence of kinds is found by Viterbi's algorithm: the
whole is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). The
weights lie in `weights.tsv`, which `training/fit_weights.py` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

from library.models import BlockKind
from library.structuring import lines as look
from library.structuring.lines import Line, lines_of
from library.structuring.notices import is_dateline, is_notice
from library.structuring.weights import KINDS, Weights, read_weights

_LONGEST_HEADING: Final = 220
"""Code points, beyond which a line heads nothing, whatever else speaks for it."""


class Evidence(NamedTuple):
    """One thing that speaks for or against."""

    name: str
    """What it is, in words; its weights have the same name."""
    holds: Callable[[Line], bool]
    """Whether it is so."""


EVIDENCE: Final = (
    # Where nothing speaks, a line is a paragraph.
    Evidence("any line", lambda line: line.length >= 0),
    # Headings are short, list items less so, paragraphs rarely.
    Evidence("up to 3 words", lambda line: line.words <= 3),
    Evidence("up to 6 words", lambda line: line.words <= 6),
    Evidence("up to 15 words", lambda line: line.words <= 15),
    Evidence("up to 110 characters", lambda line: line.length <= 110),
    Evidence("up to 180 characters", lambda line: line.length <= 180),
    Evidence("up to 400 characters", lambda line: line.length <= 400),
    # How it ends: headings have no full stop; a colon introduces what follows.
    Evidence("full stop", lambda line: line.close == "." or line.last == "."),
    Evidence("comma or semicolon", lambda line: line.close in {",", ";"}),
    Evidence("colon", lambda line: line.last == ":"),
    Evidence("colon above prose", lambda line: line.last == ":" and line.after.prose),
    Evidence("question", lambda line: line.close == "?"),
    Evidence("exclamation", lambda line: line.close == "!"),
    Evidence("closing bracket", lambda line: line.last == ")"),
    Evidence("final digit", lambda line: line.last.isdigit()),
    # How it begins.
    Evidence("lower case", lambda line: line.first.islower()),
    Evidence("odd sign first", lambda line: line.odd),
    Evidence("number", lambda line: line.number is not None),
    Evidence("number of a series", lambda line: line.in_series),
    Evidence("series over prose", lambda line: line.heads_series),
    # What it says.
    Evidence("inner sentence break", lambda line: line.says(look.SENTENCE_BREAK)),
    Evidence("many commas", lambda line: line.head.count(",") > 1),
    Evidence("address", lambda line: line.says(look.ADDRESS)),
    Evidence("money", lambda line: line.short and line.says(look.MONEY)),
    Evidence("clock or date", lambda line: line.short and line.says(look.CLOCK_OR_DATE)),
    Evidence("first person", lambda line: line.short and line.says(look.FIRST_PERSON)),
    Evidence("second person", lambda line: line.short and line.says(look.SECOND_PERSON)),
    Evidence("question word", lambda line: line.short and line.begins(look.QUESTION_WORD)),
    Evidence("reported speech", lambda line: line.says(look.REPORTED)),
    Evidence("junk phrase", lambda line: line.begins(look.JUNK)),
    Evidence("upright stroke", lambda line: "|" in line.head),
    # Site furniture, and what has nothing below: see `RULES`.
    Evidence("bare run below colon", lambda line: line.bare_run),
    Evidence("call to the reader", lambda line: line.begins(look.CALL)),
    Evidence("notice", lambda line: line.length <= 120 and is_notice(line.text)),
    Evidence(
        "dateline", lambda line: (line.is_day or is_dateline(line.head)) and not line.heads_day
    ),
    Evidence("day of a log", lambda line: line.heads_day),
    Evidence("nothing below", lambda line: line.after.length == 0),
    Evidence("longer than headings", lambda line: line.length > _LONGEST_HEADING),
    Evidence("short address", lambda line: line.short and line.says(look.ADDRESS)),
    Evidence("short, lower case", lambda line: line.short and line.begins(look.LOWER_CASE)),
    # Where it stands: a heading needs something below; a list stands below a colon.
    Evidence("first line", lambda line: line.before.before.length == 0),
    Evidence("last line", lambda line: line.after.length == 0),
    Evidence("below bare line", lambda line: line.before.bare),
    Evidence("above bare line", lambda line: line.after.bare),
    Evidence("above prose", lambda line: line.after.prose),
    Evidence("above long prose", lambda line: line.after.length > 250),
    Evidence("above quotation", lambda line: line.after.opens_quotation),
    Evidence("below sentence", lambda line: line.before.ends_sentence),
    Evidence("below colon", lambda line: line.before.last == ":"),
    Evidence("second below colon", lambda line: line.before.before.last == ":"),
    Evidence("run below colon", lambda line: line.listed),
    Evidence("much longer than bare line", lambda line: line.outgrows(line.before)),
    Evidence("below question", lambda line: line.before.last == "?"),
    Evidence("bare above prose", lambda line: line.bare and line.after.prose),
    Evidence("bare in prose", lambda line: line.bare_in_prose),
    Evidence("bare, apart", lambda line: line.bare_apart),
    Evidence("run of open lines", lambda line: line.short and line.open_above > 1),
    Evidence("as long as above", lambda line: line.long_as(line.before)),
    Evidence("as long as below", lambda line: line.long_as(line.after)),
    Evidence("form of both", lambda line: line.formed_alike),
    Evidence("labels in a row", lambda line: line.labelled_alike),
    # Interviews: a question below which someone answers is part of the talk.
    Evidence("answered", lambda line: line.close == "?" and line.after.answers),
    Evidence("many questions", lambda line: line.close == "?" and line.page.questions > 3),
    Evidence(
        "question of a talk",
        lambda line: line.asks and line.page.answers > 2 and line.after.opens_quotation,
    ),
    Evidence(
        "statement in a talk", lambda line: line.bare and not line.asks and line.page.answers > 2
    ),
    Evidence(
        "asked of a speaker", lambda line: line.page.speakers > 2 and line.after.speaker != ""
    ),
    Evidence("speaker", lambda line: line.page.speakers > 2 and line.speaker != ""),
    # Forms that many lines share.
    Evidence("begins as above", lambda line: line.begins_as(line.before)),
    Evidence("begins as below", lambda line: line.begins_as(line.after)),
    Evidence("capitals", lambda line: line.length > 3 and line.head.isupper()),
    Evidence("headline capitals", lambda line: line.short and line.titled),
    Evidence("in square brackets", lambda line: line.first == "[" and line.last == "]"),
    Evidence("times or dates first", lambda line: line.timed and line.page.timed > 3),
    Evidence(
        "number over prose",
        lambda line: (
            line.number is not None
            and line.length <= 160
            and line.after.prose
            and line.after.number is None
        ),
    ),
    Evidence(
        "numbers in a row",
        lambda line: (
            line.number is not None
            and (line.after.number is not None or line.before.number is not None)
        ),
    ),
    # The text as a whole: where most lines are bare, being bare says little.
    Evidence("many bare lines", lambda line: line.short and line.page.bare_share > 0.35),
    Evidence("most bare lines", lambda line: line.short and line.page.bare_share > 0.5),
    Evidence("few bare lines", lambda line: line.short and line.page.bare_share < 0.2),
    Evidence("again below", lambda line: line.again_below),
    Evidence("repeated", lambda line: line.page.copies[line.text] > 1),
)

RULES: Final = {
    # Not fitted: site furniture and what has nothing below never heads a section, the days of a log
    # do, a run of bare lines below a colon does not end in a heading, and what is asked and answered
    # with a quotation is part of a talk.
    "call to the reader": (-9.0, -2.0),
    "notice": (-9.0, -2.0),
    "dateline": (-9.0, -3.0),
    "nothing below": (-9.0, 0.0),
    "longer than headings": (-9.0, 0.0),
    "short address": (-9.0, 0.0),
    "short, lower case": (-9.0, 0.0),
    "bare run below colon": (-2.5, 1.0),
    "day of a log": (6.0, -2.0),
    "question of a talk": (-9.0, 0.0),
}
"""Weights set by hand, for a heading and for a list item, by the name of the evidence."""

RULED_OUT: Final = -9.0
"""A weight set by hand from which on a line is no heading."""

_LONG: Final = 350
LONG_PROSE: Final[Scores] = (0.0, -9.0, -3.0)
"""What a long paragraph that ends its sentences comes to, whatever else speaks: not worth asking."""

Scores = tuple[float, float, float]
"""What speaks for a line being of each of `KINDS`."""


def bare_kinds(title: str, texts: Sequence[str], weights: Weights | None = None) -> list[BlockKind]:
    """Return for each of `texts`, the paragraphs below `title`, what it is as a bare line.

    `weights` are those that are shipped unless others are given, as the recipe does to try them.
    """
    weighed = _weighed(weights) if weights else _shipped()
    scores = [_scores(line, weighed.evidence) for line in lines_of(title, texts)]
    return _best_sequence(scores, weighed.transitions)


def is_certain(line: Line) -> bool:
    """Say whether `line` is so clearly a paragraph that no evidence is asked."""
    return line.length > _LONG and line.prose


class _Weighed(NamedTuple):
    """Evidence with its weights."""

    evidence: tuple[tuple[Callable[[Line], bool], float, float], ...]
    """Whether it holds, and what it then adds for a heading and for a list item."""
    transitions: tuple[tuple[float, ...], ...]
    """As in `Weights`."""


@cache
def _shipped() -> _Weighed:
    """Return the evidence with the weights that are shipped, read once."""
    return _weighed(read_weights())


def _weighed(weights: Weights) -> _Weighed:
    """Return the evidence with `weights` and what the rules add to them."""
    rows = []
    for name, holds in EVIDENCE:
        fitted = weights.evidence.get(name, (0.0, 0.0))
        ruled = RULES.get(name, (0.0, 0.0))
        rows.append((holds, fitted[0] + ruled[0], fitted[1] + ruled[1]))
    return _Weighed(tuple(rows), weights.transitions)


def _scores(line: Line, evidence: Sequence[tuple[Callable[[Line], bool], float, float]]) -> Scores:
    """Return what speaks for `line` being of each of `KINDS`."""
    if is_certain(line):
        return LONG_PROSE
    heading = item = 0.0
    for holds, for_heading, for_item in evidence:
        if holds(line):
            heading += for_heading
            item += for_item
    return 0.0, heading, item


def _best_sequence(
    scores: Sequence[Scores], transitions: Sequence[Sequence[float]]
) -> list[BlockKind]:
    """Return the kinds whose scores and transitions add up to most (Viterbi's algorithm)."""
    kinds = range(len(KINDS))
    best = list(scores[0]) if scores else []
    origins: list[list[int]] = []
    for own in scores[1:]:
        reached = [[best[k] + transitions[k][to] for k in kinds] for to in kinds]
        origins.append([ways.index(max(ways)) for ways in reached])
        best = [max(ways) + own[to] for to, ways in zip(kinds, reached, strict=True)]
    found = [best.index(max(best))] if best else []
    for origin in reversed(origins):
        found.append(origin[found[-1]])
    return [KINDS[kind] for kind in reversed(found)]
