"""The catalogue of what can be applied for, as pages to read and print."""
