"""What a name or a message of pytest means, and what it means in this project."""
