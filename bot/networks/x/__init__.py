"""X: read and written over its second interface, and what was archived of it. It bills, so a till stands before it."""
