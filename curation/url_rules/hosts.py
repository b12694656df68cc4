"""Sites under several names, and places where nothing is a document."""

# A row a line: tables are read down their columns.
# fmt: off

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
    ("dl.dropbox.com", "dropbox.com"),
    ("dl.dropboxusercontent.com", "dropbox.com"),
    ("embed.podcasts.apple.com", "podcasts.apple.com"),
    ("sway.office.com", "sway.cloud.microsoft"),
    ("archive.fo", "archive.ph"),
    ("archive.is", "archive.ph"),
    ("archive.li", "archive.ph"),
    ("archive.md", "archive.ph"),
    ("archive.today", "archive.ph"),
    ("archive.vn", "archive.ph"),
    ("m.dailymotion.com", "dailymotion.com"),
    ("m.tiktok.com", "tiktok.com"),
    ("m.goodreads.com", "goodreads.com"),
    ("threads.com", "threads.net"),
)
"""Other names of one site, with the name that stands for it."""

MOBILE_WIKIS = (
    "wikipedia.org", "wiktionary.org", "wikibooks.org", "wikiquote.org", "wikisource.org", "wikiversity.org",
    "wikivoyage.org", "wikinews.org", "wikimedia.org", "wikidata.org",
)
"""Here `en.m.` or `m.` before the site names its pages for phones."""

PAGES_IN_FRAGMENTS: tuple[tuple[str, str, str, str], ...] = (
    ("app.diagrams.net", r"/", r"[GHLRTUW].{4,}", "https://app.diagrams.net/#G1AbC_d-E"),
    ("viewer.diagrams.net", r"/", r"[GHLRTUW].{4,}", "https://viewer.diagrams.net/#Uhttps%3A%2F%2Fblog.example%2Fa.drawio"),
    ("arcade.makecode.com", r"/", r"(?:pub|tutorial):.+", "https://arcade.makecode.com/#tutorial:/tutorials/chase-the-pizza"),
    ("makecode.microbit.org", r"/", r"(?:pub|tutorial):.+", "https://makecode.microbit.org/#pub:_abc123"),
    ("babeljs.io", r"/repl", r"\?.+", "https://babeljs.io/repl#?code_lz=MYew"),
    ("colab.research.google.com", r"/(?:notebooks/.*)?", r"fileId=.+", "https://colab.research.google.com/#fileId=1AbC_d-E"),
    ("excalidraw.com", r"/", r"(?:json|room|url)=.+", "https://excalidraw.com/#json=123456,AbC_d-E"),
    ("gapminder.org", r"/tools", r"\$.+", "https://www.gapminder.org/tools/#$chart-type=bubbles"),
    ("godbolt.org", r"/", r"[gz]:.+", "https://godbolt.org/#z:OYLghAFBqd5TKALEBjA9gEwKYFFMCWALugE4A0BIEAZgQDbYB2AhgLbYgDkA"),
    ("marimo.app", r"/", r"code/.+", "https://marimo.app/#code/JYWwDg9gTgLg"),
    ("mermaid.live", r"/(?:edit|view)", r"(?:pako|base64):.+", "https://mermaid.live/edit#pako:eNpVjk"),
    ("openstreetmap.org", r"/", r"map=.+", "https://www.openstreetmap.org/#map=15/46.52/6.63"),
    ("play.vuejs.org", r"/", r"eN.+", "https://play.vuejs.org/#eNp9kUFLwzAUx79KzEWFueK"),
    ("pythontutor.com", r"/[\w-]+\.html", r"code=.+", "https://pythontutor.com/visualize.html#code=x+%3D+1&mode=display"),
    ("snap.berkeley.edu", r"/(?:snap/)?snap\.html", r"(?:present|open|cloud|run):.+", "https://snap.berkeley.edu/snap/snap.html#present:Username=ana&ProjectName=closures"),
    ("strudel.cc", r"/", r".{8,}", "https://strudel.cc/#c291bmQoImJkIik"),
    ("svelte.dev", r"/playground/[\w-]+", r"H4sI.+", "https://svelte.dev/playground/untitled#H4sIAAAAAAAAA"),
    ("typescriptlang.org", r"/play", r"code/.+", "https://www.typescriptlang.org/play#code/MYewdgzgLgBA"),
)
"""Host, path, fragment and example of what is opened by its fragment alone: without it there is an empty editor or map."""

SHORTENERS = frozenset({
    "1drv.ms", "a.co", "amzn.asia", "amzn.eu", "abcn.ws", "adf.ly", "aka.ms", "amzn.to", "apple.co", "bbc.in", "bit.ly", "bitly.com", "bl.ink",
    "bloom.bg", "buff.ly", "cbsn.ws", "cli.gs", "clk.im", "cnn.it", "ctt.ac", "ctt.ec", "cutt.ly", "db.tt", "deb.li",
    "dlvr.it", "dub.sh", "econ.st", "eepurl.com", "fb.me", "fb.watch", "feedproxy.google.com", "flip.it", "frama.link", "forms.gle", "g.co", "git.io",
    "goo.gl", "gu.com", "ht.ly", "hubs.la", "hubs.ly", "huff.to", "ift.tt", "is.gd", "j.mp", "link.medium.com", "lnkd.in", "lstu.fr",
    "mailchi.mp", "mcaf.ee", "mzl.la", "n.pr", "nbcnews.to", "nyer.cm", "nyti.ms", "o-x.fr", "on.ft.com", "on.ted.com",
    "on.wsj.com", "ow.ly", "pca.st", "po.st", "rb.gy", "read.bi", "rebrand.ly", "reut.rs", "s.id", "sco.lt",
    "shar.es", "shor.by", "shorturl.at", "slate.me", "smarturl.it", "spotify.link", "snip.ly", "soo.gd", "spoti.fi", "spr.ly", "su.pr",
    "t.co", "t.ly", "tcrn.ch", "theatln.tc", "tiny.cc", "tiny.one", "tinyurl.com", "tnw.to", "to.pbs.org", "tr.im",
    "trib.al", "u.to", "urlz.fr", "v.gd", "vm.tiktok.com", "w.wiki", "wapo.st", "wp.me", "wrd.cm", "x.co", "zpr.io",
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

NO_DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("*", r"/@[^/]+/\d{6,}(?:/.*)?", "https://mastodon.example/@ana/111111111111111111"),  # a post: Mastodon, Pixelfed
    ("*", r"/@[^/]+/statuses/\w+", "https://gts.example/@ana/statuses/01HABCDEFGHJKMNPQRSTVWXYZ0"),  # a post: GoToSocial
    ("*", r"/users/[^/]+/statuses/\w+(?:/activity)?", "https://mastodon.example/users/ana/statuses/111111111111111111"),  # a post: ActivityPub ids
    ("*", r"/ap/users/\d+/statuses/\d+", "https://mastodon.example/ap/users/115/statuses/116"),  # a post: ActivityPub ids since Mastodon 4.5
    ("*", r"/(?:web|deck)/(?:statuses|accounts|timelines|tags|notifications|@[^/]+)(?:/.*)?", "https://mastodon.example/web/statuses/1111"),  # Mastodon's own apps
    ("*", r"/notice/\w+", "https://pleroma.example/notice/AbCdEf123"),  # a post: Pleroma, Akkoma
    ("*", r"/objects/[0-9a-f-]{36}", "https://pleroma.example/objects/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f"),  # a post: Pleroma, Friendica
    ("*", r"/notes/(?=[a-z]*\d)[0-9a-z]{10,26}", "https://misskey.example/notes/9abcdefg12"),  # a post: Misskey and its forks
    ("*", r"/@[^/]+(?:/(?:with_replies|media|featured|followers|following|tagged/.*))?", "https://mastodon.example/@ana/media"),  # a profile
    ("*", r"/users/[^/]+", "https://mastodon.example/users/ana"),  # a profile
    ("*", r"/(?:tags?|hashtag)/[^/]+", "https://mastodon.example/tags/BIT15"),  # a tag: what it shows tomorrow is something else
    ("facebook.com", r"/(?!events/|notes/).*", "https://www.facebook.com/ana/posts/1"),
    ("linkedin.com", r"/(?:feed|posts|in|company|school|hashtag|search)(?:/.*)?", "https://www.linkedin.com/in/ana"),
    ("youtube.com", r"/(?:channel|c|user|results|hashtag|feed|@[^/]+)(?:/.*)?", "https://www.youtube.com/@ana/videos"),
    ("substack.com", r"/(?:@[^/]+/)?notes?(?:/.*)?", "https://substack.com/@ana/note/c-1"),
    ("google.*", r"/(?:search|webhp)", "https://www.google.co.uk/search?q=closures"),
    ("bing.com", r"/search", "https://www.bing.com/search?q=closures"),
    ("duckduckgo.com", r"/", "https://duckduckgo.com/?q=closures"),
    ("github.com", r"/search", "https://github.com/search?q=closures"),
    ("reddit.com", r"/(?:u|user)/[^/]+(?:/(?:posts|comments|submitted))?|/r/[^/]+|/search", "https://www.reddit.com/user/ana"),
    ("tumblr.com", r"/(?:dashboard|tagged)(?:/.*)?", "https://www.tumblr.com/tagged/closures"),
    ("pinterest.com", r"/.*", "https://www.pinterest.com/pin/1234567"),
)
"""Host (`*` for any; `google.*` for any ending), path and example of posts, profiles, tags and searches."""
