"""What is known about addresses, as plain tuples: trackers, wrappers, platforms, shorteners, places that are no page.

A rule is added here, with an example that a test runs; the code that applies it is `curation.urls`. What is not
listed is left alone: a page that is missed twice is a smaller harm than two pages taken for one.
"""

from typing import NamedTuple

# A row a line: tables are read down their columns.
# fmt: off

# --- trackers: query parameters that say how somebody came to a page, never which page it is -------------------------

TRACKER_PREFIXES = (
    "utm_", "mtm_", "matomo_", "piwik_", "hsa_", "_hs", "__hs", "hscta", "oly_", "vero_", "bsft_", "itm_", "stm_",
    "__cft__", "fb_action_", "at_custom", "guce_", "_bta_", "_x_tr_", "pd_rd_", "pf_rd_", "elqtrack",
)
"""Lower-case beginnings of names."""

TRACKERS = frozenset({
    # clicks on advertisements and social media
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "msclkid", "twclid",
    "ttclid", "li_fat_id", "yclid", "ysclid", "_openstat", "srsltid", "epik", "irclickid", "irgwc", "cjevent",
    "s_kwcid", "ef_id", "rb_clickid", "wickedid", "sccid", "mkwid", "igshid", "igsh", "ig_mid", "mibextid", "sfnsn",
    "__tn__", "fb_source", "fb_ref", "fb_comment_id", "soc_src", "soc_trk", "guccounter", "_branch_match_id",
    "_branch_referrer", "yptr", "redirect_log_mongo_id", "redirect_mongo_id", "sb_referer_host", "__twitter_impression",
    "ref_src", "ref_url",
    # campaigns of publishers
    "cmpid", "ncid", "ocid", "xtor", "wt_mc", "wt_zmc", "wt.mc_id", "trkcampaign", "at_campaign", "at_medium",
    "at_link_id", "at_link_type", "at_link_origin", "at_format", "at_ptr_name", "at_bbc_team", "ns_campaign",
    "ns_mchannel", "ns_source", "ns_linkname", "ns_fee", "pk_campaign", "pk_cid", "pk_content", "pk_keyword", "pk_kwd",
    "pk_medium", "pk_source",
    # newsletters and mail
    "mc_cid", "mc_eid", "mc_tc", "mkt_tok", "ck_subscriber_id", "ml_subscriber", "ml_subscriber_hash", "_kx", "_ke",
    "dm_i", "elqaid", "elqat", "elqcampaignid", "nr_email_referer", "vgo_ee", "__s", "trk_contact", "trk_msg",
    "trk_module", "trk_sid", "s_cid",
    # measuring and sessions
    "_ga", "_gl", "_gid", "phpsessid", "jsessionid", "replytocom", "usqp", "wprov",
})
"""Lower-case names, on every host."""

SITE_TRACKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("amazon.*", ("ref", "ref_", "tag", "linkcode", "linkid", "qid", "sr", "sprefix", "crid", "dib", "dib_tag", "camp", "creative", "ascsubtag")),
    ("bbc.co.uk", ("facebook_page", "pinned_post_locator", "intlink_from_url")),
    ("bbc.com", ("facebook_page", "pinned_post_locator", "intlink_from_url")),
    ("docs.google.com", ("usp", "ouid", "rtpof", "sd", "pli", "authuser")),
    ("drive.google.com", ("usp", "pli", "authuser")),
    ("dropbox.com", ("dl", "raw", "st", "e")),
    ("facebook.com", ("rdid", "share_url", "notif_id", "notif_t", "refsrc", "_rdr", "paipv", "eav")),
    ("forbes.com", ("sh", "ss")),
    ("linkedin.com", ("trk", "trackingid", "lipi", "licu", "originalsubdomain", "rcm", "refid")),
    ("medium.com", ("source",)),
    ("nature.com", ("error", "code", "proof")),
    ("nytimes.com", ("smid", "smtyp", "partner", "emc", "_r", "referringsource", "unlocked_article_code", "searchresultposition", "rref")),
    ("open.spotify.com", ("si", "context", "nd", "dl_branch", "_branch")),
    ("play.google.com", ("hl", "gl", "pcampaignid")),
    ("podcasts.apple.com", ("l", "at", "ct", "itsct", "itscg", "mt", "app")),
    ("reddit.com", ("ref", "ref_source", "share_id", "rdt", "context")),
    ("researchgate.net", ("enrichid", "enrichsource", "el", "_esc", "_sg", "_tp")),
    ("sciencedirect.com", ("via", "dgcid")),
    ("soundcloud.com", ("si", "in", "in_system_playlist", "ref", "p", "c")),
    ("substack.com", ("r", "s", "publication_id", "post_id", "isfreemail", "triedredirect", "showwelcomeonshare", "token")),
    ("ted.com", ("language", "lang", "subtitle", "rss", "awesm", "rid")),
    ("theguardian.com", ("cmp", "cmp_tu", "cmp_bunit")),
    ("vimeo.com", ("share", "fl", "fe", "pg")),
    ("washingtonpost.com", ("tid", "hpid", "wpisrc", "wpmm", "itid")),
    ("wikipedia.org", ("useskin", "venotify")),
    ("x.com", ("s", "t", "lang", "cxt")),
    ("youtube.com", ("si", "feature", "pp", "ab_channel", "app", "persist_app", "hl", "gl")),
)
"""Lower-case names that track on one site and its subdomains, where they may be the page's identity elsewhere."""

VALUE_TRACKERS: tuple[tuple[str, str, str], ...] = (
    ("source", r"[a-z0-9_.]*-{3,}.*", "https://blog.example/a?source=friends_link---abc"),  # Medium under a writer's own domain
    ("outputtype", r"amp", "https://blog.example/a?outputType=amp"),
    ("amp", r"|1|true", "https://blog.example/a?amp=1"),
    ("tab", r"readme-ov-file", "https://blog.example/a?tab=readme-ov-file"),  # GitHub's front page of a project
    ("share", r"(?:twitter|facebook|linkedin|mastodon|email|pocket|reddit|tumblr|telegram|jetpack-whatsapp)", "https://blog.example/a?share=twitter"),  # WordPress
    ("s", r"[0-9a-f]{32}", "https://blog.example/a?s=0dd67bdb12559c22e73a220752db50c7"),  # a vBulletin session
    ("sid", r"[0-9a-f]{32}", "https://blog.example/a?sid=0dd67bdb12559c22e73a220752db50c7"),  # a phpBB session
)
"""A lower-case name, the values with which it says nothing of the page, and an example for `https://blog.example/a`."""

PATH_RESIDUES: tuple[tuple[str, str], ...] = ((r";jsessionid=[\w!.-]+", "https://blog.example/a;jsessionid=0A1B.node1"), (r"&usg=[\w-]{20,}.*$", "https://blog.example/a&usg=AFQjCNH4s1SOEjlpENlfPV5nuvADZpSdow"))
"""What sessions and search results leave in a path, with an example for `https://blog.example/a`."""

INDEX_FILES = (
    "index.html", "index.htm", "index.shtml", "index.xhtml", "default.html", "default.htm",
)
"""Files that a folder's own address shows."""
INDEX_PROGRAMS = (
    "index.php", "index.asp", "index.aspx", "index.jsp", "default.asp", "default.aspx",
)
"""The same, where no query tells the program what to show."""

# --- hosts -----------------------------------------------------------------------------------------------------------

SAME_HOSTS: tuple[tuple[str, str], ...] = (
    ("amp.theguardian.com", "theguardian.com"),
    ("guardian.co.uk", "theguardian.com"),
    ("amp.cnn.com", "cnn.com"),
    ("amp.dev.to", "dev.to"),
    ("amp.reddit.com", "reddit.com"),
    ("i.reddit.com", "reddit.com"),
    ("m.reddit.com", "reddit.com"),
    ("new.reddit.com", "reddit.com"),
    ("np.reddit.com", "reddit.com"),
    ("old.reddit.com", "reddit.com"),
    ("sh.reddit.com", "reddit.com"),
    ("embed.ted.com", "ted.com"),
    ("export.arxiv.org", "arxiv.org"),
    ("fxtwitter.com", "x.com"),
    ("vxtwitter.com", "x.com"),
    ("fixupx.com", "x.com"),
    ("m.twitter.com", "x.com"),
    ("mobile.twitter.com", "x.com"),
    ("mobile.x.com", "x.com"),
    ("nitter.net", "x.com"),
    ("twitter.com", "x.com"),
    ("m.facebook.com", "facebook.com"),
    ("mbasic.facebook.com", "facebook.com"),
    ("touch.facebook.com", "facebook.com"),
    ("m.imdb.com", "imdb.com"),
    ("m.slashdot.org", "slashdot.org"),
    ("m.soundcloud.com", "soundcloud.com"),
    ("m.vimeo.com", "vimeo.com"),
    ("m.youtube.com", "youtube.com"),
    ("music.youtube.com", "youtube.com"),
    ("youtube-nocookie.com", "youtube.com"),
    ("mobile.nytimes.com", "nytimes.com"),
    ("m.nytimes.com", "nytimes.com"),
    ("smile.amazon.com", "amazon.com"),
    ("smile.amazon.co.uk", "amazon.co.uk"),
    ("smile.amazon.de", "amazon.de"),
    ("dx.doi.org", "doi.org"),
    ("threads.com", "threads.net"),
)
"""Other names of one site, with the name that stands for it."""

MOBILE_WIKIS = (
    "wikipedia.org", "wiktionary.org", "wikibooks.org", "wikiquote.org", "wikisource.org", "wikiversity.org",
    "wikivoyage.org", "wikinews.org", "wikimedia.org", "wikidata.org",
)
"""Here `en.m.` or `m.` before the site names its pages for phones."""

# --- wrappers: addresses that only lead to the address inside them ---------------------------------------------------


class Wrapper(NamedTuple):
    """An address that holds another one in its query."""

    host: str
    """`*` at the end stands for any rest, at the start for any subdomain."""
    path: str
    """A pattern of the whole path."""
    parameters: tuple[str, ...]
    example: str
    leads_to: str


WRAPPERS = (
    Wrapper("google.*", r"/url|/imgres", ("q", "url", "imgrefurl"), "https://www.google.com/url?sa=t&url=https%3A%2F%2Fblog.example%2Fa&usg=x", "https://blog.example/a"),
    Wrapper("scholar.google.*", r"/scholar_url", ("url",), "https://scholar.google.com/scholar_url?url=https://blog.example/a.pdf&hl=en", "https://blog.example/a.pdf"),
    Wrapper("translate.google.*", r"/(?:translate|website)", ("u",), "https://translate.google.com/translate?sl=de&tl=en&u=https://blog.example/a", "https://blog.example/a"),
    Wrapper("l.facebook.com", r"/l\.php", ("u",), "https://l.facebook.com/l.php?u=https%3A%2F%2Fblog.example%2Fa&h=AT0", "https://blog.example/a"),
    Wrapper("lm.facebook.com", r"/l\.php", ("u",), "https://lm.facebook.com/l.php?u=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("facebook.com", r"/(?:flx/warn|sharer/sharer\.php|sharer\.php)", ("u",), "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("l.instagram.com", r"/?", ("u",), "https://l.instagram.com/?u=https%3A%2F%2Fblog.example%2Fa&e=x", "https://blog.example/a"),
    Wrapper("l.threads.net", r"/?", ("u",), "https://l.threads.net/?u=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("linkedin.com", r"/(?:redir/redirect|safety/go|redirect)", ("url",), "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fblog.example%2Fa&urlhash=x", "https://blog.example/a"),
    Wrapper("linkedin.com", r"/shareArticle", ("url",), "https://www.linkedin.com/shareArticle?mini=true&url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("x.com", r"/(?:intent/tweet|share|intent/post)", ("url",), "https://twitter.com/intent/tweet?url=https%3A%2F%2Fblog.example%2Fa&text=x", "https://blog.example/a"),
    Wrapper("youtube.com", r"/(?:redirect|attribution_link)", ("q", "u"), "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("out.reddit.com", r"/.*", ("url",), "https://out.reddit.com/t3_x?url=https%3A%2F%2Fblog.example%2Fa&token=x", "https://blog.example/a"),
    Wrapper("t.umblr.com", r"/redirect", ("z",), "https://t.umblr.com/redirect?z=https%3A%2F%2Fblog.example%2Fa&t=x", "https://blog.example/a"),
    Wrapper("steamcommunity.com", r"/linkfilter/?", ("u", "url"), "https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("vk.com", r"/away\.php", ("to",), "https://vk.com/away.php?to=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("slack-redir.net", r"/link", ("url",), "https://slack-redir.net/link?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("*.safelinks.protection.outlook.com", r"/.*", ("url",), "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fblog.example%2Fa&data=x", "https://blog.example/a"),
    Wrapper("statics.teams.cdn.office.net", r"/evergreen-assets/safelinks/.*", ("url",), "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("getpocket.com", r"/(?:redirect|save|edit)", ("url",), "https://getpocket.com/redirect?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("duckduckgo.com", r"/l/?", ("uddg",), "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fblog.example%2Fa&rut=x", "https://blog.example/a"),
    Wrapper("exit.sc", r"/?", ("url",), "https://exit.sc/?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("medium.com", r"/m/global-identity(?:-2)?", ("redirecturl",), "https://medium.com/m/global-identity-2?redirectUrl=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("urldefense.proofpoint.com", r"/v1/url", ("u",), "https://urldefense.proofpoint.com/v1/url?u=https%3A%2F%2Fblog.example%2Fa&k=x", "https://blog.example/a"),
)

PATH_WRAPPERS: tuple[tuple[str, str, str, str], ...] = (
    ("web.archive.org", r"/web/\d{1,14}(?:[a-z]{2}_)?/(?P<inside>.+)", "https://web.archive.org/web/20090902224414/http://blog.example/a?b=1", "https://blog.example/a?b=1"),
    ("*.cdn.ampproject.org", r"/(?:[cv]|wp)/(?:s/)?(?P<inside>.+)", "https://blog-example.cdn.ampproject.org/c/s/blog.example/a", "https://blog.example/a"),
    ("google.*", r"/amp/(?:s/)?(?P<inside>.+\..+)", "https://www.google.co.uk/amp/s/blog.example/a", "https://blog.example/a"),
    ("urldefense.com", r"/v3/__(?P<inside>.+?)__;.*", "https://urldefense.com/v3/__https://blog.example/a__;!!x", "https://blog.example/a"),
    ("href.li", r"/\?(?P<inside>.+)", "https://href.li/?https://blog.example/a", "https://blog.example/a"),
    ("12ft.io", r"/(?:proxy\?q=)?(?P<inside>https?(?::|%3A).+)", "https://12ft.io/https://blog.example/a", "https://blog.example/a"),
    ("outline.com", r"/(?P<inside>https?:.+)", "https://outline.com/https://blog.example/a", "https://blog.example/a"),
)
"""Host, pattern of path and query, example, where it leads: addresses that hold another one in their path."""

# --- platforms -------------------------------------------------------------------------------------------------------


class Platform(NamedTuple):
    """How one site spells one of its pages in several ways, and the spelling that stands for all."""

    name: str
    hosts: tuple[str, ...]
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

PLATFORMS = (
    Platform("YouTube playlist", ("youtube.com",), r"/(?:playlist|embed/videoseries)", ("list",), "youtube.com/playlist?list={list}", (), "https://www.youtube.com/playlist?index=1&list=PL12345", "https://youtube.com/playlist?list=PL12345"),
    Platform("YouTube video", ("youtube.com",), r"/watch", ("v",), "youtube.com/watch?v={v}", (), "https://m.youtube.com/watch?t=4s&v=dQw4w9WgXcQ&list=WL&index=2", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    Platform("YouTube video elsewhere", ("youtube.com",), rf"/(?:embed|v|e|shorts|live)/(?!videoseries|live_stream){_YT}", (), "youtube.com/watch?v={v}", (), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    Platform("YouTube short address", ("youtu.be",), rf"/{_YT}", (), "youtube.com/watch?v={v}", (), "https://youtu.be/dQw4w9WgXcQ?t=43", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
    Platform("Vimeo video", ("vimeo.com",), r"/(?:channels/[^/]+|groups/[^/]+/videos|album/\d+/video|showcase/\d+/video|video)/(?P<id>\d+)", (), "vimeo.com/{id}", None, "https://vimeo.com/channels/staffpicks/76979871", "https://vimeo.com/76979871"),
    Platform("Vimeo player, unlisted", ("player.vimeo.com",), r"/video/(?P<id>\d+)", ("h",), "vimeo.com/{id}/{h}", (), "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0", "https://vimeo.com/76979871/8272103f6e"),
    Platform("Vimeo player", ("player.vimeo.com",), r"/video/(?P<id>\d+)", (), "vimeo.com/{id}", (), "https://player.vimeo.com/video/76979871?title=0", "https://vimeo.com/76979871"),
    Platform("TED talk", ("ted.com",), r"/talks/(?:lang/[\w-]+/)?(?P<slug>\w+)(?:\.html|/transcript|/up-next)?", (), "ted.com/talks/{slug}", None, "https://www.ted.com/talks/lang/de/ana_lovelace_on_closures.html", "https://ted.com/talks/ana_lovelace_on_closures"),
    Platform("Dailymotion video", ("dailymotion.com",), r"/(?:embed/)?video/(?P<id>[A-Za-z0-9]+)(?:_.*)?", (), "dailymotion.com/video/{id}", (), "https://www.dailymotion.com/embed/video/x2jvvep?autoplay=1", "https://dailymotion.com/video/x2jvvep"),
    Platform("arXiv paper", ("arxiv.org",), r"/(?:abs|pdf|html|format)/(?P<id>(?:[A-Za-z.-]+/)?[\d.]+?(?:v\d+)?)(?:\.pdf)?", (), "arxiv.org/abs/{id}", (), "https://arxiv.org/pdf/2311.09394v2.pdf", "https://arxiv.org/abs/2311.09394v2"),
    Platform("DOI", ("doi.org",), r"/(?:doi:|urn:doi:)?(?P<doi>10\.\d{4,}/.+)", (), "doi.org/{doi}", (), "http://dx.doi.org/doi:10.1000/182", "https://doi.org/10.1000/182"),
    Platform("PubMed", ("ncbi.nlm.nih.gov",), r"/pubmed/(?P<id>\d+)", (), "pubmed.ncbi.nlm.nih.gov/{id}", (), "https://www.ncbi.nlm.nih.gov/pubmed/12345678", "https://pubmed.ncbi.nlm.nih.gov/12345678"),
    Platform("PubMed Central", ("ncbi.nlm.nih.gov",), r"/pmc/articles/(?P<id>PMC\d+)", (), "pmc.ncbi.nlm.nih.gov/articles/{id}", (), "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567"),
    Platform("RFC", ("rfc-editor.org",), r"/(?:rfc|info)/rfc(?P<n>\d+)(?:\.(?:html|txt|pdf|xml))?", (), "rfc-editor.org/rfc/rfc{n}", (), "https://www.rfc-editor.org/info/rfc9338", "https://rfc-editor.org/rfc/rfc9338"),
    Platform("RFC at the IETF", ("tools.ietf.org", "datatracker.ietf.org"), r"/(?:doc/)?(?:html/|pdf/|id/)?rfc(?P<n>\d+)(?:\.(?:html|txt|pdf))?", (), "rfc-editor.org/rfc/rfc{n}", (), "https://datatracker.ietf.org/doc/html/rfc9338", "https://rfc-editor.org/rfc/rfc9338"),
    Platform("Wikipedia article by title", (), r"/w/index\.php", ("title",), "{host}/wiki/{title}", None, "https://en.wikipedia.org/w/index.php?title=Web_feed", "https://en.wikipedia.org/wiki/Web_feed"),
    Platform("GitHub repository", ("github.com",), r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)\.git", (), "github.com/{owner}/{name}", None, "https://github.com/ana/closures.git", "https://github.com/ana/closures"),
    Platform(
        "Google document",
        ("docs.google.com",),
        r"/(?P<sort>document|spreadsheets|presentation|forms|drawings)/(?:u/\d+/)?d/(?P<id>(?!e/)[\w-]+)(?:/(?:edit|view|preview|copy|mobilebasic|htmlview|pub|present|viewform|template/preview))?",
        (),
        "docs.google.com/{sort}/d/{id}",
        ("resourcekey",),
        "https://docs.google.com/document/u/0/d/1AbC_d-E/edit?usp=sharing#heading=h.1",
        "https://docs.google.com/document/d/1AbC_d-E",
    ),
    Platform("Google Drive file", ("drive.google.com",), r"/file/(?:u/\d+/)?d/(?P<id>[\w-]+)(?:/(?:edit|view|preview))?", (), "drive.google.com/file/d/{id}", ("resourcekey",), "https://drive.google.com/file/d/1AbC_d-E/view?usp=sharing", "https://drive.google.com/file/d/1AbC_d-E"),
    Platform("Amazon article", _AMAZON, r"/(?:.*/)?(?:dp|gp/product|gp/aw/d|exec/obidos/ASIN|o/ASIN)/(?P<asin>[A-Z0-9]{10})(?:/.*)?", (), "{host}/dp/{asin}", (), "https://www.amazon.de/Some-Book/dp/0262035618/ref=sr_1_1?keywords=x", "https://amazon.de/dp/0262035618"),
    Platform(
        "Spotify", ("open.spotify.com",), r"/(?:intl-[a-z-]+/)?(?:embed/|embed-podcast/)?(?P<sort>episode|show|track|album|playlist)/(?P<id>\w+)", (), "open.spotify.com/{sort}/{id}", None, "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=x", "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"
    ),
    Platform("Apple podcast", ("podcasts.apple.com", "itunes.apple.com"), r"/(?:[a-z]{2}/)?podcast/(?:[^/]+/)?(?P<id>id\d+)", (), "podcasts.apple.com/podcast/{id}", ("i",), "https://podcasts.apple.com/gb/podcast/some-name/id123456789?i=1000456&mt=2", "https://podcasts.apple.com/podcast/id123456789?i=1000456"),
    Platform("Substack post in the app", ("open.substack.com",), r"/pub/(?P<pub>[a-z0-9-]+)/p/(?P<slug>[\w-]+)", (), "{pub}.substack.com/p/{slug}", None, "https://open.substack.com/pub/ana/p/closures?r=1abc", "https://ana.substack.com/p/closures"),
    Platform("Stack Overflow question", ("stackoverflow.com",), r"/q(?:uestions)?/(?P<id>\d+)(?:/[^/]*)?", (), "stackoverflow.com/questions/{id}", None, "https://stackoverflow.com/questions/111102/how-do-closures-work", "https://stackoverflow.com/questions/111102"),
    Platform("Post on X", ("x.com",), r"/(?:[^/]+|i/web)/status(?:es)?/(?P<id>\d+)(?:/.*)?", (), "x.com/i/status/{id}", (), "https://mobile.twitter.com/ana/status/20/photo/1?s=20", "https://x.com/i/status/20"),
)
"""The first that matches counts; one without hosts is for the wikis of `MOBILE_WIKIS`."""

# --- what is no document ---------------------------------------------------------------------------------------------

SHORTENERS = frozenset({
    "1drv.ms", "a.co", "abcn.ws", "adf.ly", "aka.ms", "amzn.to", "apple.co", "bbc.in", "bit.ly", "bitly.com", "bl.ink",
    "bloom.bg", "buff.ly", "cbsn.ws", "cli.gs", "clk.im", "cnn.it", "ctt.ac", "ctt.ec", "cutt.ly", "db.tt", "deb.li",
    "dlvr.it", "dub.sh", "econ.st", "eepurl.com", "fb.me", "fb.watch", "flip.it", "frama.link", "g.co", "git.io",
    "goo.gl", "gu.com", "ht.ly", "hubs.la", "hubs.ly", "huff.to", "ift.tt", "is.gd", "j.mp", "lnkd.in", "lstu.fr",
    "mailchi.mp", "mcaf.ee", "mzl.la", "n.pr", "nbcnews.to", "nyer.cm", "nyti.ms", "o-x.fr", "on.ft.com", "on.ted.com",
    "on.wsj.com", "ow.ly", "pca.st", "po.st", "rb.gy", "read.bi", "rebrand.ly", "redd.it", "reut.rs", "s.id", "sco.lt",
    "shar.es", "shor.by", "shorturl.at", "slate.me", "smarturl.it", "snip.ly", "soo.gd", "spoti.fi", "spr.ly", "su.pr",
    "t.co", "t.ly", "tcrn.ch", "theatln.tc", "tiny.cc", "tiny.one", "tinyurl.com", "tnw.to", "to.pbs.org", "tr.im",
    "trib.al", "u.to", "urlz.fr", "v.gd", "w.wiki", "wapo.st", "wp.me", "wrd.cm", "x.co", "zpr.io",
})
"""Hosts whose addresses lead somewhere else."""

SOCIAL_HOSTS = frozenset({
    "api.whatsapp.com", "bsky.app", "discord.com", "discord.gg", "instagram.com", "snapchat.com", "t.me", "threads.net",
    "wa.me", "x.com",
})
"""Hosts of posts, profiles and chats, where nothing else is shared."""

MEDIA_HOSTS = frozenset({
    "c.tenor.com", "cdn.bsky.app", "cdn.discordapp.com", "cdn.masto.host", "files.mastodon.social", "gfycat.com",
    "giphy.com", "gph.is", "i.imgur.com", "i.redd.it", "i.ytimg.com", "img.youtube.com", "imgur.com", "instagr.am",
    "lh3.googleusercontent.com", "media.discordapp.net", "media.giphy.com", "media.tenor.com", "pbs.twimg.com",
    "pic.twitter.com", "pic.x.com", "preview.redd.it", "tenor.com", "twitpic.com", "v.redd.it", "video.bsky.app",
    "video.twimg.com", "vine.co", "yfrog.com",
})
"""Hosts of pictures, clips and other attachments."""

MEDIA_FILE = r".*\.(?:jpe?g|png|gifv?|webp|avif|svg|bmp|heic|tiff?|mp4|m4v|webm|mov|avi|mp3|m4a|ogg|opus|wav|flac)"
"""Paths that end in an attachment."""
MEDIA_FOLDER = r"/(?:[\w-]+/)?(?:system/)?(?:cache/)?media_attachments/.*|/media_proxy/.*"
"""Where Mastodon servers keep attachments."""
PAGE_NAMED_LIKE_A_FILE = r".*/(?:wiki|blob|raw|tree)/.*"
"""Pages about a file, whose address ends like the file."""

NO_DOCUMENTS: tuple[tuple[str, str], ...] = (
    ("*", r"/@[^/]+/\d{6,}(?:/.*)?"),  # a post: Mastodon, Pixelfed
    ("*", r"/@[^/]+/statuses/\w+"),  # a post: GoToSocial
    ("*", r"/users/[^/]+/statuses/\w+(?:/activity)?"),  # a post: ActivityPub ids
    ("*", r"/ap/users/\d+/statuses/\d+"),  # a post: ActivityPub ids since Mastodon 4.5
    ("*", r"/(?:web|deck)/(?:statuses|accounts|timelines|tags|notifications|@[^/]+)(?:/.*)?"),  # Mastodon's own apps
    ("*", r"/notice/\w+"),  # a post: Pleroma, Akkoma
    ("*", r"/objects/[0-9a-f-]{36}"),  # a post: Pleroma, Friendica
    ("*", r"/notes/(?=[a-z]*\d)[0-9a-z]{10,26}"),  # a post: Misskey and its forks
    ("*", r"/@[^/]+(?:/(?:with_replies|media|featured|followers|following|tagged/.*))?"),  # a profile
    ("*", r"/users/[^/]+"),  # a profile
    ("*", r"/(?:tags?|hashtag)/[^/]+"),  # a tag: what it shows tomorrow is something else
    ("facebook.com", r"/(?!events/|notes/).*"),
    ("linkedin.com", r"/(?:feed|posts|in|company|school|hashtag|search)(?:/.*)?"),
    ("youtube.com", r"/(?:channel|c|user|results|hashtag|feed|@[^/]+)(?:/.*)?"),
    ("substack.com", r"/(?:@[^/]+/)?notes?(?:/.*)?"),
    ("google.*", r"/(?:search|webhp)"),
    ("bing.com", r"/search"),
    ("duckduckgo.com", r"/"),
    ("github.com", r"/search"),
    ("reddit.com", r"/(?:u|user)/[^/]+(?:/(?:posts|comments|submitted))?|/r/[^/]+|/search"),
    ("tumblr.com", r"/(?:dashboard|tagged)(?:/.*)?"),
    ("pinterest.com", r"/.*"),
)
"""Host (`*` for any; `google.*` for any ending) and path of posts, profiles, tags and searches."""
