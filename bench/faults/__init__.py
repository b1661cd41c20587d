"""What a night survives: faults done to real processes over the demo portal, and what became of archive and rows."""
