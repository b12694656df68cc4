"""The one door to Jinja: digests become texts."""
