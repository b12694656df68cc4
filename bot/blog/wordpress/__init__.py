"""Digests as posts of a WordPress site."""
