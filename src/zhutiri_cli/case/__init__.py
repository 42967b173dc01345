"""One activity on a date: deadline, material, status, who acts. Pure."""
