"""Effects and use cases around the pure engine: conversations, store, submission."""
