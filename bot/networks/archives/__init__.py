"""Archives of posts: recognised by their shape, streamed, mapped by what wiring gives."""
