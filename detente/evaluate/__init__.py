"""Gold in, figures out: loading coded sentences, scoring coders on them, and the gate."""
