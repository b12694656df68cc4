"""`welearned activity`, and what the site says of it."""

import json

from tests.bot.cli.installation import Installation


def test_c14_activity_counts_by_month_and_the_site_shows_it(home: Installation) -> None:
    """Nothing at first; then what was kept, left out and erased, for people and for machines, and on the page."""
    empty = home.run("activity")
    home.share_some()
    home.server.account("p9", note="<p>#nobot</p>")
    home.server.post("p9", "hello #BIT15", created_at=home.due)
    home.run("poll")
    home.run("person", "delete", "p0@mastodon.example", "--yes")
    home.run("build")

    told = home.run("activity")
    machine = [json.loads(line) for line in home.run("activity", "--json").stdout.splitlines()]

    assert (empty.exit_code, told.exit_code) == (3, 0)
    assert "  1 no_bot" in told.stdout
    assert "  1 erased, the longest took 0:00:0" in told.stdout
    (month,) = machine
    assert (month["posts"], month["refused"], month["erasures"], month["open"]) == (7, {"no_bot": 1}, 1, 0)
    page = (home.folder / "site" / "activity" / "index.html").read_text(encoding="utf-8")
    assert "<td>7</td>" in page
    policy = (home.folder / "site" / "policy" / "index.html").read_text(encoding="utf-8")
    assert "Version " in policy
