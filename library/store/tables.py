"""The tables of `library.db`.

Everything is ordered by `rank`: 64 slots for each minute since 1970, the newest article the
highest. The table of headlines, the index and so every result of a search are in the order of
the list as they lie on disk; nothing is sorted and any page is found by its key.
"""

from __future__ import annotations

from typing import Final

ARTICLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- What a list needs, and no more: the narrower the row, the more of them a page of disk holds.
CREATE TABLE headlines (
    rank       INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    source     TEXT,
    author     TEXT,
    published  INTEGER,            -- milliseconds since 1970, UTC, as all times here
    language   TEXT,
    url        TEXT,
    words      INTEGER NOT NULL,
    read       INTEGER,            -- mirrored from the state file
    bookmarked INTEGER,
    added      INTEGER NOT NULL DEFAULT 0,
    -- A bit for each of the commonest beginnings of words.
    starts0    INTEGER NOT NULL DEFAULT 0,
    starts1    INTEGER NOT NULL DEFAULT 0,
    starts2    INTEGER NOT NULL DEFAULT 0,
    starts3    INTEGER NOT NULL DEFAULT 0,
    sorting    TEXT NOT NULL DEFAULT ''    -- what the title is sorted by
);
CREATE INDEX unread ON headlines (rank) WHERE read IS NULL;
CREATE INDEX bookmarks ON headlines (rank) WHERE bookmarked IS NOT NULL;

CREATE TABLE articles (
    rank   INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    blocks BLOB NOT NULL           -- JSON, zlib
);

-- The bytes as they came, so that a better parser can read them again.
CREATE TABLE originals (
    rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    name TEXT NOT NULL,
    data BLOB NOT NULL             -- zlib
);

-- What the reader did, for every article of the state file, stored here or not.
CREATE TABLE statuses (
    id         TEXT PRIMARY KEY,
    read       INTEGER,
    bookmarked INTEGER,
    block      INTEGER,
    "offset"   INTEGER,
    changed    INTEGER
) WITHOUT ROWID;

-- Kept by triggers, so that no start and no keystroke counts a million rows.
CREATE TABLE totals (articles INTEGER NOT NULL, read INTEGER NOT NULL, bookmarked INTEGER NOT NULL);
INSERT INTO totals VALUES (0, 0, 0);
CREATE TRIGGER headline_added AFTER INSERT ON headlines BEGIN
    UPDATE totals SET articles = articles + 1,
        read = read + (new.read IS NOT NULL),
        bookmarked = bookmarked + (new.bookmarked IS NOT NULL);
END;
CREATE TRIGGER headline_removed AFTER DELETE ON headlines BEGIN
    UPDATE totals SET articles = articles - 1,
        read = read - (old.read IS NOT NULL),
        bookmarked = bookmarked - (old.bookmarked IS NOT NULL);
END;
CREATE TRIGGER headline_marked AFTER UPDATE OF read, bookmarked ON headlines BEGIN
    UPDATE totals SET
        read = read + (new.read IS NOT NULL) - (old.read IS NOT NULL),
        bookmarked = bookmarked + (new.bookmarked IS NOT NULL) - (old.bookmarked IS NOT NULL);
END;
"""
"""Articles, and what the reader did to them."""

SORTED: Final = """
-- So that a list by title or source begins at once, however long it is.
CREATE INDEX titled ON headlines (sorting);
CREATE INDEX sourced ON headlines (source);
"""
"""What makes lists in other orders than that of time quick."""

INDEX: Final = """
-- Contentless: the index alone. It is given folded words joined by blanks, so the plainest
-- tokenizer does, and every byte beyond ASCII belongs to a word. The body comes first: a place in
-- any other column takes two bytes more.
CREATE VIRTUAL TABLE {name} USING fts5 (
    body, lead, heading, title, content='', tokenize='ascii'
);
"""
"""What makes an index of a given name."""

ENTER: Final = (
    "INSERT INTO {name} (rowid, title, heading, lead, body)"
    " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
)
"""What enters an article in an index of a given name: its rank, and its texts as `Indexed` has them."""

LEAVE: Final = (
    "INSERT INTO {name} ({name}, rowid, title, heading, lead, body) VALUES"
    " ('delete', ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
)
"""What takes it out again, with the same."""

VOCABULARY: Final = """
-- Every folded word with its stem in the languages in which it was met, so that a word is found in all
-- its forms; where the language has no stemmer, a word is its own stem.
CREATE TABLE vocabulary (
    language TEXT NOT NULL,
    stem     TEXT NOT NULL,
    word     TEXT NOT NULL,
    PRIMARY KEY (language, stem, word)
) WITHOUT ROWID;
"""
"""The words that were met."""

STORIES: Final = """
-- What documents are known by, so that the same bytes need not be read twice: BLAKE2b, 128 bits.
-- Several may stand for one article, for it may have come in more than one form.
CREATE TABLE digests (
    digest BLOB PRIMARY KEY,
    rank   INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX digested ON digests (rank);

-- Near-duplicates. A signature stands for a text; by its smallest hashes candidates are found.
CREATE TABLE signatures (
    rank   INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    hashes BLOB NOT NULL           -- eight bytes each, ascending
);
CREATE TABLE sketches (hash INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (hash, rank))
    WITHOUT ROWID;
-- Articles whose versions were not looked for yet.
CREATE TABLE unlinked (rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE);
-- Only articles of which there are several versions have a row.
CREATE TABLE stories (
    rank  INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    story INTEGER NOT NULL
);
CREATE INDEX versions ON stories (story, rank);
"""
"""What articles are known by, and which are versions of one story."""

NAMES: Final = """
CREATE TABLE entities (
    number   INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    key      TEXT NOT NULL,
    given    TEXT,                          -- the name that the reader gave it
    hidden   INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,    -- that name it
    mentions INTEGER NOT NULL DEFAULT 0,
    read     INTEGER NOT NULL DEFAULT 0,    -- how many of those articles were read
    met      INTEGER,                       -- the rank of the one that was read first
    UNIQUE (kind, key)
);
-- The canonical name in each language; '' where the language is not known.
CREATE TABLE names (
    entity   INTEGER NOT NULL REFERENCES entities,
    language TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (entity, language)
) WITHOUT ROWID;
CREATE TABLE forms (
    number   INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,                 -- kind and key as they were recognised
    key      TEXT NOT NULL,
    form     TEXT NOT NULL,
    entity   INTEGER NOT NULL REFERENCES entities,
    mentions INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, key, form)
);
CREATE INDEX formed ON forms (entity);
-- The folded words of each form, so that any of them finds it; and of each name that the reader gave,
-- under the entity's number with a minus.
CREATE VIRTUAL TABLE spelt USING fts5 (form, content='', tokenize='ascii');
CREATE TABLE mentions (
    rank    INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    block   INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    form    INTEGER NOT NULL REFERENCES forms,
    PRIMARY KEY (rank, block, "start")
) WITHOUT ROWID;
CREATE TABLE named (
    entity INTEGER NOT NULL REFERENCES entities,
    rank   INTEGER NOT NULL REFERENCES headlines,
    times  INTEGER NOT NULL,
    PRIMARY KEY (entity, rank)
) WITHOUT ROWID;
CREATE INDEX naming ON named (rank, entity);
-- Once the article in which an entity was met first is unread again, none is known as that: the next
-- would have to be looked for among all that name it. How many are read is known all the same.
CREATE TRIGGER named_added AFTER INSERT ON named BEGIN
    UPDATE entities SET articles = articles + 1, mentions = mentions + new.times,
        met = CASE WHEN entities.read = 0 AND h.read NOTNULL THEN h.rank ELSE met END,
        read = entities.read + (h.read NOTNULL)
        FROM headlines AS h WHERE h.rank = new.rank AND number = new.entity;
END;
CREATE TRIGGER named_removed AFTER DELETE ON named BEGIN
    UPDATE entities SET articles = articles - 1, mentions = mentions - old.times,
        met = nullif(met, old.rank), read = entities.read - (h.read NOTNULL)
        FROM headlines AS h WHERE h.rank = old.rank AND number = old.entity;
END;
CREATE TRIGGER headline_leaves BEFORE DELETE ON headlines BEGIN
    DELETE FROM named WHERE rank = old.rank;
END;
CREATE TRIGGER headline_read AFTER UPDATE OF read ON headlines
    WHEN old.read IS NULL AND new.read NOTNULL BEGIN
    UPDATE entities SET met = CASE read WHEN 0 THEN new.rank ELSE met END, read = read + 1
        WHERE number IN (SELECT entity FROM named WHERE rank = new.rank);
END;
CREATE TRIGGER headline_unread AFTER UPDATE OF read ON headlines
    WHEN old.read NOTNULL AND new.read IS NULL BEGIN
    UPDATE entities SET met = nullif(met, new.rank), read = read - 1
        WHERE number IN (SELECT entity FROM named WHERE rank = new.rank);
END;
-- Articles in which names are yet to be recognised.
CREATE TABLE unrecognised (rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE);
"""
"""What articles name."""

FEEDS: Final = """
-- How the feeds that are followed were found the last time.
CREATE TABLE feeds (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,      -- under which it is followed
    address       TEXT NOT NULL,
    title         TEXT NOT NULL,
    site          TEXT,
    etag          TEXT,
    last_modified TEXT,
    digest        BLOB,
    checked       INTEGER,
    changed       INTEGER,
    failures      INTEGER NOT NULL,
    due           INTEGER,
    problem       TEXT NOT NULL,
    gone          INTEGER NOT NULL
);
-- The items that were taken from each, so that none is taken twice, whatever became of its article.
CREATE TABLE items (
    feed INTEGER NOT NULL REFERENCES feeds,
    key  BLOB NOT NULL,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
-- The articles that came from each.
CREATE TABLE fed (
    feed INTEGER NOT NULL REFERENCES feeds,
    rank INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    PRIMARY KEY (feed, rank)
) WITHOUT ROWID;
CREATE INDEX feeding ON fed (rank, feed);
"""
"""What is known of the feeds."""
LABELS: Final = """
-- What the reader put on articles, for every article of the state file, stored here or not.
CREATE TABLE tags (
    id  TEXT NOT NULL,
    key TEXT NOT NULL,             -- folded: what it is compared by
    tag TEXT NOT NULL,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX tagged ON tags (key, id);
CREATE TABLE notes (
    id    TEXT PRIMARY KEY,
    note  TEXT NOT NULL,
    words TEXT NOT NULL            -- folded, each between blanks, lines parted as in the index
) WITHOUT ROWID;
CREATE TABLE deleted (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

-- Stored articles that were deleted, and can still be brought back: no list and no count has them.
CREATE TABLE removed (
    rank INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    met  TEXT NOT NULL             -- JSON: the entities that were met there first
);
CREATE TRIGGER article_removed AFTER INSERT ON removed BEGIN
    UPDATE totals SET articles = totals.articles - 1,
        read = totals.read - (h.read NOTNULL),
        bookmarked = totals.bookmarked - (h.bookmarked NOTNULL)
        FROM headlines AS h WHERE h.rank = new.rank;
END;
CREATE TRIGGER article_restored AFTER DELETE ON removed BEGIN
    UPDATE totals SET articles = totals.articles + 1,
        read = totals.read + (h.read NOTNULL),
        bookmarked = totals.bookmarked + (h.bookmarked NOTNULL)
        FROM headlines AS h WHERE h.rank = old.rank;
END;
-- Takes back what `headline_marked` counts of one that is not counted.
CREATE TRIGGER removed_marked AFTER UPDATE OF read, bookmarked ON headlines
    WHEN EXISTS (SELECT 1 FROM removed WHERE rank = new.rank) BEGIN
    UPDATE totals SET
        read = read - (new.read IS NOT NULL) + (old.read IS NOT NULL),
        bookmarked = bookmarked - (new.bookmarked IS NOT NULL) + (old.bookmarked IS NOT NULL);
END;
"""
"""Tags, notes, and what was deleted."""

RANKED: Final = (
    *("headlines", "articles", "originals", "mentions", "named", "digests"),
    *("signatures", "sketches", "unlinked", "stories", "unrecognised"),
)
"""Tables with rows of a rank."""
