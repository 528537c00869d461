"""A library into which every attack has come in every field of every format, and by what is kept of marks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from library import Library, Source
from tests.attacks import ATTACKS, CANARY, in_html, in_xml

PLAIN = """Title: {line}
Author: {line}
Source: {line}
URL: https://example.org/{number}
Date: 2024-05-03

{line} steht im ersten Absatz, und Berlin auch, am 3. Mai 2024.

{text}

> {line} sagt jemand.

- {line}
- noch etwas
"""
MARKDOWN = """---
title: {line}
author: {line}
source: {line}
date: 2024-05-04
url: https://example.org/md/{number}
---

# {line}

{text} steht hier, und [{line}](https://example.org/?{number}) auch, und Berlin.

## {line}

> {line}

![{line}](https://example.org/x.png)

    {line}

- {line}
"""
PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{html}</title>
<meta name="author" content="{html}"><meta property="og:site_name" content="{html}">
<link rel="canonical" href="https://example.org/page/{number}"></head><body><article><h1>{html}</h1>
<p>{html} und Berlin, wo es am dritten Mai geregnet hat und alle nass geworden sind.</p><h2>{html}</h2>
<p>Noch ein Absatz, <a href="https://example.org/a?{number}">{html}</a>, damit es ein Artikel ist.</p>
<a href="javascript:{html}">x</a><a href="https://example.org/{html}">y</a><pre>{html}</pre>
<figure><img src="x.png" alt="{html}"><figcaption>{html}</figcaption></figure>
<ul><li>{html}</li></ul><blockquote>{html}</blockquote></article></body></html>"""
MAIL = """From: {encoded} <a@example.org>
Subject: {encoded}
Message-ID: <{number}@example.org>
Date: Fri, 3 May 2024 10:00:00 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{text} steht in einer Mail aus Berlin.
"""


FORMS = (("txt", PLAIN), ("md", MARKDOWN), ("html", PAGE), ("eml", MAIL))
EVERY = "\n\n".join(ATTACKS.values())
LONG = bool(os.environ.get("NEWSREADER_LONG"))


def sources() -> Iterator[Source]:
    """Yield documents in each format in which each field is an attack, and such as have them all in one.

    Each attack has its turn in one of the formats; in a long run in all of them.
    """
    for number, text in enumerate(ATTACKS.values()):
        forms = FORMS if LONG else (FORMS[number % len(FORMS)],)
        yield from (_filled(name, form, number, text) for name, form in forms)
    yield from (_filled(name, form, len(ATTACKS), EVERY) for name, form in FORMS)
    # One whose title tells which it is.
    page = f"<h1>Alle {CANARY}</h1><p>{in_html(EVERY)}</p>"
    links = f"Mehr unter https://example.org/{CANARY} und https://www.аррӏе.example/{CANARY}"
    yield Source("all.txt", f"Alle {CANARY}\n\n{links} in Berlin.\n\n{EVERY}".encode())
    yield Source("all.html", page.encode())


def _filled(name: str, form: str, number: int, text: str) -> Source:
    line = text.replace("\n", " ").replace("\r", " ")
    encoded = f"=?utf-8?q?{''.join(f'={byte:02X}' for byte in text.encode())}?="
    filled = form.format(line=line, text=text, html=in_html(text), encoded=encoded, number=number)
    return Source(f"{number}-{line[:40].replace('/', ':')}.{name}", filled.encode())


def fill(folder: Path) -> int:
    """Fill the library in `folder`, and return how many articles are in it."""
    with Library(folder) as library:
        answers = list(library.add(sources()))
        list(library.recognise(engine="rules"))
        ids = [one.id for one in answers if one.id]
        for id_, text in zip(ids, ATTACKS.values(), strict=False):
            library.labels.tag([id_], [text[:60]], [])
            library.labels.set_note(id_, text)
        berlin = library.register.entity("Berlin").entity
        library.register.corrections.rename(berlin, " ".join(ATTACKS.values())[:200])
        library.fold()
    _write_marks(folder, ids)
    return len(set(ids))


def _write_marks(folder: Path, ids: list[str]) -> None:
    """Add what no version of this program would write to the journal: nothing in it is clean."""
    at = "2024-05-03T10:00:00.{:03}Z"
    with (folder / "state.journal").open("a", encoding="utf-8") as file:
        for number, text in enumerate(ATTACKS.values()):
            edits = [
                ("searches", {"name": text, "query": "berlin"}),
                ("searches", {"name": f"{number} x", "query": f"title:{text}"}),
                ("rules", {"query": f'title:"{text} nirgends"'}),
                # Nobody is asked: this machine only with consent.
                ("feeds", {"name": f"{text[:30]}/{text}", "query": f"https://localhost/{text}"}),
            ]
            records: list[dict[str, object]] = [
                {"edit": {"deed": "add", "at": at.format(number), **edit}, "of": shelf}
                for shelf, edit in edits
            ]
            about = {"at": at.format(number), "id": ids[number]}
            records.append({**about, "field": "tags", "value": [text, f"{number} {text}"]})
            records.append({**about, "field": "note", "value": f"{number} {text}"})
            file.writelines(json.dumps(record) + "\n" for record in records)


def rss() -> str:
    """Return a feed in which each field of the channel and of its items is an attack."""
    items = "".join(
        f"<item><title>{in_xml(in_html(text))}</title><guid>{number} {in_xml(text)}</guid>"
        f"<link>https://example.org/rss/{number}</link><author>{in_xml(text)}</author>"
        f"<description>{in_xml(in_html(text))} {'Ein Satz aus Berlin. ' * 9}</description></item>"
        for number, text in enumerate(ATTACKS.values())
    )
    title = in_xml(in_html(" ".join(ATTACKS.values())))
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def json_feed() -> str:
    """Return a feed of JSON likewise."""
    items = [
        {
            "id": f"{number} {text}",
            "title": text,
            "url": f"https://example.org/json/{number}",
            "content_text": f"{text} {'Ein Satz aus Berlin. ' * 9}",
            "authors": [{"name": text}],
        }
        for number, text in enumerate(ATTACKS.values())
    ]
    title = " ".join(ATTACKS.values())
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    )


def atom() -> str:
    """Return a feed of Atom likewise."""
    entries = "".join(
        f'<entry><title type="html">{in_xml(in_html(text))}</title><id>{number} {in_xml(text)}</id>'
        f'<link href="https://example.org/atom/{number}"/><author><name>{in_xml(text)}</name></author>'
        f'<content type="html">{in_xml(in_html(text))} {"Ein Satz aus Berlin. " * 9}</content></entry>'
        for number, text in enumerate(ATTACKS.values())
    )
    title = in_xml(" ".join(ATTACKS.values()))
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{entries}</feed>'
