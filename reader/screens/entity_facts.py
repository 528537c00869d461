"""What is told of an entity on its page: how it is written, when it was named, and beside whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.content import Content

from library import Entity, EntityKind, Known, _, clean_line
from reader.formats import KIND_NAMES, articles_told, called, count
from reader.signs import sign
from reader.widgets.contents import Entry

_BARS: Final = "▁▂▃▄▅▆▇█"
_YEARS: Final = 12
_ALIASES: Final = 12
_TOGETHER: Final = 30


def head_line(known: Known) -> Content:
    """Return the name, what it is, and how often it is named."""
    about = "  " + sign(" · ").join(
        (
            _(KIND_NAMES[known.entity.kind]),
            articles_told(known.articles),
            sign(_("named {count} ×")).format(count=count(known.mentions)),
        )
    )
    name = Content(f" {called(known)}").stylize("bold")
    return Content.assemble(name, Content(about).stylize("$quiet"))


def facts(
    known: Known, months: Mapping[tuple[int, int], int], together: Sequence[tuple[Entity, int]]
) -> tuple[Entry, ...]:
    """Return what else is known: how it is written, when it was named, what is named beside it."""
    rows = [Entry(""), Entry(_("Written").upper())]
    rows += [Entry(clean_line(alias), depth=1) for alias in known.aliases[:_ALIASES]]
    if months:
        rows += [Entry(""), Entry(_("By month").upper())]
        rows += [Entry(line, depth=1) for line in chart(months)]
    for kind, title in (
        (EntityKind.PERSON, _("With people")),
        (EntityKind.PLACE, _("With places")),
        (EntityKind.ORGANISATION, _("With organisations")),
        (EntityKind.OTHER, _("With other names")),
    ):
        named = [(entity, often) for entity, often in together if entity.kind is kind]
        if named:
            rows += [Entry(""), Entry(title.upper())]
            rows += [Entry(e.name, often, kind=kind, entity=e) for e, often in named[:_TOGETHER]]
    return tuple(rows)


def chart(months: Mapping[tuple[int, int], int]) -> Iterator[str]:
    """Yield a line for each year, the newest first: a bar for each month, and the sum."""
    most = max(months.values())
    for year in sorted({year for year, _month in months}, reverse=True)[:_YEARS]:
        numbers = [months.get((year, month), 0) for month in range(1, 13)]
        bars = "".join(_BARS[(n * len(_BARS) - 1) // most] if n else "·" for n in numbers)
        yield f"{year} {sign(bars)} {count(sum(numbers)):>5}"
