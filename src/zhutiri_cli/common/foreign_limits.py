"""The one table of limits on what strangers send: mails, packages, documents, photos, pages, workbooks, templates.

Sizes are bytes and times are seconds unless a line says otherwise. What is beyond a limit is refused or left to people
(未核对内容), never passed. The processes in which all this is read are started in ``materials/door``.
"""

from __future__ import annotations

MIB = 1024 * 1024

# The processes behind the door
MEMORY = 240 * MIB
"""All processes that read side by side may take, each an equal share of it; what needs more is read alone with it."""
LIBRARIES = 48 * MIB
"""What Python and the libraries take of each process, on top of that. With all of it a command stays below 512 MiB."""
WORKSPACE_MEMORY = 1024 * MIB
"""A process of a rollup, which checks whole workspaces; it reads their files by itself."""
READERS = 4
"""Processes that read side by side."""
FILE_SECONDS = 120.0
"""One file in a process of its own; readers that start other programs limit those further."""
DRAWING_SECONDS = 10.0
"""One PDF, with its pages drawn to look for QR codes; one that takes longer is read once more, without."""
LETTER_SECONDS = 30.0
"""One mail; a sound one of the largest size takes three."""
TEMPLATE_SECONDS = 10.0
"""All that is written by one template of the office's own."""

FILLING_SECONDS = 30.0
"""One .docx template, in a process of its own; a circular's takes half of one."""

# Any file of a submission
FILE_BYTES = 500 * MIB
"""Beyond, a file is neither opened nor summed up."""
TEXT_CHARACTERS = 1_000_000
"""Characters kept of one document."""
DOCUMENT_ADDRESSES = 5000
"""Web addresses kept of one document."""
DOCUMENT_PIXELS = 100_000_000
"""Pixels of all pictures inside one document that are looked at."""
SAVED_PAGE_BYTES = 8 * MIB
PLAIN_TEXT_BYTES = 4 * MIB
SHORTCUT_BYTES = MIB
RTF_BYTES = 20 * MIB
"""Without its pictures, which are written out as hexadecimal digits."""
RTF_DEPTH = 5000
"""Groups open at once; documents have a dozen."""
CONVERTED_BYTES = 100 * MIB
"""Documents handed to LibreOffice."""
CONVERTING_SECONDS = 60.0
CONVERTING_MEMORY = 4096 * MIB
"""What LibreOffice may take (Linux); it starts from some 300 MiB."""

# Documents in zip form
UNPACKED_BYTES = 200 * MIB
"""Declared size of all entries beyond which the ratio is looked at; photos in a long report may exceed it honestly."""
PART_BYTES = 20 * MIB
"""One XML part."""
PARTS_BYTES = 60 * MIB
"""All parts read of one archive."""
ENTRIES = 20_000
BOMB_RATIO = 100
"""Unpacked to packed: XML reaches 20, hardly ever 100; bombs about 1000."""
PACKAGE_BYTES = 100 * MIB
"""All parts of a workbook or notice; a table with its pictures stays far below."""
CELLS = 2_000_000
"""Cells of one sheet; a table of activities has a few thousand."""

# PDF and photos
PDF_PAGES = 200
PDF_PICTURES = 200
"""Pictures looked at per page."""
PDF_LINKS = 500
"""Link annotations looked at per page."""
PDF_PAGES_DRAWN = 20
"""Pages with pictures that are drawn to look for QR codes."""
PHOTO_PIXELS = 200_000_000
"""Width times height; the largest phone cameras take 200 million pixels."""
DECODED_PIXELS = 50_000_000
"""Pixels held in memory at once, after JPEG's reduced decoding."""

# Mails and packages
RECEIVED_BYTES = 500 * MIB
"""All packages of one call, unpacked."""
RECEIVED_FILES = 5000
"""A folder with more is not checked to its end (``discover.FILES``)."""
FOLDER_DEPTH = 30
"""Folders one in another; ``discover.DEPTH`` is where checking stops."""
LETTERS_INSIDE = 20
"""Mails one in another."""
LETTER_BYTES = 200 * MIB
"""A mail's file; mail systems let through 50 MB."""
LETTER_WORDS_BYTES = 16 * MIB
"""A mail without its attachments in base64: what is parsed in memory."""
LETTER_LINES = 200_000
"""Lines of it; a text of two million characters has some 30,000."""
LETTER_PARTS = 3000
"""Parts of one mail, or lines that look as if one began."""
LETTER_STEPS = 20_000_000
"""Line ends times multiparts."""
LETTER_TEXT_CHARACTERS = 2_000_000
"""Characters of one text in a mail."""
UNPACKING_SECONDS = 120.0
"""One archive."""
COPYING_SECONDS = 900.0
"""Files and folders as they are, maybe from a slow drive, with the mails among them."""
RATIO_FROM = 20 * MIB
"""Below this an odd ratio of unpacked to packed is a drawing or a blank scan."""

# Pages of the web (check --online)
ONLINE_SECONDS = 180.0
"""All links together."""
REQUEST_SECONDS, CONNECT_SECONDS = 15.0, 8.0
PAGE_BYTES = 2_000_000
"""Unpacked."""
PAGE_SECONDS = 10.0
"""One page, read behind the door; a sound one of the largest size takes half of one."""
REDIRECTS = 5
REQUESTS_PER_HOST, REQUESTS_AT_ONCE = 2, 16

# Templates of the office's own
TEMPLATE_BYTES = 10 * MIB
"""A letter's template is some thousand bytes, a circular's with a red head and a picture some hundred thousand."""
TEMPLATE_TEXT_BYTES = 200 * 1024
TEMPLATE_UNPACKED_BYTES = 60 * MIB
TEMPLATE_PART_BYTES = 5 * MIB
"""One XML part; a circular's text is some ten thousand bytes."""
TEMPLATE_WORDS = 10_000
"""Names, words and signs of Jinja in one template; ours has two hundred."""
TEMPLATE_CHARACTERS = 1_000_000
"""Characters of one text that a template may write."""
TEMPLATE_ALL_CHARACTERS = 20_000_000
"""Characters that a template may make on the way to it, with those that it throws away."""

# Other files that come from elsewhere
NOTICE_TEXT_BYTES = 10 * MIB
REGISTER_ROWS = 5000
"""Rows below a register's header; a year has some dozens of activities."""
REGISTER_CELLS = 100_000
"""Cells of a register's sheet, without those that have a format and nothing else at the end of a row."""
REGISTER_SECONDS = 60.0
"""A register of full size takes four."""
IMPORT_SECONDS = 60.0
"""A notice and its annexes; a hundred pages take two."""
BASELINE_BYTES = 200 * MIB
SUMS_BYTES = 8 * MIB
SCHEDULE_BYTES = MIB
