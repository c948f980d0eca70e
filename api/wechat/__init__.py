"""WeChat's side of the conversation: pushes of an official account (服务号), and the answers to them."""
