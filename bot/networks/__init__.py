"""One folder a network; none knows another."""
