"""The windows' desk: over HTTP and in a browser."""
