"""Digests as files for other programs that make pages: Hugo, Jekyll, Pelican, Eleventy."""
