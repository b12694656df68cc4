"""Fixtures that several contract suites share."""

from tests.contracts.store_fixtures import schema, store, url

__all__ = ["schema", "store", "url"]
