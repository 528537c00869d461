"""Lines of a text with what the evidence asks of them: their look, their words, their neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from library.daynames import MONTH, WEEKDAY

_HEAD: Final = 160
"""Code points at the start of a line that are searched, so that a line of any length costs the same."""
_CLOSERS: Final = "\"”“’'»«)] "
_OPENERS: Final = "\"“„«»‘'”‚›‹"
_SENTENCE_ENDS: Final = frozenset(".!?…")
_OPEN_ENDS: Final = frozenset(".,;…:")

SENTENCE_BREAK: Final = re.compile(r"[\w%)\]][.!?…][\"”“’»«)]{0,3}\s+[\"„“‘«»(]?[A-ZÄÖÜÉ0-9]")
_NUMBER: Final = re.compile(
    r"\(?#?(\d{1,3})[.):]?\s"
    r"|(?:Tag|Tipp?|Schritt|Step|Day|Part|Teil|Kapitel|Chapter|Phase|Platz|Frage|Question|Regel"
    r"|Rule|Grund|Reason|Stufe)\s(\d{1,3})\b"
)
ADDRESS: Final = re.compile(r"https?://|www\.|@\w{1,40}\.\w|\.(?:com|de|org|net)\b")
MONEY: Final = re.compile(r"[$€£]\s?\d|\d\s?(?:€|£|Euro\b|Dollar\b|CHF\b|Franken\b)")
CLOCK_OR_DATE: Final = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
FIRST_PERSON: Final = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|my|me|we|We|My|ich|Ich|mich|mir|mein|Mein|meine)\b"
)
SECOND_PERSON: Final = re.compile(
    r"\b(?:Sie|Ihnen|Ihre?[nmrs]?|[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[nmrs]?|[Ii]hr|[Ee]uch|[Yy]our?)\b"
)
LOWER_CASE: Final = re.compile(r"[^\W\d_A-ZÄÖÜ](?![A-ZÄÖÜ])")
"""A first letter in lower case, but for names such as `iPhone`."""
QUESTION_WORD: Final = re.compile(
    r"(?:was|wie|warum|wer|wo|wann|welche[rs]?|wieso|weshalb|woher|what|how|why|who|where|when"
    r"|which|is|are|can|does|do|should|kann|ist|sind|darf|muss)\b",
    re.IGNORECASE,
)
REPORTED: Final = re.compile(
    r"\b(?:sa(?:id|ys|gte?)|told|added|wrote|according|According|laut|Laut|erklärte?|meinte?"
    r"|betonte?|schr(?:ieb|eibt))\b"
)
JUNK: Final = re.compile(
    r"(?:(?:read (?:more|also|next)|related|see also|more (?:on|from)|click here|share|subscribe"
    r"|sign up|follow us|anzeige|werbung|lesen sie|mehr (?:lesen|zum)|das könnte"
    r"|auch interessant|weiterlesen|newsletter|zum (?:artikel|thema|video)|most read"
    r"|teilen|kommentare|comments|copyright|fotos?|photos?|image"
    r"|some rights|all rights|erstellt von|posted|published|updated(?= on| at|:| \d)|scroll down)\b"
    r"|advertisement$|watch:|©|\(c\)|by |von |bild:|quelle:|source:|stand:)",
    re.IGNORECASE,
)
CALL: Final = re.compile(
    r"(?:(?:read (?:more|also|next)|click here|subscribe|sign up|follow us"
    r"|lesen sie|mehr lesen|mehr zum thema|das könnte sie|auch interessant"
    r"|weiterlesen|zum (?:artikel|video)|scroll down|photo by|all rights reserved)\b"
    r"|see also:|advertisement$|anzeige$|werbung$)",
    re.IGNORECASE,
)
"""Calls to the reader and notices, which sites put between paragraphs."""
_LABEL: Final = re.compile(r"[^:.!?]{2,45}:\s")
_SPEAKER: Final = re.compile(r"(?:[A-ZÄÖÜ][\w.-]* ){0,3}[A-ZÄÖÜ][\w.-]*: ")
_TIME_OR_DATE: Final = re.compile(
    r"\d{1,2}[:.]\d{2}\b|\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ])|\d{4}\b"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag\b|Mittwoch\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Febr)uary \d|March \d|April \d|May \d|June \d|July \d|August \d"
    r"|(?:Septem|Octo|Novem|Decem)ber \d"
)
_DAY: Final = r"\d{1,2}(?:\.|st|nd|rd|th)?"
_DAY_ALONE: Final = re.compile(
    rf"(?:{WEEKDAY},?\s)?"
    rf"(?:{_DAY}\s?(?:\d{{1,2}}\.|{MONTH})|{MONTH}\s{_DAY})"
    r"(?:,?\s?\d{4})?(?:,?\s\d{1,2}[:.]\d{2}(?:\sUhr|\s?[ap]\.?m\.?)?)?:?"
    rf"|{WEEKDAY}:?"
)
"""A line that is nothing but a day: what a log or a live report puts above what happened on it."""
_FIRST_WORD: Final = re.compile(r"\W{0,3}([^\W\d_]+)")
_MAX_QUESTION: Final = 250
_MAX_TIMED: Final = 200


@dataclass(slots=True)
class Page:
    """What the evidence asks of a text as a whole."""

    copies: Counter[str] = field(default_factory=Counter)
    """How often each line that is not long occurs."""
    numbers: frozenset[int] = frozenset()
    """The numbers that lines begin with."""
    bare_share: float = 0.0
    """Share of bare lines among all."""
    questions: int = 0
    """Number of short lines that ask something."""
    answers: int = 0
    """Number of questions below which someone is quoted."""
    speakers: int = 0
    """Number of questions below which someone is named as the speaker."""
    days: int = 0
    """Number of lines that are a day and nothing else."""
    timed: int = 0
    """Number of lines that are not long and begin with a time or a date."""


class Line:
    """A line and its neighbours. Beyond the edges of a text stand empty lines, which are not None."""

    __slots__ = (
        *("text", "page", "head", "length", "words", "first", "last", "close", "ends_sentence"),
        *("short", "bare", "prose", "labelled", "number", "before", "after", "open_above"),
        *("listed", "again_below", "first_word", "timed", "is_day", "speaker"),
    )

    def __init__(self, text: str, page: Page) -> None:
        """Look at `text`, a line of `page`; its neighbours are linked by `lines_of`."""
        self.text = text
        self.page = page
        self.head = text[:_HEAD]
        self.length = len(text)
        self.words = len(self.head.split())
        self.first, self.last = text[:1], text[-1:]
        # The last character before closing quotation marks and brackets.
        self.close = text[-12:].rstrip(_CLOSERS)[-1:]
        self.ends_sentence = self.close in _SENTENCE_ENDS or self.last in _SENTENCE_ENDS
        self.short = self.words <= 15 and self.length <= 110
        self.bare = bool(text) and self.short and self.close not in _OPEN_ENDS
        self.prose = self.length > 110 and self.ends_sentence
        self.labelled = _LABEL.match(self.head) is not None
        match = _NUMBER.match(self.head)
        self.number = int(match[1] or match[2]) if match else None
        first = _FIRST_WORD.match(self.head)
        self.first_word = first[1].casefold() if first else ""
        self.timed = self.length < _MAX_TIMED and _TIME_OR_DATE.match(self.head) is not None
        self.is_day = self.timed and _DAY_ALONE.fullmatch(text) is not None
        speaker = _SPEAKER.match(self.head) if self.labelled else None
        self.speaker = speaker[0] if speaker else ""
        self.again_below = False
        """Whether the same line stands further below too, as in a table of contents."""
        self.before = self.after = self
        self.open_above = 0
        """Number of lines right above that neither end a sentence nor introduce anything."""
        self.listed = False
        """Whether it stands in a run of lines of about one length that begins below a colon."""

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Say whether `pattern` occurs near the start of the line."""
        return pattern.search(self.head) is not None

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the line begins with `pattern`."""
        return pattern.match(self.head) is not None

    @property
    def odd(self) -> bool:
        """Whether it begins with neither a letter, a digit nor a quotation mark."""
        return not self.first.isalnum() and self.first not in _OPENERS

    @property
    def opens_quotation(self) -> bool:
        """Whether it begins with a quotation mark."""
        return self.first != "" and self.first in _OPENERS

    @property
    def in_series(self) -> bool:
        """Whether another line bears the number before or after this one's."""
        number, numbers = self.number, self.page.numbers
        return number is not None and (number - 1 in numbers or number + 1 in numbers)

    @property
    def heads_series(self) -> bool:
        """Whether it is numbered in a series and the lines around it are not."""
        alone = self.before.number is None and self.after.number is None
        return alone and self.length < 200 and self.in_series

    @property
    def bare_in_prose(self) -> bool:
        """Whether it is a bare line with prose above and below."""
        return self.bare and self.before.prose and self.after.prose

    @property
    def bare_apart(self) -> bool:
        """Whether it is a bare line with none above or below."""
        return self.bare and not self.before.bare and not self.after.bare

    @property
    def bare_run(self) -> bool:
        """Whether it and the line above are bare and in a run of lines below a colon."""
        above = self.before
        return self.bare and self.listed and above.bare and above.listed

    @property
    def formed_alike(self) -> bool:
        """Whether both neighbours end, begin and are labelled as it is."""
        return self._form == self.before._form == self.after._form

    @property
    def labelled_alike(self) -> bool:
        """Whether it and a neighbour both begin with a label and a colon."""
        return self.labelled and (self.before.labelled or self.after.labelled)

    @property
    def answers(self) -> bool:
        """Whether someone speaks: it opens a quotation or is in the first person."""
        return self.opens_quotation or self.says(FIRST_PERSON)

    @property
    def _form(self) -> tuple[bool, bool, bool]:
        """What list items have in common."""
        return self.ends_sentence, self.first.isupper(), self.labelled

    @property
    def titled(self) -> bool:
        """Whether most of its words begin with a capital, as in English headlines."""
        capitals = sum(word[0].isupper() for word in self.head.split())
        return self.words > 2 and capitals >= 0.75 * self.words

    @property
    def heads_day(self) -> bool:
        """Whether it is one of several days in the text, with something below that is none."""
        return (
            self.is_day and self.page.days > 1 and self.after.length > 0 and not self.after.is_day
        )

    @property
    def asks(self) -> bool:
        """Whether it is a question that is not too long to be one line of a talk."""
        return self.close == "?" and self.length <= _MAX_QUESTION

    def begins_as(self, other: Line) -> bool:
        """Say whether it begins with the same word as `other`."""
        return self.first_word != "" and self.first_word == other.first_word

    def outgrows(self, other: Line) -> bool:
        """Say whether it ends a sentence and is much longer than the bare line `other`."""
        return self.ends_sentence and other.bare and self.length > 4 * other.length

    def long_as(self, other: Line) -> bool:
        """Say whether it and `other` are about as long."""
        shorter, longer = sorted((self.length, other.length))
        return shorter > 0 and longer <= 2 * shorter + 10


def lines_of(title: str, texts: Sequence[str]) -> list[Line]:
    """Return the lines of `texts`, linked; before the first stands `title`, which may be empty."""
    page = Page(Counter(text for text in texts if len(text) <= _HEAD))
    lines = [Line(text, page) for text in texts]
    _link(Line(title, page), lines, Line("", page))
    page.numbers = frozenset(line.number for line in lines if line.number is not None)
    page.bare_share = sum(line.bare for line in lines) / max(1, len(lines))
    page.questions = sum(line.short and line.close == "?" for line in lines)
    asking = [line for line in lines if line.asks]
    page.answers = sum(line.after.opens_quotation for line in asking)
    page.speakers = sum(line.after.speaker not in {"", line.speaker} for line in asking)
    page.days = sum(line.is_day for line in lines)
    page.timed = sum(line.timed for line in lines)
    return lines


def _link(title: Line, lines: Sequence[Line], edge: Line) -> None:
    """Tell `lines` what stands around them: the `title` before the first, `edge` at both ends."""
    before = title
    before.before = before.after = edge
    for line in lines:
        line.before, line.after = before, edge
        before.after = line
        goes_on = not before.ends_sentence and before.last != ":" and before.length <= _HEAD
        line.open_above = before.open_above + 1 if goes_on else 0
        line.listed = before.last == ":" or (before.listed and line.long_as(before))
        before = line
    seen: set[str] = set()
    for line in reversed(lines):
        line.again_below = line.text in seen
        if line.length <= _HEAD:
            seen.add(line.text)
