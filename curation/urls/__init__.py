"""Addresses: `canonical(url)` is the one spelling of a page."""

from curation.urls.canonical import canonical
from curation.urls.documents import host_of, is_document, is_shortener, shown_host, site_of
from curation.urls.pages import page_at, spelled

__all__ = ["canonical", "host_of", "is_document", "is_shortener", "page_at", "shown_host", "site_of", "spelled"]
