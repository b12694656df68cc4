"""The bot acts: ports, tasks, adapters and the wiring between them."""
