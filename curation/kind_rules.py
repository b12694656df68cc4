"""What is known about kinds, as plain tuples: declared types, platforms, endings, and words of addresses and titles.

A rule is added here, with an example that a test runs; the code that applies it is `curation.kinds`. The hosts of a
platform stand for those below them too; a path is a pattern of its beginning.
"""

from typing import NamedTuple

from curation.model import Kind

# A row a line: tables are read down their columns.
# fmt: off

# --- what pages declare: Open Graph (https://ogp.me/#types), https://schema.org, citation headers --------------------

DECLARED: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.COURSE, ("course", "courseinstance", "learningresource", "syllabus")),
    (Kind.EVENT, ("event", "educationevent", "businessevent", "socialevent", "hackathon", "conferenceevent", "eventseries", "publicationevent", "exhibitionevent", "festival", "events.event")),
    (Kind.DATASET, ("dataset", "datacatalog", "datadownload", "datafeed", "spreadsheetdigitaldocument")),
    (Kind.SLIDES, ("presentationdigitaldocument",)),
    (Kind.PAPER, ("scholarlyarticle", "medicalscholarlyarticle", "thesis", "citation_doi", "citation_journal_title", "citation_conference_title", "citation_dissertation_institution", "citation_arxiv_id", "citation_pmid")),
    (Kind.REPORT, ("report", "citation_technical_report_institution", "citation_technical_report_number")),
    (Kind.THREAD, ("discussionforumposting", "qapage", "question", "conversation", "socialmediaposting")),
    (Kind.PODCAST, ("podcastepisode", "podcastseries", "podcastseason", "radioepisode", "radioseries", "audioobject", "music.song", "music.radio_station")),
    (Kind.VIDEO, ("videoobject", "video", "video.other", "video.movie", "video.episode", "video.tv_show", "movie", "clip", "tvepisode", "broadcastevent")),
    (Kind.BOOK, ("book", "books.book", "audiobook", "chapter", "citation_isbn")),
    (Kind.TOOL, ("softwareapplication", "webapplication", "mobileapplication", "softwaresourcecode", "videogame", "object.software")),
    (Kind.IMAGE, ("imageobject", "imagegallery", "photograph", "painting", "drawing", "visualartwork", "comicstory")),
    (Kind.DOCUMENT, ("digitaldocument", "textdigitaldocument", "notedigitaldocument")),
)
"""Lower-case types, the telling ones first: a page that is a course and has a video is a course."""

DECLARED_ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "techarticle", "opinionnewsarticle", "reportagenewsarticle", "blog",
    "analysisnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "satiricalarticle", "liveblogposting",
    "advertisercontentarticle", "howto", "recipe", "review",
})
"""What many systems call everything: whatever else speaks wins over it."""

# --- files -----------------------------------------------------------------------------------------------------------

ENDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.DOCUMENT, (".pdf", ".doc", ".docx", ".odt", ".rtf", ".ps", ".djvu", ".ipynb", ".txt", ".md", ".tex")),
    (Kind.SLIDES, (".ppt", ".pptx", ".pps", ".ppsx", ".odp", ".key")),
    (Kind.DATASET, (".csv", ".tsv", ".xls", ".xlsx", ".ods", ".parquet", ".sav", ".rds", ".geojson")),
    (Kind.BOOK, (".epub", ".mobi", ".azw3")),
    (Kind.PODCAST, (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac")),
    (Kind.VIDEO, (".mp4", ".webm", ".mov", ".m4v", ".mkv", ".avi", ".ogv")),
    (Kind.IMAGE, (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".tif", ".tiff")),
    (Kind.EVENT, (".ics",)),
    (Kind.TOOL, (".exe", ".msi", ".dmg", ".apk", ".deb", ".rpm", ".appimage", ".xpi")),
)

# --- platforms -------------------------------------------------------------------------------------------------------


class Platform(NamedTuple):
    """What a place on some hosts, or on all, is for."""

    name: str
    kind: Kind
    hosts: tuple[str, ...]
    """With all below them; none stands for every host: a program that many sites run."""
    path: str
    """A pattern of the beginning of the path."""
    example: str


_PAST_FRONT = r"/."

PLATFORMS = (
    # talks
    Platform("TED talk", Kind.TALK, ("ted.com",), r"/(?:talks|dubbing)/.", "https://ted.com/talks/courage"),
    Platform("media.ccc.de", Kind.TALK, ("media.ccc.de",), r"/[vc]/.", "https://media.ccc.de/v/35c3-9407"),
    Platform("InfoQ presentation", Kind.TALK, ("infoq.com",), r"/presentations/.", "https://infoq.com/presentations/borrowing"),
    Platform("FOSDEM talk", Kind.TALK, ("fosdem.org",), r"/\d{4}/schedule/event/[^/]+/?$", "https://fosdem.org/2022/schedule/event/misc_a"),
    Platform("Air Mozilla", Kind.TALK, ("air.mozilla.org",), _PAST_FRONT, "https://air.mozilla.org/a-meetup"),
    Platform("Confreaks", Kind.TALK, ("confreaks.tv",), r"/(?:events|videos)/", "https://confreaks.tv/videos/a"),
    Platform("Skills Matter", Kind.TALK, ("skillsmatter.com",), r"/skillscasts/", "https://skillsmatter.com/skillscasts/17292-a"),
    Platform("VideoLectures", Kind.TALK, ("videolectures.net",), _PAST_FRONT, "https://videolectures.net/a_lecture"),
    Platform("GDC Vault", Kind.TALK, ("gdcvault.com",), r"/play/", "https://gdcvault.com/play/1024/A"),
    Platform("CERN and Indico talk", Kind.TALK, ("cds.cern.ch",), r"/video/", "https://cds.cern.ch/video/1"),
    Platform("pretalx talk", Kind.TALK, (), r"/[\w-]+/talk/[A-Z0-9]{6}\b", "https://pretalx.example/conf/talk/ABC123/"),
    # videos
    Platform("YouTube channel", Kind.VIDEO, ("youtube.com",), r"/(?:@|channel/|c/|user/)", "https://youtube.com/@someone"),
    Platform("YouTube playlist", Kind.VIDEO, ("youtube.com",), r"/playlist", "https://youtube.com/playlist?list=PL1"),
    Platform("YouTube video", Kind.VIDEO, ("youtube.com", "youtube-nocookie.com"), r"/(?:watch|live/|shorts/|embed/|v/|clip/)", "https://youtube.com/watch?v=a"),
    Platform("YouTube video", Kind.VIDEO, ("youtu.be",), _PAST_FRONT, "https://youtu.be/a"),
    Platform("Vimeo video", Kind.VIDEO, ("vimeo.com",), r"/(?:\d+(?:$|[/?])|ondemand/|event/|video/|channels/.+/\d)", "https://vimeo.com/76979871"),
    Platform("Dailymotion video", Kind.VIDEO, ("dailymotion.com", "dai.ly"), r"/(?:video/)?[a-z0-9]{5,}", "https://dailymotion.com/video/x2abcd"),
    Platform("Twitch video", Kind.VIDEO, ("twitch.tv",), r"/(?!p/|directory|downloads|jobs)[^/]", "https://twitch.tv/videos/1"),
    Platform("PeerTube video", Kind.VIDEO, (), r"/w/[A-Za-z0-9]{20,24}/?(?:\?|$)|/videos/watch/[0-9a-f-]{36}", "https://tube.example/w/weDkpD5BB8mAWcyUQXzxhu"),
    Platform("Odysee video", Kind.VIDEO, ("odysee.com",), r"/@[^/]+/.", "https://odysee.com/@someone:f/a:b"),
    Platform("Rumble video", Kind.VIDEO, ("rumble.com",), r"/v\w+-", "https://rumble.com/v1abc-a.html"),
    Platform("TikTok video", Kind.VIDEO, ("tiktok.com",), r"/@[^/]+/video/|/t/", "https://tiktok.com/@someone/video/1"),
    Platform("Facebook video", Kind.VIDEO, ("facebook.com",), r"/(?:watch|reel/|[^/]+/videos/)", "https://facebook.com/watch?v=1"),
    Platform("Facebook video", Kind.VIDEO, ("fb.watch",), _PAST_FRONT, "https://fb.watch/a"),
    Platform("Instagram reel", Kind.VIDEO, ("instagram.com",), r"/(?:reel|tv)/", "https://instagram.com/reel/a"),
    Platform("Loom video", Kind.VIDEO, ("loom.com",), r"/share/", "https://loom.com/share/a"),
    Platform("Bilibili video", Kind.VIDEO, ("bilibili.com",), r"/(?:video|bangumi)/", "https://bilibili.com/video/BV1"),
    Platform("Niconico video", Kind.VIDEO, ("nicovideo.jp",), r"/watch/", "https://nicovideo.jp/watch/sm9"),
    Platform("video library", Kind.VIDEO, ("nebula.tv", "curiositystream.com", "c-span.org", "viddler.com", "screencast.com", "wistia.com", "vidyard.com", "edpuzzle.com", "schooltube.com", "teachertube.com", "safeshare.tv", "storycorps.org"), r"/(?:.*/)?(?:videos?|media|medias|watch|share|animation|v)\b", "https://c-span.org/video/?c480"),
    Platform("Panopto or Kaltura recording", Kind.VIDEO, (), r"/Panopto/Pages/(?:Viewer|Embed)|/media/(?:t/)?[01]_\w{8}", "https://uni.example/Panopto/Pages/Viewer.aspx?id=1"),
    Platform("Zoom recording", Kind.VIDEO, ("zoom.us",), r"/rec/", "https://zoom.us/rec/share/a"),
    # podcasts
    Platform("Apple Podcasts", Kind.PODCAST, ("podcasts.apple.com",), _PAST_FRONT, "https://podcasts.apple.com/us/podcast/id1?i=2"),
    Platform("Spotify episode", Kind.PODCAST, ("open.spotify.com",), r"/(?:intl-\w+/)?(?:episode|show)/", "https://open.spotify.com/episode/a"),
    Platform("Spotify for Creators", Kind.PODCAST, ("anchor.fm", "podcasters.spotify.com", "creators.spotify.com"), _PAST_FRONT, "https://anchor.fm/someone/episodes/a"),
    Platform("SoundCloud", Kind.PODCAST, ("soundcloud.com",), r"/[^/]+/.", "https://soundcloud.com/someone/a"),
    Platform("BBC Sounds", Kind.PODCAST, ("bbc.co.uk", "bbc.com"), r"/sounds/|/programmes/\w+/episodes/", "https://bbc.co.uk/sounds/play/a"),
    Platform("Radio France", Kind.PODCAST, ("radiofrance.fr",), r"/.*/podcasts/", "https://radiofrance.fr/franceculture/podcasts/a"),
    Platform("YouTube Music podcast", Kind.PODCAST, ("music.youtube.com",), r"/podcast/", "https://music.youtube.com/podcast/a"),
    Platform("Freakonomics", Kind.PODCAST, ("freakonomics.com",), r"/(?:podcast|series)/", "https://freakonomics.com/podcast/failure"),
    Platform("Deezer podcast", Kind.PODCAST, ("deezer.com",), r"/(?:\w\w/)?(?:episode|show)/", "https://deezer.com/en/episode/1"),
    Platform("podcast player", Kind.PODCAST, ("overcast.fm", "pca.st", "pocketcasts.com", "castro.fm", "castbox.fm", "pod.link", "player.fm", "podcastaddict.com", "podchaser.com", "podtail.com", "podbay.fm", "listennotes.com", "stitcher.com", "podcasts.google.com", "goodpods.com", "radiopublic.com", "podimo.com", "fyyd.de", "ivoox.com", "tunein.com", "iheart.com", "episodes.fm"), _PAST_FRONT, "https://overcast.fm/+a"),
    Platform("podcast host", Kind.PODCAST, ("blubrry.net", "libsyn.com", "podbean.com", "buzzsprout.com", "simplecast.com", "transistor.fm", "captivate.fm", "acast.com", "megaphone.fm", "fireside.fm", "castos.com", "spreaker.com", "audioboom.com", "podigee.io", "letscast.fm", "pinecast.com", "zencast.fm", "redcircle.com", "ausha.co", "podcastics.com", "hearthis.at", "mixcloud.com", "audiomack.com", "podlove.org", "castopod.org"), r"/(?!blog\b|pricing|features|login|about).", "https://rusty.blubrry.net/2017/episode-4"),
    Platform("podcast of a university's feed", Kind.PODCAST, ("podcasts.ox.ac.uk",), _PAST_FRONT, "https://podcasts.ox.ac.uk/a"),
    # papers
    Platform("arXiv", Kind.PAPER, ("arxiv.org",), r"/(?:abs|pdf|html|ps|format)/", "https://arxiv.org/abs/1706.03762"),
    Platform("DOI", Kind.PAPER, ("doi.org", "dx.doi.org"), r"/10\.", "https://doi.org/10.1000/182"),
    Platform("paper with a DOI", Kind.PAPER, (), r"/(?:.*/)?doi/(?:\w+/)?10\.\d{4,}/", "https://journal.example/doi/full/10.1000/182"),
    Platform("PubMed", Kind.PAPER, ("pubmed.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "europepmc.org"), r"/(?:\d+|pmc/articles/|pubmed/|articles/|article/)", "https://pubmed.ncbi.nlm.nih.gov/1"),
    Platform("preprints", Kind.PAPER, ("biorxiv.org", "medrxiv.org", "psyarxiv.com", "edarxiv.org", "osf.io", "ssrn.com", "papers.ssrn.com", "preprints.org", "eprint.iacr.org", "hal.science", "hal.archives-ouvertes.fr", "openreview.net", "researchsquare.com", "paperswithcode.com", "eartharxiv.org", "mpra.ub.uni-muenchen.de", "nber.org"), _PAST_FRONT, "https://osf.io/ab1c2"),
    Platform("libraries of papers", Kind.PAPER, ("jstor.org", "eric.ed.gov", "semanticscholar.org", "aclanthology.org", "core.ac.uk", "scielo.br", "cairn.info", "persee.fr", "philpapers.org", "citeseerx.ist.psu.edu", "dl.acm.org", "ieeexplore.ieee.org", "proceedings.mlr.press", "papers.nips.cc", "jmlr.org", "drops.dagstuhl.de", "learntechlib.org"), _PAST_FRONT, "https://eric.ed.gov/?id=EJ1"),
    Platform("USENIX paper", Kind.PAPER, ("usenix.org",), r"/conference/.+/presentation/", "https://usenix.org/conference/a/presentation/b"),
    Platform("journals", Kind.PAPER, ("sciencedirect.com", "link.springer.com", "journals.plos.org", "frontiersin.org", "bmj.com", "science.org", "pnas.org", "cell.com", "thelancet.com", "elifesciences.org", "peerj.com", "f1000research.com", "royalsocietypublishing.org", "academic.oup.com", "cambridge.org", "emerald.com", "irrodl.org", "psycnet.apa.org", "biomedcentral.com", "journals.openedition.org"), r"/(?:.*/)?(?:articles?|chapter|doi|record|pii|\w+/article|\d+)/", "https://link.springer.com/article/10.1007/s1"),
    Platform("Nature", Kind.PAPER, ("nature.com",), r"/articles/(?:s\d+-|ncomms|srep|nature\d)", "https://nature.com/articles/s41586-020-1"),
    Platform("MDPI", Kind.PAPER, ("mdpi.com",), r"/[\d-]+/\d+/\d+", "https://mdpi.com/2227-7102/10/1/1"),
    Platform("Open Journal Systems", Kind.PAPER, (), r"/(?:.*/)?article/view/\d+", "https://journal.example/index.php/j/article/view/123"),
    Platform("DSpace repository", Kind.PAPER, (), r"/(?:.*/)?handle/\d+(?:\.\d+)*/\d+", "https://repository.example/handle/10023/1"),
    Platform("ResearchGate publication", Kind.PAPER, ("researchgate.net",), r"/publication/", "https://researchgate.net/publication/1_A"),
    Platform("paper on Academia", Kind.PAPER, ("academia.edu",), r"/\d+/", "https://academia.edu/1/A"),
    # slides
    Platform("shared slides", Kind.SLIDES, ("docs.google.com",), r"/presentation/", "https://docs.google.com/presentation/d/1a"),
    Platform("slides", Kind.SLIDES, ("slideshare.net", "speakerdeck.com", "slides.com", "slid.es", "prezi.com", "pitch.com", "beautiful.ai", "noti.st", "slideserve.com", "authorstream.com", "sway.office.com", "sway.cloud.microsoft", "emaze.com", "mentimeter.com"), _PAST_FRONT, "https://speakerdeck.com/someone/a"),
    # documents
    Platform("shared document", Kind.DOCUMENT, ("docs.google.com",), r"/document/", "https://docs.google.com/document/d/1a"),
    Platform("standard", Kind.DOCUMENT, ("rfc-editor.org", "datatracker.ietf.org", "tools.ietf.org", "w3.org", "ecma-international.org", "whatwg.org", "open-std.org"), r"/(?:rfc/|doc/|html/|TR/|publications|multipage|info/|jtc1)", "https://rfc-editor.org/rfc/rfc9110"),
    Platform("shared pages", Kind.DOCUMENT, ("scribd.com", "issuu.com", "hackmd.io", "docs.zoho.com", "dropbox.com", "quip.com", "drive.google.com", "nbviewer.org", "nbviewer.jupyter.org", "colab.research.google.com", "gist.github.com", "pastebin.com", "documentcloud.org", "yumpu.com", "calameo.com", "rentry.co"), _PAST_FRONT, "https://scribd.com/document/1/A"),
    Platform("file in a repository", Kind.DOCUMENT, ("github.com", "gitlab.com", "codeberg.org"), r"/[^/]+/[^/]+/(?:-/)?(?:blob|src/branch|wiki|blame)\b", "https://github.com/someone/tool/blob/main/README.md"),
    # threads
    Platform("thread about code", Kind.THREAD, ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org"), r"/.+/(?:issues|pull|pulls|discussions|merge_requests|commit|pull-requests)/.", "https://github.com/someone/tool/issues/1"),
    Platform("Reddit thread", Kind.THREAD, ("reddit.com",), r"/(?:r|user)/[^/]+/comments/|/r/[^/]+/s/|/comments/", "https://reddit.com/r/education/comments/a/b"),
    Platform("Hacker News thread", Kind.THREAD, ("news.ycombinator.com",), r"/item", "https://news.ycombinator.com/item?id=1"),
    Platform("Lobsters thread", Kind.THREAD, ("lobste.rs",), r"/s/", "https://lobste.rs/s/abcdef"),
    Platform("questions and answers", Kind.THREAD, ("stackoverflow.com", "stackexchange.com", "superuser.com", "serverfault.com", "askubuntu.com", "mathoverflow.net", "stackapps.com"), r"/(?:questions|q|a)/\d", "https://matheducators.stackexchange.com/questions/1/a"),
    Platform("Quora question", Kind.THREAD, ("quora.com",), r"/[^/]+-[^/]+", "https://quora.com/Why-is-a-b"),
    Platform("Discourse thread", Kind.THREAD, (), r"/(?:[\w-]+/)?t/[^/]+/\d+", "https://users.example.org/t/how-to/123"),
    Platform("forum thread", Kind.THREAD, (), r"/(?:.*/)?(?:viewtopic|showthread|viewthread|showtopic|mod/forum/discuss)\.php|/(?:.*/)?threads/[\w-]+\.\d+", "https://forum.example/viewtopic.php?t=1"),
    Platform("mailing list", Kind.THREAD, (), r"/(?:.*/)?pipermail/.+/\d+\.html|/(?:.*/)?(?:archives|hyperkitty)/list/.+/(?:thread|message)/", "https://lists.example/pipermail/teach/2015-November/000123.html"),
    Platform("mailing list", Kind.THREAD, ("groups.google.com", "groups.io", "lore.kernel.org", "mail-archive.com", "marc.info"), r"/(?:.*/)?(?:c|topic|message|msg\d+)\b|/\S*@|/\?.*m=\d", "https://groups.google.com/g/teach/c/a"),
    Platform("post on a social network", Kind.THREAD, ("x.com", "twitter.com", "bsky.app", "threads.net", "facebook.com", "linkedin.com", "tumblr.com", "instagram.com"), r"/(?:[^/]+/(?:status|posts|post)/|profile/[^/]+/post/|@[^/]+/post/|permalink|story\.php|posts/|feed/update/|groups/.+/(?:posts|permalink)/|p/)", "https://bsky.app/profile/a.example/post/3k"),
    Platform("post on the fediverse", Kind.THREAD, (), r"/@[^/]+/\d{8,}/?(?:\?|$)|/notice/[A-Za-z0-9]{10,}|/(?:users|accounts)/[^/]+/statuses/|/notes/[a-z0-9]{10,}/?$", "https://mastodon.example/@ana/109382938"),
    # courses
    Platform("courses", Kind.COURSE, ("coursera.org", "edx.org", "udacity.com", "futurelearn.com", "khanacademy.org", "udemy.com", "ocw.mit.edu", "open.edu", "fun-mooc.fr", "openhpi.de", "datacamp.com", "codecademy.com", "egghead.io", "pluralsight.com", "skillshare.com", "exercism.org", "freecodecamp.org", "openclassrooms.com", "brilliant.org", "alison.com", "saylor.org", "miriadax.net", "imoox.at", "mooc.fi", "kadenze.com", "complexityexplorer.org", "classcentral.com", "my-mooc.com"), r"/(?:.*/)?(?:learn|courses?|specializations|professional-certificates|openlearn|programs?|degrees|classes|tracks|paths|cursos?|kurse?|cours|math|science|computing|humanities|lessons)/.", "https://coursera.org/learn/a"),
    Platform("courses of a company", Kind.COURSE, ("linkedin.com", "learn.microsoft.com", "skillsbuild.org", "trailhead.salesforce.com"), r"/(?:[\w-]+/)?(?:learning|training|content/learn)/", "https://linkedin.com/learning/a"),
    Platform("course on Moodle or Canvas", Kind.COURSE, (), r"/(?:.*/)?course/view\.php|/courses/\d+(?:/|$)", "https://moodle.example/course/view.php?id=1"),
    # books
    Platform("library or catalogue", Kind.BOOK, ("goodreads.com", "gutenberg.org", "openlibrary.org", "books.google.com", "leanpub.com", "nostarch.com", "bookshop.org", "worldcat.org", "librarything.com", "thestorygraph.com", "openbookpublishers.com", "openstax.org", "oapen.org", "pressbooks.pub", "open.umn.edu", "pragprog.com", "mitpress.mit.edu"), r"/(?:books?\b|ebooks/|works/|a/\d|oclc/|title/|work/|titles|opentextbooks/|[\w-]+/?(?:\?|$))", "https://goodreads.com/book/show/1"),
    Platform("publisher of books", Kind.BOOK, ("manning.com", "oreilly.com", "packtpub.com", "penguinrandomhouse.com", "press.princeton.edu", "hup.harvard.edu", "apress.com", "waterstones.com", "barnesandnoble.com"), r"/(?:[\w-]+/)?(?:books?|library/view|product|w|titles)/", "https://manning.com/books/a"),
    Platform("book by its ISBN", Kind.BOOK, ("amazon.com", "amazon.ca", "amazon.co.uk", "amazon.de", "amazon.fr", "amazon.es", "amazon.it", "amazon.nl", "amazon.in", "amazon.com.au", "amazon.co.jp", "amazon.com.br", "amazon.com.mx", "amazon.se", "amazon.pl"), r"/(?:.*/)?(?:dp|product|asin|ISBN)/\d{9}[\dX]\b", "https://amazon.com/dp/0262033844"),
    Platform("mdBook", Kind.BOOK, ("doc.rust-lang.org",), r"/(?:\w+/)?(?:book|nomicon|reference|rust-by-example|cargo|embedded-book|rustc)/", "https://doc.rust-lang.org/book/ch04-00.html"),
    # events
    Platform("event", Kind.EVENT, ("eventbrite.com", "eventbrite.ca", "eventbrite.co.uk", "eventbrite.de", "eventbrite.fr", "eventbrite.es", "eventbrite.com.au", "meetup.com", "lu.ma", "luma.com", "ti.to", "tito.io", "pretix.eu", "sched.com", "hopin.com", "airmeet.com", "attendee.gotowebinar.com", "register.gotowebinar.com", "crowdcast.io", "guild.host", "gettogether.community", "xing-events.com", "helloasso.com", "billetweb.fr", "connpass.com", "doorkeeper.jp", "eventyco.com", "everytimezone.com", "allevents.in", "eveeno.com", "addevent.com"), _PAST_FRONT, "https://meetup.com/group/events/1"),
    Platform("event on a network", Kind.EVENT, ("facebook.com", "linkedin.com", "bsky.app"), r"/events/", "https://facebook.com/events/1"),
    Platform("webinar or meeting", Kind.EVENT, ("zoom.us", "teams.microsoft.com", "bigmarker.com", "livestorm.co", "on24.com"), r"/(?:webinar|meeting|j|w|event|l|registration)\b", "https://zoom.us/webinar/register/a"),
    Platform("Indico event", Kind.EVENT, (), r"/event/\d+(?:/|$)", "https://indico.example/event/123/"),
    Platform("Mobilizon event", Kind.EVENT, (), r"/events/[0-9a-f]{8}-[0-9a-f]{4}-", "https://mobilizon.example/events/0a1b2c3d-1111-4222-8333-444455556666"),
    # data
    Platform("shared sheet", Kind.DATASET, ("docs.google.com",), r"/spreadsheets/", "https://docs.google.com/spreadsheets/d/1a"),
    Platform("library of data", Kind.DATASET, ("kaggle.com", "huggingface.co", "data.world", "figshare.com", "dataverse.harvard.edu", "data.europa.eu", "datadryad.org", "archive.ics.uci.edu", "data.mendeley.com", "pangaea.de", "icpsr.umich.edu"), r"/(?:.*/)?(?:datasets?|articles/dataset|dataset\.xhtml)\b", "https://kaggle.com/datasets/a/b"),
    Platform("Socrata data", Kind.DATASET, (), r"/(?:d/[a-z0-9]{4}-[a-z0-9]{4}|[^/]+/[^/]+/[a-z0-9]{4}-[a-z0-9]{4}/(?:about_)?data)/?$", "https://data.city.example/Transport/Bicycles/vw6y-z8j6/data"),
    Platform("open data", Kind.DATASET, ("data.gov", "data.gov.uk", "data.gouv.fr", "data.gov.au", "data.gov.in", "govdata.de", "opendata.swiss", "open.canada.ca", "dati.gov.it", "datos.gob.es", "data.gv.at", "data.overheid.nl", "data.worldbank.org", "data.unicef.org"), r"/(?:.*/)?(?:datasets?|data|indicator)/", "https://data.gov.uk/dataset/a"),
    Platform("Zenodo record", Kind.DATASET, ("zenodo.org",), r"/(?:records?|doi)/", "https://zenodo.org/records/1"),
    # pictures
    Platform("picture", Kind.IMAGE, ("flickr.com", "flic.kr", "imgur.com", "unsplash.com", "pexels.com", "pixabay.com", "deviantart.com", "artstation.com", "500px.com", "giphy.com", "tenor.com", "xkcd.com"), r"/(?:.*/)?(?:photos?|gallery|a|p|art|artwork|gifs|view|\d+)/|/\w{3,}/?$", "https://flickr.com/photos/a/1"),
    Platform("Wikimedia file", Kind.IMAGE, ("commons.wikimedia.org",), r"/wiki/File:", "https://commons.wikimedia.org/wiki/File:A.jpg"),
    Platform("pin", Kind.IMAGE, ("pinterest.com", "pinterest.ca", "pinterest.co.uk", "pinterest.de", "pinterest.fr", "pin.it"), r"/(?:pin/|\w{7,}$)", "https://pinterest.com/pin/1"),
    # articles
    Platform("Wikipedia article", Kind.ARTICLE, ("wikipedia.org", "wikiversity.org", "wikibooks.org", "wikivoyage.org", "wikinews.org"), r"/wiki/.", "https://en.wikipedia.org/wiki/Inference"),
    Platform("newsletter or blog", Kind.ARTICLE, ("substack.com", "medium.com", "beehiiv.com", "buttondown.com", "buttondown.email", "ghost.io", "hashnode.dev", "dev.to", "wordpress.com", "blogspot.com", "tumblr.com", "typepad.com", "write.as", "bearblog.dev", "edublogs.org", "micro.blog", "mataroa.blog", "telegra.ph", "tinyletter.com", "over-blog.com", "canalblog.com", "hypotheses.org", "qiita.com", "zenn.dev", "habr.com", "note.com", "hatenablog.com", "livejournal.com", "weebly.com", "theconversation.com"), r"/(?!about\b|subscribe\b|archive\b|tag\b|tags\b|search\b|category/).", "https://ana.substack.com/p/closures"),
    # tools; last, since the hosts of code have much else
    Platform("project's release", Kind.TOOL, ("github.com", "gitlab.com", "codeberg.org"), r"/[^/]+/[^/]+/(?:-/)?releases", "https://github.com/someone/tool/releases/tag/v1"),
    Platform("somebody's projects", Kind.HOME, ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org"), r"/(?!explore|trending|topics|marketplace)[\w.-]+/?$", "https://github.com/someone"),
    Platform("project of code", Kind.TOOL, ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "sr.ht", "sourceforge.net", "gitee.com", "launchpad.net", "savannah.gnu.org", "gitlab.gnome.org", "invent.kde.org", "salsa.debian.org", "framagit.org"), _PAST_FRONT, "https://github.com/someone/tool"),
    Platform("package", Kind.TOOL, ("lib.rs", "docs.rs", "flathub.org", "snapcraft.io", "f-droid.org"), r"/(?!policies|help|about|blog|settings).", "https://flathub.org/apps/org.someone.Tool"),
    Platform("app store", Kind.TOOL, ("apps.apple.com", "itunes.apple.com", "play.google.com", "addons.mozilla.org", "chromewebstore.google.com", "chrome.google.com", "marketplace.visualstudio.com", "apps.microsoft.com", "workspace.google.com", "appsource.microsoft.com", "wordpress.org"), r"/(?:(?:\w\w/)?app/|store/apps/|.*/addon/|detail/|webstore/|items|.*/p/|marketplace/app|.*/product/|plugins/|themes/)", "https://apps.apple.com/app/id1"),
    Platform("workbench on the web", Kind.TOOL, ("codepen.io", "replit.com", "glitch.com", "scratch.mit.edu", "desmos.com", "geogebra.org", "observablehq.com", "jsfiddle.net", "codesandbox.io", "stackblitz.com", "phet.colorado.edu", "padlet.com", "kahoot.com", "quizlet.com", "figma.com", "wolframalpha.com", "huggingface.co", "play.rust-lang.org", "makecode.com", "thinglink.com", "learningapps.org"), _PAST_FRONT, "https://scratch.mit.edu/projects/1"),
)
"""The first that fits wins, of those of a host before those of every host."""

# --- words of addresses ----------------------------------------------------------------------------------------------

STEPS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.TALK, ("talk", "talks", "keynote", "keynotes", "vortrag", "vorträge", "vortraege", "conferencias", "lectures", "session", "sessions")),
    (Kind.PODCAST, ("podcast", "podcasts", "episode", "episodes", "show_notes", "show-notes", "shownotes", "folge", "folgen", "listen", "audio")),
    (Kind.VIDEO, ("video", "videos", "vidéo", "vidéos", "watch", "webcast", "webcasts", "screencast", "screencasts", "mediathek", "vod")),
    (Kind.SLIDES, ("slides", "presentations", "slidedeck", "diapositives", "folien")),
    (Kind.THREAD, ("forum", "forums", "threads", "discussion", "discussions", "viewtopic", "foro", "foros")),
    (Kind.COURSE, ("course", "courses", "mooc", "moocs", "curso", "cursos", "kurs", "kurse", "cours", "corso", "corsi", "syllabus", "curriculum")),
    (Kind.EVENT, ("event", "events", "webinar", "webinars", "evenement", "evenements", "événement", "événements", "veranstaltung", "veranstaltungen", "evento", "eventos", "agenda", "webinaire", "webinaires", "workshops", "meetups", "conference", "conferences")),
    (Kind.DATASET, ("dataset", "datasets", "opendata", "open-data")),
    (Kind.PAPER, ("paper", "papers", "thesis", "theses", "abstracts", "preprint", "preprints", "eprint")),
    (Kind.REPORT, ("report", "reports", "whitepaper", "whitepapers", "white-paper", "white-papers", "rapport", "rapports", "bericht", "berichte", "informe", "informes")),
    (Kind.BOOK, ("book", "books", "ebook", "ebooks", "livre", "livres", "libro", "libros", "buch", "buecher", "bücher", "textbook", "textbooks")),
    (Kind.TOOL, ("tool", "tools", "app", "apps", "plugin", "plugins", "extensions", "addons", "software", "outils", "werkzeuge", "herramientas")),
    (Kind.IMAGE, ("gallery", "galleries", "photo", "photos", "infographic", "infographics", "comic", "comics", "galerie", "fotos")),
    (Kind.ARTICLE, ("article", "articles", "blog", "blogs", "news", "posts", "post", "artikel", "artículo", "articulo", "articulos", "articolo", "actualites", "actualités", "noticias", "nachrichten", "story", "stories", "opinion", "columns", "tutorial", "tutorials", "guides", "essays", "writing", "journal", "magazine", "weblog")),
)
"""Lower-case words that tell as a whole step of the path before its last, or as the first label of the host."""

PODCAST_HOST = r"podcast|(?<!\blast)(?<!\bdi)(?<!\buser)\.fm$"
"""A pattern found in the host's name: the ending of Micronesia is the radio's all over the world."""

DATED = r"/(?:.*/)?(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?=.)"
"""A pattern of the beginning of a path: what stands under a year and a month was written that day."""

# --- words of titles and notes ---------------------------------------------------------------------------------------

MARKS: tuple[tuple[Kind, str], ...] = (
    (Kind.VIDEO, r"videos?|vidéos?|vídeos?|watch|film"),
    (Kind.PODCAST, r"audio|podcasts?|listen"),
    (Kind.TALK, r"talk|keynote|lecture|vortrag|conférence|charla"),
    (Kind.SLIDES, r"slides?|slide deck|slidedeck|folien|diapos|diapositives"),
    (Kind.PAPER, r"paper|preprint|thesis"),
    (Kind.REPORT, r"report|white ?paper|rapport|bericht|informe"),
    (Kind.BOOK, r"book|e-?book|livre|buch|libro"),
    (Kind.COURSE, r"course|mooc|cours|kurs|curso"),
    (Kind.EVENT, r"event|webinar|webinaire|évènement|événement|evento"),
    (Kind.DATASET, r"data ?set|data"),
    (Kind.TOOL, r"tool|app|outil|herramienta"),
    (Kind.IMAGE, r"infographic|image|photo|picture|comic|infographie|infografik"),
    (Kind.DOCUMENT, r"pdf|document|doc"),
    (Kind.ARTICLE, r"article|blog ?post|artikel|artículo"),
    (Kind.THREAD, r"thread|discussion"),
)
"""Words with which people mark a link: "[video] …", "(slides)", "Podcast: …"."""

NUMBERED = r"\b(?:ep|eps|episode|épisode|episodio|folge)\.?\s*#?\s*\d+\b|\bs\d{1,2}\s?e\d{1,3}\b"
"""A pattern of a title that counts episodes: of a podcast, where nothing says that it is an article."""

SERIES = (
    r"(?:^|[-–—|:#.(]\s*)(?!(?:an?|your|our|my|new|how|why|what|start\w*|best|top|the best)\b)(?:[\w’'&]+\s+){0,5}"
    r"podcast(?:\s*$|\s*(?:[-–—|:#()]|ep\b|eps\b|episode|\d))"
)
"""A pattern of a title that names the podcast it is of; "how to start a podcast" names none."""

TALKS = r"\b(?:keynote|tedx\w*|ted talk|lightning talk|conference talk)\b"
"""A pattern of a video's title that makes a talk of it."""

SEVERAL = (
    r"\b(?:videos|vidéos|vídeos|talks|recordings|vorträge|charlas)\b(?:\s+(?:from|of|at|are|now|de|aus|von|online)\b|\s*$)"
    r"|\bplaylist\b|\b(?:video|lecture) series\b|^all .*\b(?:talks|videos)\b"
)
"""A pattern of a title of many recordings: a page that leads to them, of which nobody can say the minutes."""
