"""What the columns and cells of a notice's table are."""
