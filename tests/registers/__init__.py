"""The reference registers: what they tell to whom, and that every question is written down."""
