"""Published holiday schedules: files of several kinds to one shape, and the rules that such a schedule keeps."""
