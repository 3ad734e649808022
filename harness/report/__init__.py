"""Findings and evidence, for people and for machines."""
