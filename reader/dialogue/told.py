"""What is said of articles and of what they name, beside their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from library import Article, EntityKind, Headline, Mention, _, clean_line, sentences
from reader.dialogue.pages import Reading
from reader.dialogue.words import COMMANDS, words_of
from reader.formats import KINDS, count, local_now, long_date, reading_time
from reader.links import ShownLink


def where(row: int, rows: int, headline: Headline) -> str:
    """Return which article of a list this is, from row 0 on: its state, and what is known of it."""
    told = _("{number} of {count}, {state}: {title}").format(
        number=count(row + 1), count=count(rows), state=_state(headline), title=title_of(headline)
    )
    return ", ".join([told, *_facts(headline)])


def title_of(headline: Headline) -> str:
    """Return the title of an article, or that it has none."""
    return clean_line(headline.title) or _("Untitled")


def _state(headline: Headline) -> str:
    parts = [_("unread") if headline.read is None else _("read")]
    if headline.bookmarked:
        parts.append(_("bookmarked"))
    return ", ".join(parts)


def _facts(headline: Headline) -> Iterator[str]:
    """Yield source, day and length, and what the person put on it."""
    if headline.source:
        yield clean_line(headline.source)
    if headline.published:
        yield long_date(headline.published, local_now())
    yield reading_time(headline.words)
    if headline.tags:
        yield _("tags: {tags}").format(tags=", ".join(map(clean_line, headline.tags)))
    if headline.is_noted:
        yield _("with a note")


def stand_of(reading: Reading) -> str:
    """Return how far an article is read, and what an empty line does next."""
    if reading.is_at_end:
        return _("End of the article. Enter goes to the next.")
    return _("{percent} % read. Enter reads on.").format(percent=reading.percent)


def resumed(reading: Reading) -> str:
    """Return where reading goes on."""
    told = _("Reading goes on after {percent} %").format(percent=reading.percent)
    if reading.section:
        heading = reading.article.blocks[reading.headings[reading.section - 1]].text
        told += ", " + _("in section {number}: {heading}").format(
            number=reading.section, heading=clean_line(heading)
        )
    return f"{told}."


def sections_of(reading: Reading) -> list[str]:
    """Return a line for each section."""
    blocks = reading.article.blocks
    return [
        f"{number}: {clean_line(blocks[heading].text)}"
        for number, heading in enumerate(reading.headings, 1)
    ]


def names_of(article: Article, mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield a line for each kind of names, those named most first; dates are told as they are written."""
    for kind in EntityKind:
        found = Counter(
            clean_line(
                article.text_of(m.block)[m.start : m.end]
                if kind is EntityKind.DATE
                else m.entity.name
            )
            for m in mentions
            if m.entity.kind is kind
        )
        if found:
            names = (
                name if number == 1 else _("{name}, {count} times").format(name=name, count=number)
                for name, number in found.most_common()
            )
            yield f"{_(KINDS[kind])}: {'; '.join(names)}."


def said_of(article: Article, mentions: Sequence[Mention], wanted: str) -> Iterator[str]:
    """Yield the sentences that have a name which is called, or written, as is `wanted`, or holds that."""
    sought = wanted.casefold()
    starts: dict[int, list[int]] = {}
    for mention in mentions:
        text = article.text_of(mention.block)[mention.start : mention.end]
        if sought in mention.entity.name.casefold() or sought in text.casefold():
            starts.setdefault(mention.block, []).append(mention.start)
    for block, found in starts.items():
        text = article.text_of(block)
        for first, last in sentences(text, article.language):
            if any(first <= start < last for start in found):
                yield text[first:last]


def link_lines(links: Sequence[ShownLink]) -> Iterator[str]:
    """Yield a line for each link: its number, its text, its whole address."""
    for number, link in enumerate(links, 1):
        parts = (link.text, link.address, link.obstacle)
        yield f"{number}: {', '.join(filter(None, parts))}"


def help_lines() -> Iterator[str]:
    """Yield a line for each command: what is said for it, and what it does."""
    for command in COMMANDS:
        argument = f" {_(command.argument)}" if command.argument else ""
        yield f"{', '.join(words_of(command))}{argument}: {_(command.help)}"
    yield _("The beginning of a word is enough. A number alone goes to that article.")
