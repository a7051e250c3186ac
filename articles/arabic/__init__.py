"""The Arabic language, in pure Python: nothing here knows Django, a database or a request.

normalise   what two spellings have in common (`fold`, `tag_key`), and input made safe to store (`tidy`)
slugs       a headline as the last part of an address
digits      Arabic-Indic and Latin digits
plurals     numbers with their counted noun, in all six forms
dates/      dates as an Omani newspaper writes them, Hijri dates, and dates found in prose
bidi        the runs inside Arabic prose that read from left to right
stemming    what the forms of a word have in common, by a frozen list with a version
terms       the words of a text as a search compares them
counting    words, sentences, reading time
lexicon     how often a word is met: 300,000 words, frozen, read when first asked for
proofreading/   the copy desk: what is wrong in a text, by which rule, and what would be right
report/     «ألصق الخبر»: a pasted or uploaded report taken apart into the parts of a story
word_document   a Word file as the text of such a report

Import from the modules themselves.
"""
