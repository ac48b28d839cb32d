"""Another coder: a language model behind an address, its every word checked in the text."""
