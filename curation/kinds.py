"""What a page is – video, podcast, paper … – and how long it takes.

What a page declares of itself comes before what its address looks like, with two exceptions: "article" is what many
systems call everything, so an address that knows better wins over it; and a video on a site of talks is a talk.
"""

from collections.abc import Iterable
from math import ceil
from urllib.parse import urlsplit

from curation.model import Kind, PageUrl

_WORDS_A_MINUTE = 230
_SECONDS_A_MINUTE = 60

_DECLARED: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.COURSE, frozenset({"course", "courseinstance", "learningresource"})),
    (Kind.EVENT, frozenset({"event", "educationevent", "businessevent", "socialevent", "hackathon", "events.event"})),
    (Kind.DATASET, frozenset({"dataset", "datacatalog", "datadownload", "spreadsheetdigitaldocument"})),
    (Kind.SLIDES, frozenset({"presentationdigitaldocument"})),
    (
        Kind.PAPER,
        frozenset(
            {
                "scholarlyarticle",
                "medicalscholarlyarticle",
                "thesis",
                "citation_doi",
                "citation_journal_title",
                "citation_conference_title",
                "citation_dissertation_institution",
            },
        ),
    ),
    (Kind.REPORT, frozenset({"report", "citation_technical_report_institution"})),
    (
        Kind.PODCAST,
        frozenset({"podcastepisode", "podcastseries", "podcastseason", "radioepisode", "radioseries", "audioobject"}),
    ),
    (
        Kind.VIDEO,
        frozenset(
            {"videoobject", "video", "video.other", "video.movie", "video.episode", "video.tv_show", "movie", "clip"},
        ),
    ),
    (Kind.BOOK, frozenset({"book", "books.book", "audiobook", "citation_isbn"})),
    (
        Kind.TOOL,
        frozenset(
            {"softwareapplication", "webapplication", "mobileapplication", "softwaresourcecode", "object.software"}
        ),
    ),
    (Kind.IMAGE, frozenset({"imageobject", "imagegallery", "photograph", "painting", "comicstory"})),
    (Kind.DOCUMENT, frozenset({"digitaldocument", "textdigitaldocument", "notedigitaldocument"})),
)
"""The words of Open Graph (https://ogp.me/#types), schema.org and citation headers, the telling ones first."""

_DECLARED_ARTICLES = frozenset(
    {"article", "newsarticle", "blogposting", "techarticle", "opinionnewsarticle", "reportagenewsarticle", "blog"},
)

_ENDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.DOCUMENT, (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub")),
    (Kind.SLIDES, (".ppt", ".pptx", ".odp", ".key")),
    (Kind.DATASET, (".csv", ".tsv", ".xls", ".xlsx", ".ods", ".parquet")),
    (Kind.PODCAST, (".mp3", ".m4a", ".ogg", ".opus")),
    (Kind.VIDEO, (".mp4", ".webm", ".mov", ".m4v")),
    (Kind.IMAGE, (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")),
)

_HOSTS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.TALK, frozenset({"ted.com", "media.ccc.de"})),
    (
        Kind.VIDEO,
        frozenset({"youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com", "twitch.tv"}),
    ),
    (
        Kind.PODCAST,
        frozenset({"podcasts.apple.com", "open.spotify.com", "soundcloud.com", "freakonomics.com", "overcast.fm"}),
    ),
    (
        Kind.PAPER,
        frozenset({"arxiv.org", "doi.org", "dx.doi.org", "jstor.org", "ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov"}),
    ),
    (Kind.PAPER, frozenset({"eric.ed.gov", "osf.io", "hal.science", "ssrn.com", "papers.ssrn.com"})),
    (Kind.SLIDES, frozenset({"slideshare.net", "speakerdeck.com", "slides.com"})),
    (Kind.COURSE, frozenset({"coursera.org", "edx.org", "udacity.com", "futurelearn.com", "khanacademy.org"})),
    (Kind.BOOK, frozenset({"goodreads.com", "gutenberg.org", "openlibrary.org", "books.google.com"})),
    (Kind.TOOL, frozenset({"github.com", "gitlab.com", "codeberg.org"})),
    (Kind.EVENT, frozenset({"eventbrite.com", "eventbrite.ca", "eventbrite.co.uk", "meetup.com"})),
    (Kind.DATASET, frozenset({"zenodo.org", "kaggle.com", "data.gov"})),
    (Kind.IMAGE, frozenset({"flickr.com", "imgur.com", "unsplash.com"})),
)

_GOOGLE_DOCUMENTS = {"document": Kind.DOCUMENT, "presentation": Kind.SLIDES, "spreadsheets": Kind.DATASET}

_WORDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.TALK, frozenset({"talk", "talks", "keynote", "keynotes"})),
    (Kind.PODCAST, frozenset({"podcast", "podcasts", "episodes"})),
    (Kind.VIDEO, frozenset({"video", "videos", "watch"})),
    (Kind.SLIDES, frozenset({"slides", "presentations"})),
    (Kind.COURSE, frozenset({"course", "courses", "mooc"})),
    (Kind.EVENT, frozenset({"event", "events", "webinar", "webinars"})),
    (Kind.DATASET, frozenset({"dataset", "datasets"})),
    (Kind.REPORT, frozenset({"report", "reports", "whitepaper"})),
    (Kind.BOOK, frozenset({"book", "books"})),
    (Kind.ARTICLE, frozenset({"article", "articles", "blog", "blogs", "news", "posts"})),
)
"""Words that tell as a whole step of the path or as the first label of the host."""


def kind_of(page: PageUrl, *, declared: Iterable[str] = ()) -> Kind:
    """Return what *page* is, by its address and what it declares: types of Open Graph and JSON-LD, citation hints."""
    words = frozenset(word.strip().casefold().rpartition("/")[2] for word in declared)
    said = next((kind for kind, types in _DECLARED if types & words), None)
    seen = _kind_by_address(page)
    if said is Kind.VIDEO and seen is Kind.TALK:
        return Kind.TALK
    if said is None and words & _DECLARED_ARTICLES:
        return Kind.ARTICLE if seen is Kind.PAGE else seen
    return said or seen


def minutes_of(*, words: int = 0, seconds: int = 0) -> int | None:
    """Return whole minutes, rounded up: the real duration if known, else 230 words each; `None` if neither is."""
    if seconds > 0:
        return ceil(seconds / _SECONDS_A_MINUTE)
    return ceil(words / _WORDS_A_MINUTE) if words > 0 else None


def _kind_by_address(page: PageUrl) -> Kind:
    parts = urlsplit(page)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.casefold()
    by_ending = (kind for kind, endings in _ENDINGS if path.endswith(endings))
    by_host = (kind for kind, hosts in _HOSTS if host in hosts and path.strip("/"))
    by_service = (
        kind for word, kind in _GOOGLE_DOCUMENTS.items() if f"{host}{path}".startswith(f"docs.google.com/{word}/")
    )
    steps = {host.partition(".")[0], *path.split("/")[:-1], *([path.strip("/")] if path.count("/") == 1 else [])}
    by_word = (kind for kind, words in _WORDS if words & steps)
    return next((kind for rule in (by_ending, by_host, by_service, by_word) for kind in rule), Kind.PAGE)
