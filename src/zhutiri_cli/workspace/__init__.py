"""What writes in the workspace: record, receive, the register sheet, init."""
