"""From what a person names to drafts: one module a format, and one that tells them apart.

Everything that comes out has been cleaned; nothing here touches the store or the network.
"""
