"""Changes to files: planned over all findings, worked out on the text, tried out, written atomically."""
