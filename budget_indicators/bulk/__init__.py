"""Many strings and many files: processes, Arrow batches, workers, large files in pieces."""
