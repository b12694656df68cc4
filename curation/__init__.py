"""Curation decides: values in, values out; no clock, no file, no network, no log."""
