"""Figures that the documents name, each measured by one command."""
