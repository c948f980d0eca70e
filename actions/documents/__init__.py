"""Documents that are made from the answers: one model, shown as a PDF and as a Word file."""
