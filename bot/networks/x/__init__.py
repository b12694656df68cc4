"""X: for now the mapping of archived posts."""
