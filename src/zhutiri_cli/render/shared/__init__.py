"""What every human format of a report says alike."""
