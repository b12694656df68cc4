"""Public forms: what people can ask of us without an account and without a script (consent.md C4)."""
