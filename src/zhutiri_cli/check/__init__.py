"""Runs it all: load, resolve, discover, look, judge, report. Changes nothing in the workspace."""
