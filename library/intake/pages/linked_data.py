"""What a page says about itself in JSON-LD, in the words of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from library.clean import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node: TypeAlias = Mapping[str, object]
"""A JSON object."""

_MAX_NODES: Final = 20_000
_MAX_SCRIPT: Final = 2_000_000
"""Code points of the longest script that is read."""
_ARTICLE: Final = re.compile(r"\w*(?:Article|BlogPosting|Report|LiveBlogPosting)")
_PAGE: Final = re.compile(r"\w*WebPage|ItemPage|MediaObject|VideoObject|PodcastEpisode")
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_LONG_REFERENCE: Final = re.compile(r"&#\w{9,}+;?")


class LinkedData:
    """The JSON-LD of a page: the node of the article, then that of the page, and what they refer to."""

    def __init__(self, tree: HtmlElement) -> None:
        nodes = list(_nodes(tree))
        articles = [node for node in nodes if _is_type(node, _ARTICLE)]
        # Teasers of other articles are nodes too; the article's own says more about itself.
        articles.sort(key=lambda node: "datePublished" not in node)
        pages = [node for node in nodes if _is_type(node, _PAGE)]
        self._described = articles[:1] + pages[:1]
        self._by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}

    def text(self, *keys: str) -> str:
        """Return the first text that the article, or else the page, has under one of `keys`, or nothing."""
        for node in self._described:
            for key in keys:
                if value := self._first_text(node.get(key)):
                    return value
        return ""

    def names(self, key: str) -> list[str]:
        """Return the names of the people and organisations under `key`."""
        return list(
            dict.fromkeys(name for value in self._values(key) for name in self._names(value))
        )

    def has_people(self, key: str) -> bool:
        """Say whether anyone under `key` is not an organisation."""
        return any(not _is_organisation(value) for value in self._values(key))

    def _values(self, key: str) -> list[object]:
        """Return what the article, or else the page, has under `key`, where that has a name."""
        for node in self._described:
            found = [self._resolved(value) for value in _as_list(node.get(key))]
            if named := [value for value in found if next(self._names(value), "")]:
                return named
        return []

    def _first_text(self, value: object) -> str:
        """Return the text of a value: itself, or the name or address of the object that it is."""
        for one in _as_list(value):
            resolved = self._resolved(one)
            if isinstance(resolved, str):
                return _plain(resolved)
            if isinstance(resolved, dict):
                for key in ("name", "@id", "url"):
                    if isinstance(inner := resolved.get(key), str) and inner.strip():
                        return _plain(inner)
        return ""

    def _names(self, value: object) -> Iterator[str]:
        """Yield the names that a value is or has."""
        if isinstance(value, str):
            yield from filter(None, [_plain(value)])
        elif isinstance(value, dict):
            for name in _as_list(value.get("name")):
                if isinstance(name, str):
                    yield from filter(None, [_plain(name)])

    def _resolved(self, value: object) -> object:
        """Return the node that a value refers to by its id, or the value."""
        if isinstance(value, dict) and "name" not in value and "@id" in value:
            return self._by_id.get(str(value["@id"]), value)
        return value


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    """Yield every object in the JSON-LD of a page, outer ones first."""
    scripts = [
        script.text or ""
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    waiting = [_loaded(source) for source in scripts if len(source) < _MAX_SCRIPT]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += (inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting[:0] = value[:_MAX_NODES]


def _loaded(source: str) -> object:
    """Return what a script holds, None when it cannot be read; small faults are common and mended."""
    unwrapped = _WRAPPING.sub("", source).strip().rstrip(";")
    for text in (unwrapped, _TRAILING_COMMA.sub(r"\1", unwrapped)):
        try:
            value: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _is_type(node: Node, kind: re.Pattern[str]) -> bool:
    """Say whether one of the types of `node` is of `kind`."""
    names = (str(name).rsplit("/", 1)[-1] for name in _as_list(node.get("@type")))
    return any(kind.fullmatch(name) for name in names)


def _is_organisation(value: object) -> bool:
    """Say whether a value is an organisation and no person."""
    return isinstance(value, dict) and _is_type(value, re.compile(r"\w*Organi[sz]ation"))


def _as_list(value: object) -> list[object]:
    """Return the values of a property, which may be one, several or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(text: str) -> str:
    """Return a text of JSON-LD as it is meant: often it is escaped for HTML on top."""
    if "&" in text:
        text = html.unescape(_LONG_REFERENCE.sub("\ufffd", text))
    return clean_line(text)
