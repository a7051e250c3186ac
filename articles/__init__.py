"""The newsroom, in one app. Its rooms, in reading order; nothing imports upwards.

arabic/         the language: folding, slugs, plurals, dates, bidi, pasted reports, the copy desk; no Django
models/         what is stored
    user          who works here, and which sections an editor answers for
    section       two levels of sections
    author        bylines: persons, desks, agencies, guests
    tag           tags that spelling marks cannot split in two
    event         conferences, their programme, and who took part with the title held that day
    picture       uploaded photographs: words, rights and focal point; and which stories use them
    assignment    what the desk expects of a story: by when, for which day, how long
    copydesk      house words, names and titles, house style, what may stand, counts
    reach         which stories are a person's to open, as values
    article       the desk's working copy of a story
    beside        the names over a story, and the stories that it points to
    revision      immutable snapshots of a story, with the fingerprint of what readers would see
    writing       what is typed and not saved yet, and who is writing just now
    publication   immutable public copies and the interval in which each is live
    change        the log of what changes for readers, followed by every process that keeps pages
    tongues       a story in other languages, as readers have it
    dependence    what a page was made from, collected while it is made
    index         what a search looks into, and what each database needs for it
    front         how a front is laid out, and «عاجل»
    page          the newspaper's own pages
    calendar      the announced starts of Hijri months
    shelf         publications that this process has read already, and several lists in one question
    reads         how often stories were read
    around        what every public page carries around its own content
    calendar_feed the address under which a person's own calendar reads the desk's
    saved_search  ways to narrow the list of stories, kept under a name
    record        the hash-chained record of every step in the workflow
    note          what people say about a story to those who work on it
    notification  who was told of what, when, and what became of the e-mail
    job           work for later, and the heartbeat of those who do it
roles.py, roles.toml       who may do what: rights by role
reasons.py      why something cannot be done, in the editor's words
translations.py which story is the translation of which, and what a translator starts with
bylines.py      whose names a person may put over a story
calendars/      events for people's own calendars: entries that keep their place, and the text of RFC 5545
jobs/           work for later: written with its cause, done by `manage.py worker`
pictures/       the upload guard, what a file says of itself, and the ladder of renditions
body/           rich text: what is let in, and how it is finished for readers
copydesk.py     the copy desk over stories: what was decided, counted, and left to stand
search/         what is indexed and how it is asked
metadata/       what machines are told about a page, in the words of schema.org
typesetting.py  finished markup, set for its page: directions, anchors, digits
feeds/          what programmes read instead of pages: feeds of stories, and maps of the site
readership.py   what is read, counted apart from the pages
publishing.py   what going live, updating, scheduling and withdrawing do
blockers/       what keeps a story from a step, and what only warns
notifications/  telling people: in the newsroom at once, by e-mail as each of them chose
notes/          talking about a story: on the whole, on a passage, calling somebody
workflow.py     who may do what, from where; the steps; perform()
previewing.py   a story as readers would get it, before they do
importing.py    a report from outside becomes a draft
pagestore/      finished pages: kept, refreshed, dropped, and purged from what stands in front
probes.py       what the newsroom says of itself to machines: ready or not, figures
backups.py      the database and the pictures put aside, and put back
demo/           the demo newsroom's stories and pictures, loaded by `manage.py demo`
accounts.py     sign-in: second factor, throttles, closed sign-up
picture_views.py           the addresses of pictures
templatetags/, management/ what templates and operators call
views/, urls.py            the public site
guests.py       what people without an account see through a preview link
admin/          the desk
signals.py, apps.py        what follows a change of rows, in one visible block
"""
