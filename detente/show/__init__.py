"""The record for people: the command line, tables, marked sentences, the brief."""
