"""Events from a parsed report: clauses, types, status, attribution."""
