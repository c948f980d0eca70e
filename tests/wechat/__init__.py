"""WeChat's protocol, against its own worked examples and another's client."""
