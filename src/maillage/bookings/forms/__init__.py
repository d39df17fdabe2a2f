"""What people type of spaces and bookings: each form validates and calls exactly one action."""
