"""What the readers of files share: what a file really is, and how it is opened without trusting it."""
