"""Everything about news articles, and nothing about screens.

`Library` stores them, lists them, searches them and keeps what the reader did. `parse` and
`recognise` are for those who want an article's structure and names without a store.
"""

from typing import TYPE_CHECKING, Final

from library.lazily import named_in

if TYPE_CHECKING:
    from library.altering import Altered, PutBack
    from library.answers import Added, Result
    from library.apart import Read, read_apart
    from library.bin import KEPT_DAYS, Bin, Deleted
    from library.checking import Check, check_library, ensure_whole
    from library.clean import (
        clean_line,
        clean_text,
        escape_json,
        is_safe,
        without_loose_joiners,
        xml_line,
    )
    from library.consent import Consent, consent_to
    from library.correcting import Corrected, Correcting
    from library.corrections import Action, Correction
    from library.documents import parse
    from library.durable import replace_file, sync_file, write_file
    from library.edits import Deed, Edit, Saved, Shelf
    from library.entities import recognise, recognise_article
    from library.errors import (
        Busy,
        CorrectionError,
        Damaged,
        EngineError,
        Interrupted,
        LibraryError,
        ModelUnavailable,
        NewerSchema,
        NotFetched,
        NotFound,
        NotSaved,
        OrderError,
        ProxyError,
        QueryError,
        Refused,
        StorageError,
        Unavailable,
    )
    from library.exchange import export_state, export_whole_state, import_state
    from library.feed_finding import find_feeds
    from library.feeds import Feeds, Pages, pages_of
    from library.fetching import fetched_sources
    from library.folders import folder_of, name_in, place_of
    from library.grouping import Group, Label, Outline, Spot
    from library.intake.feeds.lists import Listed, read_list, write_list
    from library.intake.files import Source, find_sources, is_address
    from library.journal import JOURNAL_NAME, STATE_NAME
    from library.journal import stamp as state_version
    from library.labelling import Labelling
    from library.labels import MAX_NOTE, MAX_TAG, MAX_TAGS, read_tags, tag_key
    from library.library import Library
    from library.listing import Listing
    from library.marks import Mark
    from library.matching import Finder, Matches
    from library.merging import Taken
    from library.models import (
        ALL_BLOCKS,
        TITLE_BLOCK,
        Article,
        Block,
        BlockKind,
        Entity,
        EntityKind,
        Headline,
        Hit,
        Link,
        Mention,
        Place,
        Section,
        Status,
    )
    from library.notices import take_notices
    from library.numbered import is_numbered
    from library.opening import DATABASE_NAME, ensure_library
    from library.ordering import MOST_RANKED, Arrangement, Grouping, Order
    from library.passages import Passage
    from library.recognising import Recognised
    from library.register import Register
    from library.reindexing import Reread
    from library.repairing import Repairing, Rescue, Rescued
    from library.search import BOOKMARKED, EVERYTHING, HIDDEN, UNREAD, Node, all_of
    from library.search import parse as parse_query
    from library.searches import MAX_NAME, Queries, Rules, Searches, depends_on_marks, without
    from library.sessions import SESSION_NAME, end_session, last_session
    from library.snippets import Snippet
    from library.splitting import first_sentence, sentences
    from library.store import Counts, FeedStatus, Found, Known, Tally
    from library.translation import N_, _, grouped, language_in_use, ngettext, use_language
    from library.updating import Updated
    from library.workers.limits import Limits

__all__ = [
    "ALL_BLOCKS",
    "BOOKMARKED",
    "DATABASE_NAME",
    "EVERYTHING",
    "HIDDEN",
    "JOURNAL_NAME",
    "KEPT_DAYS",
    "MAX_NAME",
    "MAX_NOTE",
    "MAX_TAG",
    "MAX_TAGS",
    "MOST_RANKED",
    "N_",
    "SESSION_NAME",
    "STATE_NAME",
    "TITLE_BLOCK",
    "UNREAD",
    "Action",
    "Added",
    "Altered",
    "Arrangement",
    "Article",
    "Bin",
    "Block",
    "BlockKind",
    "Busy",
    "Check",
    "Consent",
    "Corrected",
    "Correcting",
    "Correction",
    "CorrectionError",
    "Counts",
    "Damaged",
    "Deed",
    "Deleted",
    "Edit",
    "EngineError",
    "Entity",
    "EntityKind",
    "FeedStatus",
    "Feeds",
    "Finder",
    "Found",
    "Group",
    "Grouping",
    "Headline",
    "Hit",
    "Interrupted",
    "Known",
    "Label",
    "Labelling",
    "Library",
    "LibraryError",
    "Limits",
    "Link",
    "Listed",
    "Listing",
    "Mark",
    "Matches",
    "Mention",
    "ModelUnavailable",
    "NewerSchema",
    "Node",
    "NotFetched",
    "NotFound",
    "NotSaved",
    "Order",
    "OrderError",
    "Outline",
    "Pages",
    "Passage",
    "Place",
    "ProxyError",
    "PutBack",
    "Queries",
    "QueryError",
    "Read",
    "Recognised",
    "Refused",
    "Register",
    "Repairing",
    "Reread",
    "Rescue",
    "Rescued",
    "Result",
    "Rules",
    "Saved",
    "Searches",
    "Section",
    "Shelf",
    "Snippet",
    "Source",
    "Spot",
    "Status",
    "StorageError",
    "Taken",
    "Tally",
    "Unavailable",
    "Updated",
    "_",
    "all_of",
    "check_library",
    "clean_line",
    "clean_text",
    "consent_to",
    "depends_on_marks",
    "end_session",
    "ensure_library",
    "ensure_whole",
    "escape_json",
    "export_state",
    "export_whole_state",
    "fetched_sources",
    "find_feeds",
    "find_sources",
    "first_sentence",
    "folder_of",
    "grouped",
    "import_state",
    "is_address",
    "is_numbered",
    "is_safe",
    "language_in_use",
    "last_session",
    "name_in",
    "ngettext",
    "pages_of",
    "parse",
    "parse_query",
    "place_of",
    "read_apart",
    "read_list",
    "read_tags",
    "recognise",
    "recognise_article",
    "replace_file",
    "sentences",
    "state_version",
    "sync_file",
    "tag_key",
    "take_notices",
    "use_language",
    "without",
    "without_loose_joiners",
    "write_file",
    "write_list",
    "xml_line",
]

_MODULES: Final = {
    "altering": "Altered PutBack",
    "answers": "Added Result",
    "apart": "Read read_apart",
    "bin": "KEPT_DAYS Bin Deleted",
    "checking": "Check check_library ensure_whole",
    "clean": "clean_line clean_text escape_json is_safe without_loose_joiners xml_line",
    "consent": "Consent consent_to",
    "correcting": "Corrected Correcting",
    "corrections": "Action Correction",
    "documents": "parse",
    "durable": "replace_file sync_file write_file",
    "edits": "Deed Edit Saved Shelf",
    "entities": "recognise recognise_article",
    "errors": (
        "Busy CorrectionError Damaged EngineError Interrupted LibraryError ModelUnavailable "
        "NewerSchema NotFetched NotFound NotSaved OrderError ProxyError QueryError Refused StorageError "
        "Unavailable"
    ),
    "exchange": "export_state export_whole_state import_state",
    "feed_finding": "find_feeds",
    "feeds": "Feeds Pages pages_of",
    "fetching": "fetched_sources",
    "folders": "folder_of name_in place_of",
    "grouping": "Group Label Outline Spot",
    "intake.feeds.lists": "Listed read_list write_list",
    "intake.files": "Source find_sources is_address",
    "journal": "JOURNAL_NAME STATE_NAME stamp:state_version",
    "labelling": "Labelling",
    "labels": "MAX_NOTE MAX_TAG MAX_TAGS read_tags tag_key",
    "library": "Library",
    "listing": "Listing",
    "marks": "Mark",
    "matching": "Finder Matches",
    "merging": "Taken",
    "models": (
        "ALL_BLOCKS TITLE_BLOCK Article Block BlockKind Entity EntityKind Headline Hit Link Mention Place "
        "Section Status"
    ),
    "notices": "take_notices",
    "numbered": "is_numbered",
    "opening": "DATABASE_NAME ensure_library",
    "ordering": "MOST_RANKED Arrangement Grouping Order",
    "passages": "Passage",
    "recognising": "Recognised",
    "register": "Register",
    "reindexing": "Reread",
    "repairing": "Repairing Rescue Rescued",
    "search": "BOOKMARKED EVERYTHING HIDDEN UNREAD Node all_of parse:parse_query",
    "searches": "MAX_NAME Queries Rules Searches depends_on_marks without",
    "sessions": "SESSION_NAME end_session last_session",
    "snippets": "Snippet",
    "splitting": "first_sentence sentences",
    "store": "Counts FeedStatus Found Known Tally",
    "translation": "N_ _ grouped language_in_use ngettext use_language",
    "updating": "Updated",
    "workers.limits": "Limits",
}
"""Where each of them is."""

__getattr__ = named_in(__name__, _MODULES)
