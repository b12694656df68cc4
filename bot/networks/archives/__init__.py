"""Files in which posts were kept: recognised by shape, read as a stream."""
