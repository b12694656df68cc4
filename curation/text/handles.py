"""Handles as people write them into text."""

import regex

_SIGN = r"[\p{L}\p{M}\p{N}_]"
_NAME = r"[\p{L}\p{M}\p{N}_.-]"
HANDLE = regex.compile(rf"(?<!{_SIGN}|/)[@＠]{_SIGN}{_NAME}*(?:[@＠]{_NAME}+)?")
"""Somebody's handle, with or without its host; no part of a mail or web address, which stays as it is."""
