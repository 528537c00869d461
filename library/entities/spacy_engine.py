"""A spaCy pipeline that the person has installed, as a recogniser; rules add dates and handles to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from typing import Any, Final

from library.entities import RULES
from library.entities.rules import without_overlaps
from library.errors import EngineError
from library.models import Entity, EntityKind, Mention
from library.translation import _

_KINDS: Final = {
    **dict.fromkeys(("PER", "PERSON"), EntityKind.PERSON),
    **dict.fromkeys(("LOC", "GPE", "FAC"), EntityKind.PLACE),
    "ORG": EntityKind.ORGANISATION,
    **dict.fromkeys(
        ("MISC", "NORP", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "LANGUAGE"), EntityKind.OTHER
    ),
}
"""What the labels of pipelines mean; others, such as those of dates and sums, are passed over."""

_BY_FORM: Final = frozenset((EntityKind.DATE, EntityKind.HANDLE))
_MOST: Final = 100_000
"""Code points that a pipeline is given at once; it needs about a gigabyte for ten times as many."""


class SpacyRecogniser:
    """Recognises what a spaCy pipeline does, and by rules dates and handles."""

    def __init__(self, pipeline: str) -> None:
        """Load `pipeline`, the name of an installed one or the folder of one.

        Raises:
            EngineError: spaCy or the pipeline is not installed, or cannot be loaded.
        """
        self._nlp = _loaded(pipeline)
        meta = self._nlp.meta
        version = str(meta.get("version", ""))
        self.name = f"spacy:{pipeline}-{version}+{RULES.name}"

    def recognise(
        self, texts: Sequence[str], language: str | None = None, published: datetime | None = None
    ) -> tuple[Mention, ...]:
        """Return the mentions in `texts`; see `Recogniser.recognise`.

        A place that the rules know keeps the key they give it where the pipeline sees a place too,
        or nothing at all.
        """
        by_rule = RULES.recognise(texts, language, published)
        found: list[Mention] = []
        for number, text in enumerate(texts):
            known = [mention for mention in by_rule if mention.block == number]
            found += _joined(known, [replace(m, block=number) for m in self._named(text)])
        return tuple(found)

    def _named(self, text: str) -> Iterator[Mention]:
        """Yield what the pipeline names in `text`, as mentions of block 0."""
        for start in range(0, len(text), _MOST):
            # Half a character, which some documents have, cannot be given to it.
            part = text[start : start + _MOST].encode("utf-8", "replace").decode()
            for span in self._nlp(part).ents:
                kind = _KINDS.get(span.label_)
                name = " ".join(span.text.split())
                if kind and name:
                    first, last = start + span.start_char, start + span.end_char
                    yield Mention(Entity(kind, name, ""), 0, first, last)


def _joined(by_rule: list[Mention], named: list[Mention]) -> tuple[Mention, ...]:
    """Return both, of one text: dates and handles first, then names, then places known by rule.

    Where a name and a place are one span, the place is kept, for it is known under other names too.
    """
    by_form = [mention for mention in by_rule if mention.entity.kind in _BY_FORM]
    names = [name for name in named if not any(_overlap(name, other) for other in by_form)]
    spans = {(m.start, m.end): m for m in by_rule if m.entity.kind is EntityKind.PLACE}
    names = [
        spans.get((name.start, name.end), name) if name.entity.kind is EntityKind.PLACE else name
        for name in names
    ]
    taken = without_overlaps([*by_form, *names])
    places = [place for place in spans.values() if not any(_overlap(place, one) for one in taken)]
    return without_overlaps([*taken, *places])


def _overlap(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one text share a code point."""
    return one.start < other.end and other.start < one.end


def _loaded(pipeline: str) -> Any:
    """Return the pipeline of that name."""
    if find_spec("spacy") is None:
        raise EngineError(
            _("spaCy, which the configuration asks for, is not installed."),
            _("Install it with “pip install newsreader-tui[spacy]”, or take “engine” out."),
        )
    import spacy

    try:
        return spacy.load(pipeline)
    # A pipeline brings its own code and data, and there is no telling how it fails.
    except Exception as error:
        raise EngineError(
            _("The spaCy pipeline “{pipeline}” cannot be loaded ({error}).").format(
                pipeline=pipeline, error=error
            ),
            _("Install it with “python -m spacy download {pipeline}”, or name another.").format(
                pipeline=pipeline
            ),
        ) from error
