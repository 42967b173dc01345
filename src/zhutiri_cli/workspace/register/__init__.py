"""Many records at once, from the spreadsheet that the office keeps."""
