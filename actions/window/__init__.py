"""The window: clerks take cases over, fill in with their applicants, and hand them back."""
