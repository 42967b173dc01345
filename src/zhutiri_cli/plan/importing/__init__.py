"""Importing a plan from the annex of a notice: .docx, .xlsx, .csv, .html or pasted text (contract §4).

One reader per format hands over tables as plain lines; what they mean is decided in one place for all of them.
Nothing is guessed: what the source does not say for certain is left empty, remarked and reported.
"""
