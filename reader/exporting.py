"""What `newsreader export` does: whole articles to a folder, or to stdout."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from library import Article, Library, NotFound, Unavailable, clean_line
from reader import output
from reader.arguments import take_json
from reader.choosing import Chosen
from reader.markdown import file_name, markdown


def take_export(parser: ArgumentParser) -> None:
    """Take the articles, and where they go."""
    parser.add_argument(
        "chosen", nargs="*", metavar="ID|QUERY", help="which articles (default: all)"
    )
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="write a Markdown file for each into this folder"
    )
    take_json(parser)


def export(options: Namespace, library: Library) -> int:
    """Write whole articles as Markdown or JSON; files that are there are left alone."""
    chosen = Chosen(library, options.chosen)
    count = 0
    # Without a word all are meant, as in a list.
    ids = chosen.ids() if options.chosen else (headline.id for headline in library.search(""))
    for id_ in ids:
        try:
            article = library.article(id_)
        except NotFound:  # deleted meanwhile
            continue
        if count and not (options.json or options.to):
            print()
        count += 1
        _put(article, options, library)
    return 0 if count and not chosen.missed else 1


def _put(article: Article, options: Namespace, library: Library) -> None:
    """Write one article where it goes."""
    if options.json:
        mentions, status = library.register.mentions(article.id), library.status(article.id)
        text = output.encode(output.article_record(article, mentions, status)) + "\n"
    else:
        text = markdown(article)
    if options.to is None:
        print(text, end="")
        return
    path = options.to / Path(file_name(article)).with_suffix(".json" if options.json else ".md")
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return
    except OSError as error:
        raise Unavailable(
            path, f"cannot be written ({error})", "Name another folder with --to."
        ) from error
    print(clean_line(str(path)))
