"""Files that applicants hand in as materials: examined apart from everything else, sealed in the store, scanned for viruses."""
