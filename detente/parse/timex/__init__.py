"""The grammar of time words: calendar, words, rules, tense and joining, behind `parse.dates`."""
