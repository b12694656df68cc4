"""Digests and questions by mail."""
