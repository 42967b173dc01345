"""The lines of a notice's table turned into activities."""
