"""The reference place that takes money (缴费): makes bills, shows a page where paying is only played, and tells who ordered.

No money moves here. A city's own platform (统一公共支付) takes its place.
"""
