"""Recipe: read labelled articles from posts in Markdown, whose marks say what each line is.

    python library/structuring/training/read_posts.py LANGUAGE FOLDER > POSTS.jsonl

FOLDER is a checkout of a site's sources; every `.md` file below it that has front matter with a
title, and lines enough, gives an article in the form of the gold that `fit_weights` reads. The
marks are left out of the lines, as they are where a page is saved as text.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

MIN_LINES: Final = 6
"""Lines, the title among them, below which a post teaches nothing."""
MAX_POSTS: Final = 300
"""Posts of one site, drawn by chance, so that no site outweighs the others."""
SEED: Final = 1

_FRONT_MATTER: Final = re.compile(r"---\s*\n(.*?)\n---\s*\n(.*)", re.DOTALL)
_TITLE: Final = re.compile(r"^title:\s*([^>|\s].*)$", re.MULTILINE)
_TEMPLATE: Final = re.compile(r"\{[%{].*?(?:[%}]\}|$)|\{:.*?\}")
_OPEN: Final = {"heading_open": "heading", "list_item_open": "li", "blockquote_open": "quote"}
_CLOSE: Final = {name.replace("open", "close"): label for name, label in _OPEN.items()}


def main() -> None:
    """Write the posts of the folder named on the command line to standard output."""
    language, folder = sys.argv[1:]
    paths = sorted(Path(folder).rglob("*.md"))
    posts = [post for path in paths if (post := read_post(path.read_text("utf-8", "replace")))]
    random.Random(SEED).shuffle(posts)  # noqa: S311 - a sample, no secret
    for post in posts[:MAX_POSTS]:
        kind = {"lang": language, "gold_kind": "markdown", "site": Path(folder).name}
        sys.stdout.write(json.dumps(kind | post, ensure_ascii=False) + "\n")


def read_post(text: str) -> dict[str, Any] | None:
    """Return the `lines` and `labels` of the post `text`, or None when it is none to learn from."""
    parts = _FRONT_MATTER.match(text)
    title = _TITLE.search(parts[1]) if parts else None
    if not parts or not title:
        return None
    labelled = [(title[1].strip(" \"'"), "title"), *_labelled(parts[2])]
    if len(labelled) < MIN_LINES:
        return None
    return {"lines": [line for line, _ in labelled], "labels": [label for _, label in labelled]}


def _labelled(body: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of `body`, which is in Markdown, with their labels; code has none."""
    within: list[str] = []
    for token in MarkdownIt("commonmark").parse(body):
        if token.type in _OPEN:
            within.append(_OPEN[token.type])
        elif token.type in _CLOSE:
            within.pop()
        elif token.type == "inline" and (line := _shown(token)):
            yield line, _label(within, token)


def _label(within: list[str], token: Token) -> str:
    """Return the label of the paragraph `token`, which stands `within` these, the innermost last."""
    for label in ("heading", "li", "quote"):
        if label in within:
            return label
    content = token.content.strip()
    # A paragraph that is bold as a whole is a heading to some and none to others.
    is_bold = content.startswith("**") and content.endswith("**") and content.count("**") == 2
    return "bold" if is_bold else "p"


def _shown(token: Token) -> str:
    """Return what a reader sees of the paragraph `token`, on one line."""
    parts = [
        " " if child.type.endswith("break") else child.content
        for child in token.children or ()
        if child.type in {"text", "code_inline", "softbreak", "hardbreak"}
    ]
    return " ".join(_TEMPLATE.sub("", "".join(parts)).split())


if __name__ == "__main__":
    main()
