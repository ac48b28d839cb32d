"""detente reads news reports and keeps a sourced record of political events."""

__version__ = "0.1.0"
