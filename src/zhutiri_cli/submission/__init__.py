"""What lies in the submissions root: folders, records, arrivals. Reads; writes nothing."""
