"""The plain facts that outputs may know. Pure."""
