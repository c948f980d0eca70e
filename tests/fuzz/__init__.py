"""Requests made up from the published OpenAPI, by schemathesis in an environment of its own."""
