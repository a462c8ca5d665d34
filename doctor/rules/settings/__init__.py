"""What is written for pytest-doctor itself: comments that ignore findings."""
