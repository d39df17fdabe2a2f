"""Only in a demonstration: enter as a character, read the e-mails. Absent from any other installation."""
