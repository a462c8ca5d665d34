"""State and resources that tests share: with each other, with other workers, with another order."""
