"""Places in the coordinator's hands: make known, tell their phases, say who is where."""
