"""«ألصق الخبر»: a pasted or uploaded report, taken apart into the parts of a story.

refusal     what is not a report, and why
decoding    the bytes of a file as text: UTF-8, UTF-16 or Windows-1256
lines       the text as lines: what was wrapped is whole again, lists and headings keep their marks
furniture   the captions that sites and WhatsApp leave around a story
gazetteer   places, sources and given names that datelines are made of
dateline    «مسقط - الرؤية», bylines, and datelines glued to the first paragraph
head        kicker, headline and standfirst
blocks      the body: paragraphs, headings, questions, lists
parsing     read_report: the whole, with nothing dropped
markup      the body of a report as HTML

A Word file becomes such text in `articles.arabic.word_document`; its `read_file` takes the
bytes of either.
"""

from articles.arabic.report.blocks import Block
from articles.arabic.report.decoding import decode
from articles.arabic.report.markup import body_html
from articles.arabic.report.parsing import Report, SetAside, read_report
from articles.arabic.report.refusal import NotAReport

__all__ = ["Block", "NotAReport", "Report", "SetAside", "body_html", "decode", "read_report"]
