"""What each database does its own way: one protocol, two modules."""
