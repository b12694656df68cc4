"""What is known about addresses, as plain tuples: trackers, wrappers, platforms, shorteners, places that are no page.

A rule is added here, with an example that a test runs; the code that applies it is `curation.urls`. Rules come from what
platforms say of their own addresses. What is not listed is left alone: a page that is missed twice is a smaller harm
than two pages taken for one.
"""

from curation.url_rules.hosts import (
    MEDIA_FILE,
    MEDIA_FOLDER,
    MEDIA_HOSTS,
    MOBILE_WIKIS,
    NO_DOCUMENTS,
    PAGE_NAMED_LIKE_A_FILE,
    PAGES_IN_FRAGMENTS,
    SAME_HOSTS,
    SHORTENERS,
    SOCIAL_HOSTS,
)
from curation.url_rules.platforms import PLATFORMS, Platform
from curation.url_rules.trackers import (
    FILE_HOSTS,
    INDEX_FILES,
    INDEX_PROGRAMS,
    PATH_RESIDUES,
    SITE_TRACKERS,
    TRACKER_PREFIXES,
    TRACKERS,
    VALUE_TRACKERS,
)
from curation.url_rules.wrappers import PATH_WRAPPERS, WRAPPERS, Wrapper

__all__ = [
    "FILE_HOSTS",
    "INDEX_FILES",
    "INDEX_PROGRAMS",
    "MEDIA_FILE",
    "MEDIA_FOLDER",
    "MEDIA_HOSTS",
    "MOBILE_WIKIS",
    "NO_DOCUMENTS",
    "PAGES_IN_FRAGMENTS",
    "PAGE_NAMED_LIKE_A_FILE",
    "PATH_RESIDUES",
    "PATH_WRAPPERS",
    "PLATFORMS",
    "SAME_HOSTS",
    "SHORTENERS",
    "SITE_TRACKERS",
    "SOCIAL_HOSTS",
    "TRACKERS",
    "TRACKER_PREFIXES",
    "VALUE_TRACKERS",
    "WRAPPERS",
    "Platform",
    "Wrapper",
]
