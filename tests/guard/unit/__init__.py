"""Parts of the guard without a pytest that runs them."""
