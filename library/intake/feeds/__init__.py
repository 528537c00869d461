"""Feeds: what a site publishes, item by item, and lists of them.

A feed comes as bytes that others have fetched; nothing here touches the network. Its items become
documents of their own, which are read, stored and read again as any other document is.
"""

from library.intake.feeds.items import Enclosure, Item, is_item, item_document, read_item
from library.intake.feeds.reading import Feed, read_feed

__all__ = ["Enclosure", "Feed", "Item", "is_item", "item_document", "read_feed", "read_item"]
