"""What photos say and show: their words by OCR and the reference LOGO, as frozen facts. Knows no plan and no record.

Needs the extra ``ocr`` (``extra.demand`` says so in one sentence). Nothing here ever uses the network.
"""
