"""The trained half of the coder: a small encoder that finds acts, their fields and parties."""
