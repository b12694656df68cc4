"""The test names of digest.md 9.6, and a few more that networks would make something of."""

HOSTILE = {
    "everyone": "@everyone",
    "encoded mention": "&#64;ana@example.org",
    "tags": "#BIT15 #BIT15",
    "full-width tag": "＃BIT15 ＠ana@mastodon.example",
    "script": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}",
    "template block": "{% raw %}",
    "markdown": "](javascript:x)",
    "right-to-left override": "\u202etxet",
    "header": "Ana\r\nBcc: x",
    "bare address": "evil.example/x",
    "address": "https://evil.example/x",
    "file name": "README.md",
    "marks": "a" + "\u0301" * 500,
    "mark of ours": "{sharer}",
    "format": "{0.__class__} %s",
    "closing": "]]>",
    "entity": "&amp;lt;b&amp;gt;",
    "attribute": "\" onmouseover='x' \"",
    "control": "a\x00b\x1bc",
    "Hebrew": "נועה",
    "emoji": "👩‍👩‍👧 Ana",
}
"""As strangers write them, by what they are."""
