"""Addresses that only lead to the address inside them."""

from typing import NamedTuple

# A row a line: tables are read down their columns.
# fmt: off

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
    Wrapper("youtube.com", r"/redirect", ("q",), "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("youtube.com", r"/attribution_link", ("u",), "https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
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
    Wrapper("linkedin.com", r"/redir/suspicious-page", ("url",), "https://www.linkedin.com/redir/suspicious-page?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("linkedin.com", r"/authwall", ("sessionredirect",), "https://www.linkedin.com/authwall?trk=x&sessionRedirect=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("x.com", r"/i/redirect", ("url",), "https://twitter.com/i/redirect?url=https%3A%2F%2Fblog.example%2Fa&t=1", "https://blog.example/a"),
    Wrapper("go.bsky.app", r"/redirect", ("u",), "https://go.bsky.app/redirect?u=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("bsky.app", r"/intent/compose", ("url",), "https://bsky.app/intent/compose?url=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("t.me", r"/(?:iv|share/url)", ("url",), "https://t.me/share/url?url=https%3A%2F%2Fblog.example%2Fa&text=x", "https://blog.example/a"),
    Wrapper("away.vk.com", r"/away\.php", ("to",), "https://away.vk.com/away.php?to=https%3A%2F%2Fblog.example%2Fa", "https://blog.example/a"),
    Wrapper("view.officeapps.live.com", r"/op/(?:view|embed)\.aspx", ("src",), "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fblog.example%2Fa.docx", "https://blog.example/a.docx"),
    Wrapper("docs.google.com", r"/(?:viewer|gview)", ("url",), "https://docs.google.com/gview?embedded=true&url=https%3A%2F%2Fblog.example%2Fa.pdf", "https://blog.example/a.pdf"),
    Wrapper("w.soundcloud.com", r"/player", ("url",), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fana%2Fa&color=x", "https://soundcloud.com/ana/a"),
    Wrapper("linkprotect.cudasvc.com", r"/url", ("a",), "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fblog.example%2fa&c=x", "https://blog.example/a"),
    Wrapper("urldefense.proofpoint.com", r"/v2/url", ("u",), "https://urldefense.proofpoint.com/v2/url?u=https-3A__blog.example_a-2Db&d=x", "https://blog.example/a-b"),
    Wrapper("hyp.is", r"/go", ("url",), "https://hyp.is/go?url=https%3A%2F%2Fblog.example%2Fa&group=x", "https://blog.example/a"),
)

PATH_WRAPPERS: tuple[tuple[str, str, str, str], ...] = (
    ("web.archive.org", r"/web/\d{1,14}(?:[a-z]{2}_)?/(?P<inside>.+)", "https://web.archive.org/web/20090902224414/http://blog.example/a?b=1", "https://blog.example/a?b=1"),
    ("*.cdn.ampproject.org", r"/(?:[cv]|wp)/(?:s/)?(?P<inside>.+)", "https://blog-example.cdn.ampproject.org/c/s/blog.example/a", "https://blog.example/a"),
    ("google.*", r"/amp/(?:s/)?(?P<inside>.+\..+)", "https://www.google.co.uk/amp/s/blog.example/a", "https://blog.example/a"),
    ("urldefense.com", r"/v3/__(?P<inside>.+?)__;.*", "https://urldefense.com/v3/__https://blog.example/a__;!!x", "https://blog.example/a"),
    ("href.li", r"/\?(?P<inside>.+)", "https://href.li/?https://blog.example/a", "https://blog.example/a"),
    ("*.bing-amp.com", r"/(?:[cv]|wp)/(?:s/)?(?P<inside>.+)", "https://blog-example.bing-amp.com/c/s/blog.example/a", "https://blog.example/a"),
    ("archive.org", r"/web/\d{1,14}(?:[a-z]{2}_)?/(?P<inside>.+)", "https://archive.org/web/2009/http://blog.example/a", "https://blog.example/a"),
    ("archive.ph", r"/(?:newest/|oldest/|\d{4,14}/)?(?P<inside>https?:.+)", "https://archive.today/newest/https://blog.example/a", "https://blog.example/a"),
    ("via.hypothes.is", r"/(?P<inside>https?:.+)", "https://via.hypothes.is/https://blog.example/a", "https://blog.example/a"),
    ("freedium.cfd", r"/(?P<inside>https?:.+)", "https://freedium.cfd/https://blog.example/a", "https://blog.example/a"),
    ("12ft.io", r"/(?:proxy\?q=)?(?P<inside>https?(?::|%3A).+)", "https://12ft.io/https://blog.example/a", "https://blog.example/a"),
    ("outline.com", r"/(?P<inside>https?:.+)", "https://outline.com/https://blog.example/a", "https://blog.example/a"),
)
"""Host, pattern of path and query, example, where it leads: addresses that hold another one in their path."""
