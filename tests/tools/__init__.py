"""Programs that the project's own files are made with."""
