"""The page that an address in a post stands for."""

from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls.canonical import canonical
from curation.urls.documents import is_document


def page_at(link: str) -> PageUrl | None:
    """Return the page that *link*, as somebody wrote it, leads to; `None` where that is no document."""
    try:
        page = canonical(link)
    except InvalidUrl:
        return None
    return page if is_document(page) else None
