"""Sites that spell one of their pages in several ways."""

from typing import NamedTuple

# A row a line: tables are read down their columns.
# fmt: off

class Platform(NamedTuple):
    """How one site spells one of its pages in several ways, and the spelling that stands for all."""

    name: str
    hosts: tuple[str, ...]
    """As in `Wrapper.host`; none for the wikis of `MOBILE_WIKIS`."""
    path: str
    """A pattern of the whole path; its named groups may be used in `result`."""
    needs: tuple[str, ...]
    """Parameters that must be there; their values may be used in `result` too."""
    result: str
    """Host and path, perhaps with a query; `{host}` is the host as it was."""
    keeps: tuple[str, ...] | None
    """The parameters that still count afterwards; `None` for all."""
    example: str
    canonical: str


_AMAZON = (
    "amazon.com", "amazon.ca", "amazon.com.mx", "amazon.com.br", "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.it",
    "amazon.es", "amazon.nl", "amazon.se", "amazon.pl", "amazon.com.be", "amazon.ie", "amazon.com.tr", "amazon.ae",
    "amazon.sa", "amazon.eg", "amazon.in", "amazon.co.jp", "amazon.cn", "amazon.sg", "amazon.com.au", "amazon.co.za",
)
_YT = r"(?P<v>[\w-]{4,})"
_ARXIV = r"(?P<id>(?:[A-Za-z.-]+/)?[\d.]+?(?:v\d+)?)"
_ISBN = r"(?:\d+/)?(?P<isbn>97[89]\d{10})"
_STACK_EXCHANGE = (
    "stackoverflow.com", "*.stackoverflow.com", "superuser.com", "serverfault.com", "askubuntu.com", "stackapps.com",
    "mathoverflow.net", "*.stackexchange.com",
)

PLATFORMS = (
    # --- video and talks
    Platform("YouTube playlist", ("youtube.com",), r"/(?:playlist|embed/videoseries)", ("list",), "youtube.com/playlist?list={list}", (), "https://www.youtube.com/playlist?index=1&list=PL12345", "https://youtube.com/playlist?list=PL12345"),
    Platform("YouTube video", ("youtube.com",), r"/(?:watch)?", ("v",), "youtube.com/watch?v={v}", ("list",), "https://m.youtube.com/watch?t=4s&v=dQw4w9WgXcQ&index=2", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    Platform("YouTube video elsewhere", ("youtube.com",), rf"/(?:embed|v|e|shorts|live|watch)/(?!videoseries|live_stream){_YT}", (), "youtube.com/watch?v={v}", ("list",), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    Platform("YouTube short address", ("youtu.be",), rf"/{_YT}", (), "youtube.com/watch?v={v}", ("list",), "https://youtu.be/dQw4w9WgXcQ?t=43&list=PL12345", "https://youtube.com/watch?v=dQw4w9WgXcQ&list=PL12345"),
    Platform("Vimeo video", ("vimeo.com",), r"/(?:channels/[^/]+|groups/[^/]+/videos|album/\d+/video|showcase/\d+/video|video)/(?P<id>\d+)", (), "vimeo.com/{id}", None, "https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871"),
    Platform("Vimeo player, unlisted", ("player.vimeo.com",), r"/video/(?P<id>\d+)", ("h",), "vimeo.com/{id}/{h}", (), "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0", "https://vimeo.com/76979871/8272103f6e"),
    Platform("Vimeo player", ("player.vimeo.com",), r"/video/(?P<id>\d+)", (), "vimeo.com/{id}", (), "https://player.vimeo.com/video/76979871?title=0", "https://vimeo.com/76979871"),
    Platform("TED talk", ("ted.com",), r"/talks/(?:lang/[\w-]+/)?(?P<slug>\w+)(?:\.html|/transcript|/up-next|/discussion|/footnotes)?", (), "ted.com/talks/{slug}", None, "https://www.ted.com/talks/lang/de/ana_lovelace_on_closures.html", "https://ted.com/talks/ana_lovelace_on_closures"),
    Platform("Dailymotion video", ("dailymotion.com",), r"/(?:embed/)?video/(?P<id>[A-Za-z0-9]+)(?:_.*)?", (), "dailymotion.com/video/{id}", (), "https://www.dailymotion.com/embed/video/x2jvvep?autoplay=1", "https://dailymotion.com/video/x2jvvep"),
    Platform("Dailymotion short address", ("dai.ly",), r"/(?P<id>[A-Za-z0-9]+)", (), "dailymotion.com/video/{id}", (), "https://dai.ly/x2jvvep", "https://dailymotion.com/video/x2jvvep"),
    Platform("Loom recording", ("loom.com",), r"/(?:share|embed)/(?P<id>[0-9a-f]{32})", (), "loom.com/share/{id}", (), "https://www.loom.com/embed/0a1b2c3d4e5f60718293a4b5c6d7e8f9?hide_owner=true", "https://loom.com/share/0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
    Platform("TikTok video", ("tiktok.com",), r"/(?P<who>@[^/]+)/video/(?P<id>\d+)", (), "tiktok.com/{who}/video/{id}", (), "https://www.tiktok.com/@ana/video/7000000000000000000?is_from_webapp=1", "https://tiktok.com/@ana/video/7000000000000000000"),
    # --- to hear: an episode is known by its number at one platform; nobody guesses that two platforms mean one
    Platform(
        "Spotify", ("open.spotify.com",), r"/(?:intl-[a-z-]+/)?(?:embed/|embed-podcast/|user/[^/]+/(?=playlist/))?(?P<sort>episode|show|track|album|playlist)/(?P<id>\w+)", (), "open.spotify.com/{sort}/{id}", None, "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=x", "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"
    ),
    Platform("Apple podcast", ("podcasts.apple.com", "itunes.apple.com"), r"/(?:[a-z]{2}/)?podcast/(?:[^/]+/)?(?P<id>id\d+)", (), "podcasts.apple.com/podcast/{id}", ("i",), "https://podcasts.apple.com/gb/podcast/some-name/id123456789?i=1000456&mt=2", "https://podcasts.apple.com/podcast/id123456789?i=1000456"),
    # --- papers
    Platform("arXiv paper", ("arxiv.org",), rf"/(?:abs|pdf|html|format)/{_ARXIV}(?:\.pdf)?", (), "arxiv.org/abs/{id}", (), "https://arxiv.org/pdf/2311.09394v2.pdf", "https://arxiv.org/abs/2311.09394v2"),
    Platform("arXiv paper as HTML", ("ar5iv.org", "ar5iv.labs.arxiv.org"), rf"/(?:abs|html|pdf)/{_ARXIV}", (), "arxiv.org/abs/{id}", (), "https://ar5iv.labs.arxiv.org/html/2311.09394", "https://arxiv.org/abs/2311.09394"),
    Platform("arXiv paper by DOI", ("doi.org",), rf"/10\.48550(?:/|%2F)(?i:arxiv)\.{_ARXIV}", (), "arxiv.org/abs/{id}", (), "https://doi.org/10.48550/arXiv.2311.09394", "https://arxiv.org/abs/2311.09394"),
    Platform("DOI", ("doi.org",), r"/(?:doi:|urn:doi:)?(?P<registrant>10\.\d{4,9})(?:/|%2F)(?P<name>.+)", (), "doi.org/{registrant}/{name}", (), "http://dx.doi.org/doi:10.1000/182", "https://doi.org/10.1000/182"),
    Platform("PubMed", ("ncbi.nlm.nih.gov",), r"/(?:m/)?pubmed/(?P<id>\d+)", (), "pubmed.ncbi.nlm.nih.gov/{id}", (), "https://www.ncbi.nlm.nih.gov/pubmed/12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678"),
    Platform("PubMed Central", ("ncbi.nlm.nih.gov",), r"/(?:labs/)?pmc/articles/(?P<id>PMC\d+)", (), "pmc.ncbi.nlm.nih.gov/articles/{id}", (), "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567"),
    Platform("bioRxiv and medRxiv paper", ("biorxiv.org", "medrxiv.org"), r"/content/(?P<id>10\.\d{4,9}/[\d.]+?v\d+)(?:\.(?:abstract|full|full-text|full\.pdf\+html|full\.pdf|article-info|article-metrics|supplementary-material))", (), "{host}/content/{id}", (), "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v1.full.pdf", "https://biorxiv.org/content/10.1101/2020.01.02.123456v1"),
    Platform("SSRN paper", ("papers.ssrn.com",), r"/sol3/(?:papers|delivery)\.cfm", ("abstract_id",), "papers.ssrn.com/sol3/papers.cfm?abstract_id={abstract_id}", (), "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567&download=yes", "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567"),
    Platform("SSRN short address", ("ssrn.com",), r"/abstract=(?P<id>\d+)", (), "papers.ssrn.com/sol3/papers.cfm?abstract_id={id}", (), "https://ssrn.com/abstract=1234567", "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567"),
    Platform("JSTOR article", ("jstor.org",), r"/stable/(?:pdf/|pdfplus/)?(?P<id>[\w.]+?)(?:\.pdf)?", (), "jstor.org/stable/{id}", (), "https://www.jstor.org/stable/pdf/1234567.pdf", "https://jstor.org/stable/1234567"),
    Platform("OpenReview paper", ("openreview.net",), r"/(?:forum|pdf)", ("id",), "openreview.net/forum?id={id}", ("noteId",), "https://openreview.net/pdf?id=aBcD1234", "https://openreview.net/forum?id=aBcD1234"),
    Platform("ACL paper", ("aclanthology.org",), r"/(?P<id>[\w.-]+?)(?:\.pdf|\.bib)", (), "aclanthology.org/{id}", (), "https://aclanthology.org/2020.acl-main.1.pdf", "https://aclanthology.org/2020.acl-main.1"),
    Platform("Zenodo record", ("zenodo.org",), r"/record/(?P<id>\d+)", (), "zenodo.org/records/{id}", None, "https://zenodo.org/record/1234567", "https://zenodo.org/records/1234567"),
    Platform("RFC", ("rfc-editor.org", "ietf.org"), r"/(?:rfc|info)/rfc0*(?P<n>\d+)(?:\.(?:html|txt|pdf|xml))?", (), "rfc-editor.org/rfc/rfc{n}", (), "https://www.rfc-editor.org/info/rfc9338", "https://rfc-editor.org/rfc/rfc9338"),
    Platform("RFC at the IETF", ("tools.ietf.org", "datatracker.ietf.org"), r"/(?:doc/|rfc/)?(?:html/|pdf/|id/)?rfc0*(?P<n>\d+)(?:\.(?:html|txt|pdf))?", (), "rfc-editor.org/rfc/rfc{n}", (), "https://datatracker.ietf.org/doc/html/rfc9338", "https://rfc-editor.org/rfc/rfc9338"),
    Platform("Internet-Draft", ("tools.ietf.org",), r"/(?:html|id|pdf)/(?P<draft>draft-[a-z0-9-]+?)(?:\.(?:html|txt|pdf))?", (), "datatracker.ietf.org/doc/html/{draft}", (), "https://tools.ietf.org/html/draft-ietf-quic-http-34", "https://datatracker.ietf.org/doc/html/draft-ietf-quic-http-34"),
    # --- works of reference, code, questions
    Platform("Wikipedia article by title", (), r"/w/index\.php", ("title",), "{host}/wiki/{title}", None, "https://en.wikipedia.org/w/index.php?title=Web_feed", "https://en.wikipedia.org/wiki/Web_feed"),
    Platform("GitHub repository", ("github.com",), r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)\.git", (), "github.com/{owner}/{name}", None, "https://github.com/ana/closures.git", "https://github.com/ana/closures"),
    Platform("Gist", ("gist.github.com",), r"/[\w-]+/(?P<id>[0-9a-f]{20,40})", (), "gist.github.com/{id}", None, "https://gist.github.com/ana/0a1b2c3d4e5f60718293a4b5c6d7e8f9", "https://gist.github.com/0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
    Platform("Stack Exchange question", _STACK_EXCHANGE, r"/q(?:uestions)?/(?P<id>\d+)(?:/[^/]*)?", (), "{host}/questions/{id}", None, "https://stackoverflow.com/questions/111102/how-do-closures-work", "https://stackoverflow.com/questions/111102"),
    Platform("Stack Exchange answer", _STACK_EXCHANGE, r"/a/(?P<id>\d+)/\d+", (), "{host}/a/{id}", None, "https://math.stackexchange.com/a/111103/42", "https://math.stackexchange.com/a/111103"),
    # --- conversations
    Platform("Post on Reddit", ("reddit.com",), r"/(?:(?:r|user)/[^/]+/)?(?:comments|gallery)/(?P<id>\w+)(?:/[^/]*)?", (), "reddit.com/comments/{id}", None, "https://old.reddit.com/r/learnpython/comments/abc123/closures/", "https://reddit.com/comments/abc123"),
    Platform("Reddit short address", ("redd.it",), r"/(?P<id>\w+)", (), "reddit.com/comments/{id}", (), "https://redd.it/abc123", "https://reddit.com/comments/abc123"),
    Platform("Hacker News", ("news.ycombinator.com",), r"/item", ("id",), "news.ycombinator.com/item?id={id}", (), "https://news.ycombinator.com/item?id=8863&p=2", "https://news.ycombinator.com/item?id=8863"),
    Platform("Lobsters", ("lobste.rs",), r"/s/(?P<id>[a-z0-9]+)(?:/[^/]*)?", (), "lobste.rs/s/{id}", None, "https://lobste.rs/s/abc123/closures_explained", "https://lobste.rs/s/abc123"),
    Platform("Post on X", ("x.com",), r"/(?:[^/]+|i/web)/status(?:es)?/(?P<id>\d+)(?:/.*)?", (), "x.com/i/status/{id}", (), "https://mobile.twitter.com/ana/status/20/photo/1?s=20", "https://x.com/i/status/20"),
    Platform("Photo on Facebook", ("facebook.com",), r"/photo(?:\.php)?", ("fbid",), "facebook.com/photo.php?fbid={fbid}", (), "https://www.facebook.com/photo/?fbid=123456&set=a.1&type=3&theater", "https://facebook.com/photo.php?fbid=123456"),
    # --- writing
    Platform("Medium story", ("medium.com", "*.medium.com"), r"/(?:(?!p/|m/|tag/)[^/]+/(?:[^/]*-)?|[^/]*-)(?P<id>[0-9a-f]{12})", (), "medium.com/p/{id}", None, "https://medium.com/@ana/closures-explained-0a1b2c3d4e5f", "https://medium.com/p/0a1b2c3d4e5f"),
    Platform("Substack post in the app", ("open.substack.com",), r"/pub/(?P<pub>[a-z0-9-]+)/p/(?P<slug>[\w-]+)", (), "{pub}.substack.com/p/{slug}", None, "https://open.substack.com/pub/ana/p/closures?r=1abc", "https://ana.substack.com/p/closures"),
    # --- shared documents
    Platform(
        "Google document",
        ("docs.google.com",),
        r"/(?:a/[^/]+/)?(?P<sort>document|spreadsheets|presentation|forms|drawings)/(?:u/\d+/)?d/(?P<id>(?!e/)[\w-]+)(?:/(?:edit|view|preview|copy|mobilebasic|mobilepresent|htmlview|htmlpresent|pub|present|viewform|template/preview))?",
        (),
        "docs.google.com/{sort}/d/{id}",
        ("resourcekey",),
        "https://docs.google.com/document/u/0/d/1AbC_d-E/edit?usp=sharing#heading=h.1",
        "https://docs.google.com/document/d/1AbC_d-E",
    ),
    Platform("Google document, published", ("docs.google.com",), r"/(?:a/[^/]+/)?(?P<sort>document|presentation)/(?:u/\d+/)?d/e/(?P<id>[\w-]+)/(?:pub|embed|pubembed)", (), "docs.google.com/{sort}/d/e/{id}/pub", (), "https://docs.google.com/presentation/d/e/2PACX-1vAbC/embed?start=false&loop=false", "https://docs.google.com/presentation/d/e/2PACX-1vAbC/pub"),
    Platform("Google form, published", ("docs.google.com",), r"/forms/(?:u/\d+/)?d/e/(?P<id>[\w-]+)/(?:viewform|formResponse|closedform)", (), "docs.google.com/forms/d/e/{id}/viewform", (), "https://docs.google.com/forms/d/e/1FAIpQL/viewform?usp=sf_link&embedded=true", "https://docs.google.com/forms/d/e/1FAIpQL/viewform"),
    Platform("Google Drive file", ("drive.google.com",), r"/(?:a/[^/]+/)?file/(?:u/\d+/)?d/(?P<id>[\w-]+)(?:/(?:edit|view|preview))?", (), "drive.google.com/file/d/{id}", ("resourcekey",), "https://drive.google.com/file/d/1AbC_d-E/view?usp=sharing", "https://drive.google.com/file/d/1AbC_d-E"),
    Platform("Google Drive file by number", ("drive.google.com", "docs.google.com"), r"/(?:open|uc)", ("id",), "drive.google.com/file/d/{id}", ("resourcekey",), "https://drive.google.com/uc?export=download&id=1AbC_d-E", "https://drive.google.com/file/d/1AbC_d-E"),
    Platform("Google Drive folder", ("drive.google.com",), r"/drive/(?:u/\d+/|mobile/)?folders/(?P<id>[\w-]+)", (), "drive.google.com/drive/folders/{id}", ("resourcekey",), "https://drive.google.com/drive/u/1/folders/1AbC_d-E?usp=sharing", "https://drive.google.com/drive/folders/1AbC_d-E"),
    Platform("OneDrive file", ("onedrive.live.com",), r"/(?:view|edit|embed|redir)(?:\.aspx)?", ("resid",), "onedrive.live.com/view.aspx?resid={resid}", ("authkey",), "https://onedrive.live.com/edit.aspx?cid=0A1B&resid=0A1B!123&app=Word", "https://onedrive.live.com/view.aspx?resid=0A1B!123"),
    # --- books
    Platform("Amazon article", _AMAZON, r"/(?:.*/)?(?:dp|gp/product|gp/aw/d|gp/offer-listing|exec/obidos/ASIN|o/ASIN)/(?P<asin>[A-Z0-9]{10})(?:/.*)?", (), "{host}/dp/{asin}", (), "https://www.amazon.de/Some-Book/dp/0262035618/ref=sr_1_1?keywords=x", "https://amazon.de/dp/0262035618"),
    Platform("Audible book", ("audible.*",), r"/pd/(?:[^/]+/)?(?P<asin>[A-Z0-9]{10})", (), "{host}/pd/{asin}", (), "https://www.audible.com/pd/Some-Book-Audiobook/B00ABCDEFG?ref=x", "https://audible.com/pd/B00ABCDEFG"),
    Platform("Book at Bookshop.org", ("bookshop.org", "uk.bookshop.org"), rf"/(?:p/)?(?:books?/(?:[^/]+/)?|a/\d+/){_ISBN}", (), "{host}/book/{isbn}", (), "https://bookshop.org/p/books/some-book/12345/9780262035613", "https://bookshop.org/book/9780262035613"),
    Platform("Book at Waterstones", ("waterstones.com",), rf"/book/(?:.+/)?{_ISBN}", (), "waterstones.com/book/{isbn}", (), "https://www.waterstones.com/book/some-book/ana/9780262035613", "https://waterstones.com/book/9780262035613"),
    Platform("Book at Google", ("books.google.*",), r"/books(?:/about/.*)?", ("id",), "books.google.com/books?id={id}", (), "https://books.google.de/books?id=aBcDEF12345&pg=PA7", "https://books.google.com/books?id=aBcDEF12345"),
    Platform("Book at Google, new address", ("google.*",), r"/books/edition/[^/]+/(?P<id>[\w-]+)", (), "books.google.com/books?id={id}", (), "https://www.google.com/books/edition/_/aBcDEF12345?gbpv=1", "https://books.google.com/books?id=aBcDEF12345"),
    Platform("Book at Goodreads", ("goodreads.com",), r"/(?:[a-z]{2}/)?book/show/(?P<id>\d+)(?:[.-].*)?", (), "goodreads.com/book/show/{id}", (), "https://www.goodreads.com/book/show/123456.Some_Book?from_search=true", "https://goodreads.com/book/show/123456"),
    Platform("Work at Open Library", ("openlibrary.org",), r"/(?P<sort>works|books)/(?P<id>OL\d+[WM])(?:/[^/]*)?", (), "openlibrary.org/{sort}/{id}", None, "https://openlibrary.org/works/OL45804W/Some_Book", "https://openlibrary.org/works/OL45804W"),
    # --- archives
    Platform("Internet Archive", ("archive.org",), r"/(?:details|embed|stream)/(?P<id>[\w.-]+)", (), "archive.org/details/{id}", None, "https://archive.org/embed/some_item", "https://archive.org/details/some_item"),
)
"""The first that matches counts."""
