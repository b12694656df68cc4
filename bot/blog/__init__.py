"""The built-in blog: pages and feeds as files."""
