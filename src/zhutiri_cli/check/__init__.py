"""Runs it all: load, resolve, discover, judge, report. Changes nothing in the workspace."""
