"""The page that an address in a post stands for."""

from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls.canonical import canonical
from curation.urls.documents import is_document


def page_at(link: str) -> PageUrl | None:
    """Return the page that *link*, as somebody wrote it, leads to; `None` where that is no document."""
    page = spelled(link)
    return page if page is not None and is_document(page) else None


def spelled(link: str) -> PageUrl | None:
    """Return the one spelling of *link*; `None` for what is no address of a page."""
    try:
        return canonical(link)
    except InvalidUrl:
        return None
