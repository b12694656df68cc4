"""What in an address says how somebody came to a page, never which page it is."""

# A row a line: tables are read down their columns.
# fmt: off

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
    ("colab.research.google.com", ("usp", "authuser")),
    ("docs.google.com", ("usp", "ouid", "rtpof", "sd", "pli", "authuser")),
    ("drive.google.com", ("usp", "pli", "authuser")),
    ("dropbox.com", ("dl", "raw", "st", "e")),
    ("facebook.com", ("rdid", "share_url", "notif_id", "notif_t", "refsrc", "_rdr", "paipv", "eav")),
    ("forbes.com", ("sh", "ss")),
    ("goodreads.com", ("ac", "from_search", "from_srp", "qid", "rank", "ref", "rto")),
    ("imdb.com", ("ref_",)),
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
    ("sharepoint.com", ("e", "web", "csf", "cid", "xsdata", "sdata", "ovuser", "clickparams", "wdlor", "wdorigin")),
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
FILE_HOSTS: tuple[tuple[str, str], ...] = (
    ("*.amazonaws.com", "https://ana.s3.eu-west-1.amazonaws.com/charts/index.html"),
    ("*.blob.core.windows.net", "https://ana.blob.core.windows.net/charts/index.html"),
    ("*.digitaloceanspaces.com", "https://ana.fra1.digitaloceanspaces.com/charts/index.html"),
    ("*.r2.dev", "https://pub-0a1b.r2.dev/charts/index.html"),
    ("bitbucket.org", "https://bitbucket.org/ana/charts/src/main/index.html"),
    ("cdn.jsdelivr.net", "https://cdn.jsdelivr.net/gh/ana/charts/index.html"),
    ("codeberg.org", "https://codeberg.org/ana/charts/src/branch/main/index.html"),
    ("github.com", "https://github.com/ana/charts/blob/main/index.html"),
    ("gitlab.com", "https://gitlab.com/ana/charts/-/blob/main/index.html"),
    ("raw.githack.com", "https://raw.githack.com/ana/charts/main/index.html"),
    ("raw.githubusercontent.com", "https://raw.githubusercontent.com/ana/charts/main/index.html"),
    ("rawcdn.githack.com", "https://rawcdn.githack.com/ana/charts/0a1b2c3d/index.html"),
    ("storage.googleapis.com", "https://storage.googleapis.com/ana/charts/index.html"),
    ("unpkg.com", "https://unpkg.com/charts@1.0.0/index.html"),
)
"""Hosts, as in `Wrapper.host`, that show files and no folders, with an example: there an index file is a page of its own."""
