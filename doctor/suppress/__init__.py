"""Which findings are put up with: by settings, by comments, by a baseline, or because nothing near them has changed."""
