"""One small file per component."""
