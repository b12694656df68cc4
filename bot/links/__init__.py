"""A safe reader of pages that strangers pointed at."""
