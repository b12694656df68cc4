"""What every answer of ours says, whatever it holds."""

from collections.abc import Mapping

_NOTHING_ELSE = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def policy(*allowed: str) -> str:
    """Return the Content-Security-Policy of pages that load *allowed* and nothing else, and send forms to us only."""
    return "; ".join(("default-src 'none'", *allowed, _NOTHING_ELSE))


SAFE_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer", browsers without Sec-Fetch-Site would send "Origin: null", and we could not tell our own forms
    # from another site's.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
