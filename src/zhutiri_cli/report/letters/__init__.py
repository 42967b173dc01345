"""What circulars and reminders say, and to whom. Pure."""
