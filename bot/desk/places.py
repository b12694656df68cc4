"""Where on the desk's page a page's place is."""

import hashlib

from curation.model import PageUrl


def anchor_of(page: PageUrl) -> str:
    """Return the name of the place of *page* on the desk's page: short, and safe whatever the address holds."""
    return f"c-{hashlib.sha256(page.encode()).hexdigest()[:10]}"
