"""What a decoded picture shows."""
