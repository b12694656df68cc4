"""Mastodon-API servers: Mastodon, GoToSocial, Pleroma, Akkoma, Takahē, Hollo, Pixelfed."""
