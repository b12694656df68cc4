"""The shape of `[[outlets]]`: every key of every kind."""

from typing import Annotated, Literal

from pydantic import Field

from bot.config.sections import Address, Handle, Name, Section, Text

PageAddress = Annotated[
    str, Field(pattern=r"^https?://[^\s/{}?#]+/(?:[^\s{}#]|\{(?:course|year|month|day|slug)\})*$", max_length=300)
]
"""An address with the marks of an issue's day in it."""


class BlogOutlet(Section):
    """The built-in site."""

    kind: Literal["blog"]
    name: Name
    primary: bool = False


class MastodonOutlet(Section):
    """A thread a day from one account."""

    kind: Literal["mastodon"]
    name: Name
    primary: bool = False
    account: Handle
    root_visibility: Literal["public", "unlisted"] = "public"


class XOutlet(Section):
    """A thread a day from the account on X."""

    kind: Literal["x"]
    name: Name
    primary: bool = False


class MarkdownOutlet(Section):
    """A file a day for a site that another program makes."""

    kind: Literal["markdown"]
    name: Name
    primary: bool = False
    generator: Literal["hugo", "jekyll", "pelican", "eleventy"]
    folder: Text
    """The generator's own folder, or our clone of its repository; relative to this file."""
    url: Address
    """Where the finished site is read."""
    page: PageAddress | None = None
    """Where an issue's page will be, with `{course}`, `{year}`, `{month}`, `{day}`, `{slug}` in it."""
    repository: Text | None = None
    """Where changes are pushed to; without it, files are only written."""
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._/-]{0,99}$")] = "main"


class MailOutlet(Section):
    """A letter to everybody who asked for it."""

    kind: Literal["mail"]
    name: Name
    primary: bool = False


class WordPressOutlet(Section):
    """A post a day on a WordPress site."""

    kind: Literal["wordpress"]
    name: Name
    primary: bool = False
    url: Address
    """The site's address, as in its general settings."""
    page: PageAddress | None = None
    """Where a post will be, as the site's permalinks say; marks as for files."""
    user: Text
    """The login name, not the label of the password."""
    password_file: Text
    """An application password, made under Users, Profile."""
    status: Literal["draft", "publish"] = "draft"
    categories: list[Text] = Field(default_factory=list)
    picture: Text | None = None
    """A file of your own above each post."""
    picture_alt: Text | None = None
    """What it shows."""


Outlet = Annotated[
    BlogOutlet | MastodonOutlet | XOutlet | MarkdownOutlet | WordPressOutlet | MailOutlet, Field(discriminator="kind")
]
