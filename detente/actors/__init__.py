"""Mentions and dates to actors: who is meant, in which office, for which country."""
